import * as z from 'zod/mini';
import { resourceIdForm, taskId } from '../ids.ts';

/** Of what the schemas of `/partner/v1` are made. */

export const keys = <const T extends Record<string, unknown>>(table: T) =>
  z.enum(Object.keys(table) as [Extract<keyof T, string>, ...Extract<keyof T, string>[]]);
export const values = <const T extends Record<string, string>>(table: T) =>
  z.enum(Object.values(table) as [T[keyof T], ...T[keyof T][]]);

/** No line breaks or other control characters, and no half of a surrogate pair: it must survive every system. */
export const line = (longest: number) =>
  z.string().check(z.minLength(1), z.maxLength(longest), z.regex(/^(?=.*\S)[^\p{Cc}\p{Cs}]+$/u));

export const instant = z.iso.datetime({ offset: true }).check(
  z.refine((text) => !/^(?!20)\d{4}-|\.\d{4}/.test(text), {
    error: 'Between 2000 and 2099, with milliseconds at most.',
  }),
  z.describe('Date, time and zone, as in 2026-11-24T10:00:00Z'),
);
export const invitationId = z.string().check(z.regex(taskId), z.describe('Names one invitation for ever'));
export const meetingId = z.string().check(z.regex(new RegExp(`^${resourceIdForm('a')}$`)));
export const sessionName = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/),
    z.describe('Your own name for one session, such as tuesday-2026-11-24; nothing about a person'),
  );
export const calendarDate = z.iso.date().check(z.describe('A day in England, as in 2026-12-07'));
