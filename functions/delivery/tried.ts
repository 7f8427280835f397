import type { Way } from '../../contracts/lifecycle/ways.ts';
import type { Answer } from './answer.ts';
import type { Went } from './line.ts';
import { gone, type Verdict } from './outcome.ts';

/** What came of one try. */
export interface Tried {
  readonly verdict: Verdict;
  /** What it says of the way to the recipient. */
  readonly went: Omit<Went, 'slot' | 'probe'>;
  /** That the message arrived is kept in the ledger. */
  readonly followed: boolean;
  /** Of the request that wrote what was to be told; undefined where nothing was read. */
  readonly correlation?: string;
  /** Of a message: by which way. */
  readonly way?: Way;
  /** It was not sent: it waits for the right practice, as of this version of the referral. */
  readonly waits?: number;
}

const nothingWent: Tried['went'] = { answered: undefined, milliseconds: 0 };

export const unsent = (verdict: Verdict): Tried => ({ verdict, went: nothingWent, followed: false });

export const waiting = (version: number): Tried => ({
  ...unsent({ outcome: 'withdrawn', reason: 'practice-waits' }),
  waits: version,
});

/** What a request from one instant to another, and what it was answered, say of the way. */
export const wentBy = (answer: Answer, verdict: Verdict, from: string, to: string): Tried['went'] =>
  answer.kind === 'not-allowed' ? nothingWent : wentAs(verdict, from, to);

/** The same of MESH, where the document was handed to it; `usedUp`: it was not. */
export const wentByMesh = (verdict: Verdict, from: string, to: string): Tried['went'] =>
  verdict.usedUp ? nothingWent : wentAs(verdict, from, to);

const wentAs = (verdict: Verdict, from: string, to: string): Tried['went'] => ({
  answered: isAnswered(verdict),
  milliseconds: Date.parse(to) - Date.parse(from),
  retryAfterSeconds: verdict.retryAfterSeconds,
});

const isAnswered = ({ outcome, reason }: Verdict): boolean =>
  reason === gone || (outcome !== 'later' && outcome !== 'unknown');
