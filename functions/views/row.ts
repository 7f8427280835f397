import * as z from 'zod/mini';
import { organisationCodeForm } from '../../contracts/organisation-code.ts';
import { type Happened, happened, lenient } from './happened.ts';
import { referralOfKey } from './keys.ts';
import { lateEntry } from './late-entry.ts';
import { lateIn, requestsIn, tasksIn } from './packed.ts';
import { requestEntry } from './request-entry.ts';
import { taskEntry } from './task-entry.ts';

/** `respondent`: it takes no part, and is sent messages. */
const rowRoles = ['referrer', 'coordinator', 'partner', 'respondent'] as const;
export type RowRole = (typeof rowRoles)[number];

/** What follows from the ledger: projection writes it and nobody else. */
const projected = z.object({
  roles: lenient(z.array(z.enum(rowRoles))),
  tasks: lenient(z.array(taskEntry)),
  requests: lenient(z.array(requestEntry)),
  /** When the newest message to this organisation was written. */
  heard: lenient(z.string()),
  /** Since when a message to this organisation of how it ended has no reader there. */
  unread: lenient(z.string()),
  /** Key of the worklist index. */
  list: lenient(z.string()),
  listed: lenient(z.string()),
  /** When something that this organisation is shown last changed, and the referral: its newest place in the news (news.ts). */
  changed: lenient(z.string()),
  /** The earliest deadline of anybody in the referral: on one row of it. */
  owed: lenient(z.string()),
  /** The version that the recipient must be told; absent when there is nothing to send. */
  wanted: lenient(z.number()),
  /** When that version was written. */
  wantedAt: lenient(z.string()),
  /** Under whom what was given up of it is listed; the coordinator's own row says so by its role. */
  coordinator: lenient(z.string()),
  /** Of a message: it need not wait until an older one that failed is tried again. */
  pressing: lenient(z.literal(true)),
  /** Of a message to the person: when it goes, where that is later. */
  notBefore: lenient(z.string()),
  /** Of a message: no news of a coordinator tells of it, so that its first try has to stand among what is due. */
  alone: lenient(z.literal(true)),
  late: lenient(z.array(lateEntry)),
  silentAt: lenient(z.string()),
  assignee: lenient(z.string()),
  /** Key of the index of what is next: of the coordinator's row alone, while somebody owes something. */
  team: lenient(z.string()),
  /** Its place there, beside the key: it changes with almost every version. */
  soonest: lenient(z.string()),
});
export type Projected = z.infer<typeof projected>;

/** They follow from what is wanted and from what happened, so that both writers set them. */
const namesOfBoth: readonly string[] = ['due', 'dueShard', 'attention', 'waiting'];

/** What a version alone changes. */
export const shownNames: readonly string[] = Object.keys(projected.shape);

/** The attributes that projection sets or removes, with those that follow from both sides (happened.ts, attention.ts). */
export const projectedNames: readonly string[] = [...shownNames, ...namesOfBoth];

/** A row as it stands in the table. */
export interface Row extends Projected, Happened {
  readonly referral: string;
  readonly sk: string;
  readonly organisation: string;
  /** Rows of messages only: id of the Communication. */
  readonly message?: string;
  /** Rows of what an organiser is sent only: id of the meeting, request or reminder that it is about. */
  readonly link?: string;
  /** Rows of what the person is sent only: id of the Communication. */
  readonly person?: string;
  /** The ledger version that projection last wrote it from. */
  readonly version?: number | undefined;
  /** Counts every write, whoever wrote: each write is on condition that nobody wrote since it read. */
  readonly turn?: number | undefined;
  /** The item itself, for comparing: what is broken in it must be seen to be broken. */
  readonly item: Readonly<Record<string, unknown>>;
}

/**
 * Whether the first try of a row stands in the index of what is due, so that the sweep finds it. Almost none does: what is to be
 * told is news to the coordinator as well, where the sweep finds it, and a key that came and went with every message would cost
 * as much as all the rest of it. What is to be fetched has a time of its own, and so has what was tried before.
 */
export const isFirstTryDue = (row: Projected & Happened, isMessage: boolean): boolean =>
  isMessage &&
  (row.alone === true || row.polled === true || row.notBefore !== undefined || row.lastTried !== undefined);

const stored = z.object({
  ...projected.shape,
  ...happened.shape,
  tasks: z.optional(z.unknown()),
  requests: z.optional(z.unknown()),
  late: z.optional(z.unknown()),
  version: lenient(z.number()),
  turn: lenient(z.number()),
});

/** `<organisation>`, or `<organisation>#M#<number of the message>`, or what an organiser or the person is sent. */
const sortKey = new RegExp(`^(${organisationCodeForm})(?:#M#(\\d{7})|#L#([amt])(\\d{6})|#P#(\\d{7}))?$`);

/** Somebody must get it: a message, or what an organiser or the person is sent. How things stand is told again with the next change. */
export const mustArrive = ({ message, link, person }: Pick<Row, 'message' | 'link' | 'person'>): boolean =>
  message !== undefined || link !== undefined || person !== undefined;

/**
 * Whether it goes to the recipient's own endpoint while it has no other way: such a row may wait in the recipient's part. What goes by
 * GOV.UK Notify lies among the deadlines and is tried at its own steps: no line of a recipient would tell the sweep to look there.
 */
export const isOfRecipientAlone = ({ link, person }: Pick<Row, 'link' | 'person'>): boolean =>
  link === undefined && person === undefined;

/** `undefined` for an item that is no row. */
export const readRow = (item: Readonly<Record<string, unknown>>): Row | undefined => {
  const referral = referralOfKey(String(item.pk));
  const [, organisation, number, kind, linked, person] = sortKey.exec(String(item.sk)) ?? [];
  if (referral === undefined || organisation === undefined) return undefined;
  const { tasks, requests, late, ...rest } = stored.parse(item);
  return {
    ...rest,
    tasks: tasksIn(tasks, referral),
    requests: requestsIn(requests, referral),
    late: lateIn(late, referral),
    referral,
    sk: String(item.sk),
    organisation,
    ...(number === undefined ? {} : { message: `${referral}.m${Number(number)}` }),
    ...(person === undefined ? {} : { person: `${referral}.m${Number(person)}` }),
    ...(linked === undefined ? {} : { link: `${referral}.${kind}${Number(linked)}` }),
    item,
  };
};
