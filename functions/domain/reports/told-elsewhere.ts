import { noReply, noReplyInTime } from './facts.ts';
import type { PartOf } from './rows.ts';

const only =
  (...rows: readonly string[]): PartOf =>
  (row) =>
    rows.includes(row) ? row : undefined;

/** Of what was never accepted another table counts how many there are. */
const neverAccepted: PartOf = (row) => (row.startsWith('declined: ') || row === 'requested' ? 'never' : undefined);

/**
 * Of each table the rows that another table of the same referrals counts, too, alone or together: who went is the total of those who did, who has not
 * ended is open, what has no reply is in two rows of one table and in one of the other.
 */
export const toldElsewhere: Readonly<Record<string, PartOf>> = {
  ...{ meeting: only('attended'), 'first-meeting': only('not yet'), way: only('open'), stage: only('ended') },
  ...{ declined: neverAccepted, result: only('not accepted', 'none named'), mode: only('not accepted', 'none named') },
  sessions: only('attended'),
  feedback: (row) => ([noReply, noReplyInTime].includes(row) ? 'no reply' : undefined),
  'feedback-days': only('not yet'),
};
