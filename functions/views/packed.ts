import * as z from 'zod/mini';
import { type LateEntry, lateEntry } from './late-entry.ts';
import { type RequestEntry, requestEntry } from './request-entry.ts';
import { type TaskEntry, taskEntry } from './task-entry.ts';

/**
 * Entries as they lie in a row: values without names, and `~` for the id of the referral, so that the row of a referral with
 * three onward requests stays within one write unit (1 KB). With names, every write of one with two cost two.
 */
const names = {
  task: [
    ...(['id', 'level', 'version', 'status', 'authoredOn', 'lastUpdated', 'focus', 'owner', 'requester'] as const),
    ...(['businessStatus', 'unread'] as const),
  ],
  late: ['what', 'who', 'role', 'task', 'since', 'deadline', 'stuck'],
  request: ['part', 'version', 'status', 'intent', 'lastUpdated', 'requester'],
} as const;

const pack = (entry: Readonly<Record<string, unknown>>, order: readonly string[], referral: string): string =>
  JSON.stringify(order.map((name) => entry[name] ?? null))
    .replace(/(,null)+\]$/, ']')
    .replaceAll(referral, '~');

const values = z.array(z.unknown());

const unpack = (text: string, order: readonly string[], referral: string): unknown => {
  try {
    const found = values.safeParse(JSON.parse(text.replaceAll('~', referral)));
    const entries = order.map((name, n) => [name, found.data?.[n]] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
  } catch {
    return undefined;
  }
};

export const packTasks = (entries: readonly TaskEntry[], referral: string): string[] =>
  entries.map((entry) => pack(entry, names.task, referral));
export const packRequests = (entries: readonly RequestEntry[], referral: string): string[] =>
  entries.map((entry) => pack(entry, names.request, referral));

export const packLate = (entries: readonly LateEntry[], referral: string): string[] =>
  entries.map((entry) => pack(entry, names.late, referral));

const texts = z.array(z.string());

/** undefined: they cannot be read, as if they were not there. */
export const tasksIn = (stored: unknown, referral: string): TaskEntry[] | undefined =>
  z.array(taskEntry).safeParse(texts.safeParse(stored).data?.map((text) => unpack(text, names.task, referral))).data;
export const requestsIn = (stored: unknown, referral: string): RequestEntry[] | undefined =>
  z.array(requestEntry).safeParse(texts.safeParse(stored).data?.map((text) => unpack(text, names.request, referral)))
    .data;
export const lateIn = (stored: unknown, referral: string): LateEntry[] | undefined =>
  z.array(lateEntry).safeParse(texts.safeParse(stored).data?.map((text) => unpack(text, names.late, referral))).data;
