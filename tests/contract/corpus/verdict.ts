import { answerOf, type Explanation, explanationOf, ruleOfDesign4 } from './explained.ts';
import type { Row } from './rows.ts';
import type { Outcome } from './trials.ts';

export interface Judged {
  readonly file: string;
  readonly verdict: string;
  readonly kind: 'agree' | 'overridden' | 'disagree' | 'unexplained';
  readonly because?: string;
  readonly got: string;
}

const isTaken = ({ status }: Outcome): boolean => status >= 200 && status < 300;
const isGolden = ({ does }: Outcome): boolean => does.endsWith('golden');

/** `REJECT 422 not-supported` as its statuses and issue code. */
const refusalIn = (verdict: string): { statuses: number[]; issue: string | undefined } => ({
  statuses: /\d{3}(?:\/\d{3})?/.exec(verdict)?.[0].split('/').map(Number) ?? [],
  issue: /\d{3} (required|invalid|invariant|structure|business-rule|not-supported|code-invalid)/.exec(verdict)?.[1],
});

const isRefusedAs = (outcome: Outcome, verdict: string): boolean => {
  const { statuses, issue } = refusalIn(verdict);
  if (statuses.length === 0) return outcome.status >= 400;
  return statuses.includes(outcome.status) && (issue === undefined || outcome.issues.includes(issue));
};

/** Whether one answer is what the verdict says of it. */
const isAsSaid = (outcome: Outcome, verdict: string): boolean => {
  if (outcome.does.startsWith('PUT by')) return isTaken(outcome);
  // As it stands its use case is not ours; with ours it is taken. INDEX.md, "How to read the verdicts".
  if (outcome.does.includes('our use case')) return isTaken(outcome);
  if (verdict === 'ACCEPT*') return isGolden(outcome) ? isTaken(outcome) : isRefusedAs(outcome, '422 not-supported');
  if (verdict.includes('/ REJECT')) return isTaken(outcome) || isRefusedAs(outcome, verdict);
  if (verdict.startsWith('REJECT')) return isRefusedAs(outcome, verdict);
  return isTaken(outcome) && (!verdict.includes('+WARN') || outcome.warnings > 0);
};

const shown = (outcome: Outcome): string => `${outcome.does}: ${answerOf(outcome)}`;

const explain = (row: Row, different: readonly Outcome[], outcomes: readonly Outcome[]): Explanation | undefined => {
  const known = explanationOf(row.file, outcomes);
  const golden = outcomes.filter(isGolden);
  if (known) return known;
  const rules = different.map(ruleOfDesign4);
  // A rule of ours is the reason only when nothing else is in the way: with its facts put right, it is taken.
  const isAllTaken = golden.length > 0 && golden.every(isTaken);
  return !rules.includes(undefined) && isAllTaken
    ? { kind: 'overridden', because: [...new Set(rules)].join('; ') }
    : undefined;
};

/** One row against what came of its requests. */
export const judge = (row: Row, outcomes: readonly Outcome[]): Judged => {
  const { file, verdict } = row;
  const different = outcomes.filter((o) => !isAsSaid(o, verdict));
  const got = outcomes.map(shown).join(' | ');
  // In every way in which the row was sent: what is taken must be taken in each, and what is refused refused in each.
  if (outcomes.length > 0 && different.length === 0) return { file, verdict, kind: 'agree', got };
  const explanation = explain(row, different, outcomes);
  return explanation
    ? { file, verdict, kind: explanation.kind, because: explanation.because, got }
    : { file, verdict, kind: 'unexplained', got };
};
