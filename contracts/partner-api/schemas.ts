import * as z from 'zod';
import { declineReasons, meetingModes } from '../lifecycle/codes.ts';
import { attendanceWords, invitationStatuses, meetingStatuses, resultWords, stopReasons } from './words.ts';

/** What goes in and out of `/partner/v1`. The OpenAPI document is generated from these; unknown fields are refused. */

const keys = <const T extends Record<string, unknown>>(table: T) =>
  z.enum(Object.keys(table) as [Extract<keyof T, string>, ...Extract<keyof T, string>[]]);
const values = <const T extends Record<string, string>>(table: T) =>
  z.enum(Object.values(table) as [T[keyof T], ...T[keyof T][]]);

/** No line breaks or other control characters, and no half of a surrogate pair: it must survive every system. */
const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^(?=.*\S)[^\p{Cc}\p{Cs}]+$/u);

const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => !/^(?!20)\d{4}-|\.\d{4}/.test(text), {
    error: 'Between 2000 and 2099, with milliseconds at most.',
  })
  .describe('Date, time and zone, as in 2026-11-24T10:00:00Z');
export const invitationId = z
  .string()
  .regex(/^[0-9a-z]{26}\.t\d{1,5}$/)
  .describe('Names one invitation for ever');
const meetingId = z.string().regex(/^[0-9a-z]{26}\.a\d{1,5}$/);
export const sessionName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/)
  .describe('Your own name for one session, such as tuesday-2026-11-24; nothing about a person');

const mode = keys(meetingModes);
export const attendanceWord = keys(attendanceWords);
export const invitationStatus = values(invitationStatuses);

export const decline = z.strictObject({ reason: keys(declineReasons) });
export const stop = z.strictObject({ reason: keys(stopReasons) });
export const meetingRequest = z
  .strictObject({
    start: instant,
    end: instant,
    mode,
    place: line(200).optional().describe('Where to go; leave it out for a visit at home'),
    session: sessionName.optional(),
    signedUpBy: line(100).describe('Who on your side signed the person up: a name or a role'),
  })
  .refine((m) => !(Date.parse(m.end) <= Date.parse(m.start)), {
    path: ['end'],
    error: 'The end is not after the start.',
  });
export const attendance = z.strictObject({
  result: attendanceWord,
  meeting: meetingId.optional().describe('Default: the latest meeting that has begun'),
});
export const sessionAttendance = z.strictObject({
  results: z
    .array(z.strictObject({ invitation: invitationId, result: attendanceWord }))
    .min(1)
    .max(100)
    .refine((list) => new Set(list.map((r) => r.invitation)).size === list.length, {
      error: 'Each invitation may be named once.',
    }),
});
export const nothing = z.strictObject({}).optional();

const yesNo = z.enum(['yes', 'no', 'unknown']);
export const contactBlock = z.strictObject({
  how: z.literal('through-the-hub'),
  prohibited: z.boolean().describe('True: do not try to reach the person in any way of your own'),
  telephone: z.array(z.string()).optional(),
  safeContact: z
    .strictObject({
      times: z.array(z.string()).describe('When a call does no harm'),
      voicemail: yesNo,
      post: yesNo,
      through: z.array(z.string()).describe('Through whom'),
    })
    .optional(),
});
export const person = z.strictObject({
  name: z.string().optional().describe('What the person wants to be called'),
  initial: z.string().optional().describe('First letter of the family name'),
  needs: z.array(z.string()).describe('What to do so that the person can take part, as agreed with the person'),
  contact: contactBlock,
});
export const meeting = z.strictObject({
  id: meetingId,
  start: instant,
  end: instant,
  mode: mode.optional(),
  place: z.string().optional(),
  session: z.string().optional(),
  status: values(meetingStatuses),
});
export const invitation = z.strictObject({
  id: invitationId,
  reference: z.string().describe('For the telephone and for paper: HO-7K3M-2P4X'),
  version: z.int().positive().describe('For If-Match'),
  status: invitationStatus,
  askedToStop: z.boolean().describe('True: please stop with this person and say so'),
  person: person.optional().describe('Absent once there is nothing left to do for the person'),
  meetings: z.array(meeting),
  firstMeeting: values(resultWords).optional().describe('Result of the first meeting'),
});

export const invitationList = z.strictObject({
  invitations: z.array(invitation),
  next: z.string().optional().describe('Where the next page is'),
});
export const session = z.strictObject({
  session: z.string(),
  start: instant,
  end: instant,
  place: z.string().optional(),
  expected: z.array(
    z.strictObject({
      invitation: invitationId,
      reference: z.string(),
      status: values(meetingStatuses),
      name: z.string().optional(),
      initial: z.string().optional(),
      needs: z.array(z.string()),
    }),
  ),
});
export const sessionList = z.strictObject({
  sessions: z.array(session),
  complete: z.boolean().describe('False: there are more invitations than one answer can go through'),
});

export const problem = z.strictObject({
  type: z.url(),
  title: z.string(),
  status: z.int().min(200).max(599),
  detail: z.string().optional(),
  instance: z.string(),
  errors: z.array(
    z.strictObject({
      code: z.string(),
      says: z.string(),
      detail: z.string().optional(),
      pointer: z.string().optional().describe('RFC 6901, into the body that was sent'),
    }),
  ),
});
export const sessionResults = z.strictObject({
  results: z.array(
    z.strictObject({
      invitation: invitationId,
      status: z
        .int()
        .min(200)
        .max(599)
        .describe('What the same request for this invitation alone would have been answered'),
      result: attendanceWord.optional(),
      problem: problem.optional(),
    }),
  ),
});

export type Invitation = z.infer<typeof invitation>;
export type Person = z.infer<typeof person>;
export type MeetingView = z.infer<typeof meeting>;
export type MeetingRequest = z.infer<typeof meetingRequest>;
export type SessionView = z.infer<typeof session>;
export type SessionResult = z.infer<typeof sessionResults>['results'][number];
