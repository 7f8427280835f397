import type { Asked } from './policy.ts';

/** One thing that was asked of IAM, and by whom. */
interface Recorded {
  /** ARN of a role, or host name of an AWS service. */
  readonly who: string;
  /** Where a service of AWS asks with the role, and no function: what it needs it for. */
  readonly through?: string;
  readonly asked: Asked;
}

/** What was asked since the start, each once: tests compare it with what the template grants. */
export interface AskedLog {
  note(recorded: Recorded): void;
  all(): readonly Recorded[];
}

/** Ids of referrals, guards, references and replay guards say nothing to a policy; codes of organisations and clients do. */
const shortened = (key: string): string => key.replace(/^(R|G|J|REF)#.*$/, '$1#…');

const withoutIds = (context: Asked['context'] = {}): NonNullable<Asked['context']> =>
  Object.fromEntries(
    Object.entries(context).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...new Set(value.map(shortened))].sort(),
    ]),
  );

export const askedLog = (): AskedLog => {
  const known = new Map<string, Recorded>();
  return {
    note: ({ asked, ...recorded }) => {
      const kept = { ...recorded, asked: { ...asked, context: withoutIds(asked.context) } };
      known.set(JSON.stringify(kept), kept);
    },
    all: () => [...known.values()],
  };
};
