import { linkIdOf } from '../../views/link-id.ts';
import type { Row } from '../../views/row.ts';
import type { DeliveryPorts } from '../ports.ts';
import type { Tried } from '../tried.ts';

/** What is said once, however many rows want it: a session once, and reminders once a day (issue 7 item 3). */
export interface Once {
  readonly of: string;
  readonly name: string;
  /** Whose it is by now, and need not stay. */
  readonly from?: string | undefined;
}

const nameOf = ({ referral, sk }: Pick<Row, 'referral' | 'sk'>): string => `${referral}/${sk}/`;

/** Whether it is this row that has it. */
export const hasTaken = (row: Pick<Row, 'referral' | 'sk'>, by: string | undefined): boolean =>
  by?.startsWith(nameOf(row)) === true;

/**
 * Who comes first says it; undefined: another has. It stays theirs through all their tries, whatever changes of the meeting meanwhile, and where
 * nothing went it is anybody's again: the others count on it.
 */
export const saidOnce = async (
  { toOrganisers: { take, giveBack }, clock }: Pick<DeliveryPorts, 'toOrganisers' | 'clock'>,
  row: Row,
  once: Once | undefined,
  say: () => Promise<Tried>,
): Promise<Tried | undefined> => {
  if (!once) return say();
  const link = linkIdOf(once.of);
  const what = { name: once.name, by: `${nameOf(row)}${row.told ?? 0}` };
  if (!(await take(link, { ...what, until: clock(), from: once.from }))) return undefined;
  const tried = await say();
  if (tried.verdict.outcome !== 'sent') await giveBack(link, what);
  return tried;
};
