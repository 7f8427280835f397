import { nextMorning, today } from '../../domain/calendar.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { Row } from '../../views/row.ts';
import type { DeliveryPorts } from '../ports.ts';
import { type Tried, unsent } from '../tried.ts';

/** What is said once, however many rows want it: a session once. Of reminders one goes a day (issue 7 item 3), and the others wait for theirs. */
export interface Once {
  readonly of: string;
  readonly name: string;
  /** Whose it is by now, and need not stay. */
  readonly from?: string | undefined;
  /** Of a reminder: id of the link in it. */
  readonly leads?: string;
}

const nameOf = ({ referral, sk }: Pick<Row, 'referral' | 'sk'>): string => `${referral}/${sk}/`;

/** Whether it is this row that has it. */
export const hasTaken = (row: Pick<Row, 'referral' | 'sk'>, by: string | undefined): boolean =>
  by?.startsWith(nameOf(row)) === true;

const takerOf = (row: Row, { leads }: Once): string =>
  [`${nameOf(row)}${row.told ?? 0}`, ...(leads === undefined ? [] : [leads])].join('/');

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
  const what = {
    name: once.name,
    by: [`${nameOf(row)}${row.told ?? 0}`, ...(once.leads ? [once.leads] : [])].join('/'),
  };
  if (!(await take(link, { ...what, until: clock(), from: once.from }))) return undefined;
  const tried = await say();
  if (tried.verdict.outcome !== 'sent') await giveBack(link, what);
  return tried;
};

/** A reminder on this day by a link of this name. */
export const reminderOn = (day: string, organisation: string, leads: string): Once => ({
  ...{ of: `reminded\n${organisation}`, name: day, leads: linkIdOf(leads) },
});

/** So many mornings ahead a reminder waits for a day of its own; a group that owes more is rung. */
const mostMornings = 10;
const justBeing = (reason: string): Tried => unsent({ outcome: 'later', reason });

/**
 * Another reminder has this day. Who has it may just be saying it, and may not: then this one is tried again soon. It went, by the same link:
 * they were reminded of this as well. It went by another, whose words lead there alone: this one has the next morning that is free, if it is
 * owed by then.
 */
export const remindedAlready = async (ports: OncePorts, row: Row, once: Once): Promise<Tried> => {
  const link = linkIdOf(once.of);
  const { take, taker } = ports.toOrganisers;
  const has = await taker(link, once.name);
  if (has === undefined || !(await wentFrom(ports, has))) return justBeing('just-being-reminded');
  if (isBySame(has, once)) return unsent({ outcome: 'withdrawn', reason: 'reminded-today' });
  let morning = ports.clock();
  for (let n = 0; n < mostMornings; n += 1) {
    morning = nextMorning(morning);
    const day = { name: today(morning), by: takerOf(row, once) };
    const isFree = await take(link, { ...day, until: morning });
    if (isFree || isBySame(await taker(link, day.name), once))
      return unsent({ outcome: 'later', reason: 'reminded-today', awaits: morning });
  }
  return unsent({ outcome: 'by-hand', reason: 'reminded-too-often' });
};

type OncePorts = Pick<DeliveryPorts, 'toOrganisers' | 'rows' | 'clock'>;

const isBySame = (by: string | undefined, { leads }: Once): boolean =>
  leads !== undefined && by?.endsWith(`/${leads}`) === true;

/** `<referral>/<row>/…` */
const wentFrom = async ({ rows }: Pick<DeliveryPorts, 'rows'>, by: string): Promise<boolean> => {
  const [referral = '', sk] = by.split('/');
  return (await rows.read(referral)).some((row) => row.sk === sk && row.told !== undefined);
};
