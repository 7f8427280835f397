import { type DutyRole, obligationKinds } from '../../contracts/lifecycle/obligations.ts';
import { today } from '../domain/calendar.ts';
import { onDuty } from '../domain/owed/on-duty.ts';
import { referenceOf } from '../domain/request/reference.ts';
import type { Clock, Participant, Participants } from '../usecases/ports.ts';
import { type Counts, countsOf, isGivenUp, isSilent, withoutDrafts } from './attention.ts';
import { attentionPlaces, attentionRows, type PlacedAttention } from './attention-list.ts';
import type { Views } from './index-page.ts';
import type { LateEntry } from './late-entry.ts';

/** One thing that somebody has to see to. Nothing about the person: who it is stands where the reference leads. */
export interface OverdueItem {
  readonly reference: string;
  readonly referral: string;
  readonly says: string;
  /** Name of the organisation whose it is. */
  readonly who: string;
  readonly role: DutyRole;
  /** Who that is today, where the organisation has said who its people are. */
  readonly person?: string;
  readonly since: string;
  /** By when it was to be done; a message that was given up has none. */
  readonly deadline?: string;
  readonly is: readonly ('late' | 'stuck' | 'silent' | 'undelivered')[];
}

export interface OverdueList {
  readonly counts: Counts;
  /** Those that wait longest first. */
  readonly items: readonly OverdueItem[];
  /** How many rows more there are. */
  readonly left: number;
}

interface OverduePorts {
  readonly views: Views;
  readonly participants: Participants;
  readonly clock: Clock;
}

interface Asked {
  readonly coordinator: string;
  /** At most so many rows. */
  readonly limit: number;
  /** Drafts too, which their authors alone may see: for who runs the hub. */
  readonly drafts?: true;
}

/** What of a coordinator's referrals is late or was given up, and whose it is today. */
export const overdueList =
  ({ views, participants, clock }: OverduePorts) =>
  async ({ coordinator, limit, drafts }: Asked): Promise<OverdueList> => {
    const now = clock();
    const all = await attentionPlaces(views)(coordinator);
    const places = drafts ? all : withoutDrafts(all);
    const rows = await attentionRows(views)(places.slice(0, limit));
    const names = await namesOf(participants, rows, coordinator);
    return {
      counts: countsOf(places, now),
      items: together(rows).flatMap((row) => itemsOf(row, { coordinator, now, named: (code) => names.get(code) })),
      left: Math.max(0, places.length - limit),
    };
  };

interface Around {
  readonly coordinator: string;
  readonly now: string;
  readonly named: (organisation: string) => Participant | undefined;
}

/** Several messages of one referral that did not reach the same organisation are one thing to see to: where the first stands. */
const together = (rows: readonly PlacedAttention[]): readonly Attention[] => {
  const alike = Map.groupBy(rows, (one) => (isGivenUpAlone(one) ? `${one.row.referral} ${one.row.organisation}` : one));
  return [...alike.values()].flatMap((them) => them.slice(0, 1).map((one) => ({ ...one, messages: them.length })));
};

interface Attention extends PlacedAttention {
  readonly messages: number;
}

const isGivenUpAlone = ({ row }: PlacedAttention): boolean => isGivenUp(row) && (row.late ?? []).length === 0;

const namesOf = async (
  participants: Participants,
  rows: readonly PlacedAttention[],
  coordinator: string,
): Promise<ReadonlyMap<string, Participant>> => {
  const owing = rows.flatMap(({ row }) => [row.organisation, ...(row.late ?? []).map(({ who }) => who)]);
  const found = await Promise.all([...new Set([coordinator, ...owing])].map((code) => participants.organisation(code)));
  return new Map(found.filter((one) => one !== undefined).map((one) => [one.organisation, one]));
};

const itemsOf = ({ place, row, messages }: Attention, around: Around): OverdueItem[] => {
  const { coordinator, now, named } = around;
  const of = { reference: referenceOf(row.referral), referral: row.referral };
  const silent = isSilent(place, now) ? (['silent'] as const) : [];
  const holder = (who: string, role: DutyRole) => ({ who: named(who)?.name ?? who, role, ...personOf(who, role) });
  const personOf = (who: string, role: DutyRole): { person?: string } => {
    const staff = who === coordinator ? named(who)?.staff : undefined;
    const person = staff && onDuty(staff, role, row.assignee, today(now));
    return person ? { person: person.name } : {};
  };
  const late = (row.late ?? []).map(({ what, who, role, since, deadline, stuck }: LateEntry) => ({
    ...{ ...of, ...holder(who, role), says: obligationKinds[what].says, since, deadline },
    is: ['late' as const, ...(stuck ? (['stuck'] as const) : []), ...silent],
  }));
  if (!isGivenUp(row)) return late;
  const to = named(row.organisation)?.name ?? row.organisation;
  const what = messages === 1 ? 'A message' : `${messages} messages`;
  const given = {
    ...of,
    ...holder(coordinator, row.assignee ? 'assignee' : 'on-duty'),
    since: row.lastTried ?? place.since,
  };
  return [...late, { ...given, says: `${what} to ${to} did not arrive: tell it in another way`, is: ['undelivered'] }];
};
