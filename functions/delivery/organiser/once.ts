import { nextMorning, today } from '../../domain/calendar.ts';
import { isPending } from '../../views/happened.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { LinkRows } from '../../views/link-rows.ts';
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
  once: Once,
  say: () => Promise<Tried>,
): Promise<Tried | undefined> => {
  const link = linkIdOf(once.of);
  const what = { name: once.name, by: takerOf(row, once) };
  if (!(await take(link, { ...what, until: clock(), from: once.from }))) return undefined;
  const tried = await say();
  if (tried.verdict.outcome !== 'sent') await giveBack(link, what);
  return tried;
};

/** A reminder on this day by a link of this name. */
export const reminderOn = (day: string, organisation: string, leads: string): Once => ({
  ...{ of: `reminded\n${organisation}`, name: day, leads: linkIdOf(leads) },
});

/** So many mornings ahead a reminder waits for a day of its own; what finds none stands in the coordinator's list. */
const mostMornings = 10;
const soon: Tried = unsent({ outcome: 'later', reason: 'just-being-reminded' });

type OncePorts = Pick<DeliveryPorts, 'toOrganisers' | 'rows' | 'clock'>;

/**
 * Says a reminder on a day of its own. Whoever has this day may just be saying theirs, and may not: then this one is tried again soon. It went,
 * by the same link: they were reminded of this as well. It went by another, whose words lead there alone: this one has the next morning that is
 * free, and goes then if it is still owed.
 */
export const remindedOnce = async (
  ports: OncePorts,
  row: Row,
  once: Once,
  say: () => Promise<Tried>,
): Promise<Tried> => {
  const tried = await saidOnce(ports, row, once, say);
  if (tried) return tried;
  const day = await holderOf(ports, row, once);
  if (day.isFreed) return (await saidOnce(ports, row, { ...once, from: day.by }, say)) ?? soon;
  if (!day.went) return soon;
  if (isBySame(day.by, once)) return unsent({ outcome: 'withdrawn', reason: 'reminded-today' });
  return onFreeMorning(ports, row, once);
};

const onFreeMorning = async (ports: OncePorts, row: Row, once: Once): Promise<Tried> => {
  const link = linkIdOf(once.of);
  let morning = ports.clock();
  for (let n = 0; n < mostMornings; n += 1) {
    morning = nextMorning(morning);
    const then = { ...once, name: today(morning) };
    const what = { name: then.name, by: takerOf(row, once), until: morning };
    if ((await ports.toOrganisers.take(link, what)) || (await isToo(ports, row, then, what)))
      return unsent({ outcome: 'later', reason: 'reminded-today', awaits: morning });
  }
  return unsent({ outcome: 'by-hand', reason: 'reminded-too-often' });
};

/** Another has that morning: it leads to the same, or needs it no more. */
const isToo = async (
  ports: OncePorts,
  row: Row,
  then: Once,
  what: Parameters<LinkRows['take']>[1],
): Promise<boolean> => {
  const { by, isFreed } = await holderOf(ports, row, then);
  if (isBySame(by, then)) return true;
  return isFreed && ports.toOrganisers.take(linkIdOf(then.of), { ...what, from: by });
};

const isBySame = (by: string | undefined, { leads }: Once): boolean =>
  leads !== undefined && by?.endsWith(`/${leads}`) === true;

/** Who has that day, whether theirs went, and whether they need it no more: it was answered, or leads elsewhere by now. */
const holderOf = async ({ toOrganisers, rows }: OncePorts, row: Row, { of, name }: Once) => {
  const by = await toOrganisers.taker(linkIdOf(of), name);
  // `<referral>/<row>/…`
  const [referral = '', sk] = by?.split('/') ?? [];
  const holder = by === undefined ? undefined : (await rows.read(referral)).find((one) => one.sk === sk);
  const went = holder?.told !== undefined;
  return { by, went, isFreed: by !== undefined && !went && (hasTaken(row, by) || !holder || !isPending(holder)) };
};
