import * as z from 'zod/mini';
import { circumstances } from '../lifecycle/circumstances.ts';
import { declineReasons, meetingModes } from '../lifecycle/codes.ts';
import { conditions } from '../lifecycle/risk-settings.ts';
import { longestName, nameForm } from '../somebodys-name.ts';
import { calendarDate, instant, invitationId, keys, line, meetingId, sessionName, values } from './fields.ts';
import {
  attendanceWords,
  callAskers,
  callUrgencies,
  invitationStatuses,
  meetingStatuses,
  resultWords,
  stopReasons,
} from './words.ts';

/** What goes in and out of `/partner/v1`. The OpenAPI document is generated from these; unknown fields are refused. */

const mode = keys(meetingModes);
const attendanceWord = keys(attendanceWords);
export const invitationStatus = values(invitationStatuses);

export const decline = z.strictObject({ reason: keys(declineReasons) });
const waitingPlace = z
  .int()
  .check(z.minimum(1), z.maximum(999), z.describe('1 is next; leave it out if you keep no order'));
export const waiting = z.strictObject({
  place: z.optional(waitingPlace),
  lookAgain: calendarDate.check(z.describe('When the link worker looks at it again: within 20 working days')),
});
const rooms = { 'has-room': true, full: true } as const;
export const room = z.strictObject({
  room: keys(rooms),
  until: z.optional(calendarDate).check(z.describe('Until when; 30 days at most, whatever you say')),
});
export const stop = z.strictObject({ reason: keys(stopReasons) });
export const meetingRequest = z
  .strictObject({
    start: instant,
    end: instant,
    mode,
    place: z.optional(line(200)).check(z.describe('Where to go; leave it out for a visit at home')),
    session: z.optional(sessionName),
    signedUpBy: line(100).check(z.describe('Who on your side signed the person up: a name or a role')),
  })
  .check(
    z.refine((m) => !(Date.parse(m.end) <= Date.parse(m.start)), {
      path: ['end'],
      error: 'The end is not after the start.',
    }),
  );
export const attendance = z.strictObject({
  result: attendanceWord,
  meeting: z.optional(meetingId).check(z.describe('Default: the latest meeting that has begun')),
});
export const sessionAttendance = z.strictObject({
  start: z.optional(instant).check(z.describe('When the session begins; needed where several of yours have this name')),
  results: z.array(z.strictObject({ invitation: invitationId, result: attendanceWord })).check(
    z.minLength(1),
    z.maxLength(100),
    z.refine((list) => new Set(list.map((r) => r.invitation)).size === list.length, {
      error: 'Each invitation may be named once.',
    }),
  ),
});
export const note = z.strictObject({
  text: line(500).check(
    z.describe('For the link worker, who can always read it; as little about the person as will do'),
  ),
});
export const report = z.strictObject({
  what: keys(circumstances).check(z.describe('Only what you know; the link worker finds out whether it is so')),
});
export const pleaseCall = z.strictObject({
  urgency: keys(callUrgencies).check(z.describe('urgent: they are to be called today. In danger to life ring 999')),
  askedBy: keys(callAskers).check(
    z.describe('person: they ask for it themselves; group: you ask that they are called'),
  ),
});
export const opened = z.strictObject({
  by: z
    .string()
    .check(
      z.minLength(2),
      z.maxLength(longestName),
      z.regex(nameForm),
      z.describe('Who on your side opened it: a name or a role, two letters at least'),
    ),
});
export const nothing = z.optional(z.strictObject({}));

const yesNo = z.enum(['yes', 'no', 'unknown']);
const contactBlock = z.strictObject({
  how: z.literal('through-the-hub'),
  prohibited: z.boolean().check(z.describe('True: do not try to reach the person in any way of your own')),
  telephone: z.optional(z.array(z.string())),
  safeContact: z.optional(
    z.strictObject({
      times: z.array(z.string()).check(z.describe('When a call does no harm')),
      voicemail: yesNo,
      post: yesNo,
      through: z.array(z.string()).check(z.describe('Through whom')),
    }),
  ),
});
export const person = z.strictObject({
  name: z.optional(z.string()).check(z.describe('What the person wants to be called')),
  initial: z.optional(z.string()).check(z.describe('First letter of the family name')),
  needs: z
    .array(z.string())
    .check(z.describe('What to do so that the person can take part, as agreed with the person')),
  contact: contactBlock,
  reason: z
    .optional(z.string())
    .check(
      z.describe('What brings the person, written for you and agreed with them; only where you agreed to hear it'),
    ),
  goal: z.optional(z.string()).check(z.describe('What the person hopes for, as reason')),
});
export const meeting = z.strictObject({
  id: meetingId,
  start: instant,
  end: instant,
  mode: z.optional(mode),
  place: z.optional(z.string()),
  session: z.optional(z.string()),
  status: values(meetingStatuses),
});
export const invitation = z.strictObject({
  id: invitationId,
  reference: z.string().check(z.describe('For the telephone and for paper: HO-7K3M-2P4X')),
  version: z.int().check(z.positive(), z.describe('For If-Match')),
  status: invitationStatus,
  askedToStop: z.boolean().check(z.describe('True: please stop with this person and say so')),
  cannotComeNow: z
    .optional(z.literal(true))
    .check(z.describe('The person cannot come now; please do not contact them. Nothing else is asked of you')),
  permissionWithdrawn: z
    .optional(z.literal(true))
    .check(z.describe('The person does not want you to know of them any more: destroy what you hold, on paper too')),
  conditions: z
    .optional(z.array(values(conditions)))
    .check(z.describe('What you do whenever you meet the person; if you cannot, say no')),
  reported: z.optional(z.array(keys(circumstances))).check(z.describe('What you told the link worker of the person')),
  calls: z
    .optional(
      z.array(
        z.strictObject({
          urgency: keys(callUrgencies),
          askedBy: keys(callAskers),
          at: instant,
          readBy: instant.check(
            z.describe('By then somebody has read it who looks after the person’s health, or a link worker rings them'),
          ),
          read: z.boolean().check(z.describe('True: somebody has')),
          says: z
            .string()
            .check(z.describe('Who reads it by when, and whom to ring in danger; show it to whoever asked')),
        }),
      ),
    )
    .check(z.describe('What you asked for when the person was not well')),
  person: z.optional(person).check(z.describe('Absent once there is nothing left to do for the person')),
  waiting: z
    .optional(z.strictObject({ place: z.optional(waitingPlace), since: instant, lookAgain: z.optional(calendarDate) }))
    .check(z.describe('The person is on your waiting list')),
  meetings: z.array(meeting),
  firstMeeting: z.optional(values(resultWords)).check(z.describe('Result of the first meeting')),
  notes: z
    .optional(z.array(z.strictObject({ text: z.string(), at: instant })))
    .check(z.describe('What you wrote to the link worker')),
  due: z
    .optional(
      z.strictObject({
        what: z.string().check(z.describe('In plain words, such as: Say who came')),
        by: z.optional(instant).check(z.describe('Absent once the time for it has passed')),
        overdue: z.boolean().check(z.describe('True: the time has passed, and you may have been reminded')),
      }),
    )
    .check(z.describe('What you have to do next; absent when there is nothing')),
});

export const invitationList = z.strictObject({
  invitations: z.array(invitation),
  next: z.optional(z.string()).check(z.describe('Where the next page is')),
});
export const waitingList = z.strictObject({
  waiting: z.array(invitation).check(z.describe('Who is next stands first')),
  complete: z.boolean().check(z.describe('False: there are more invitations than one answer can go through')),
});
export const roomSaid = z.strictObject({
  room: keys(rooms),
  next: z.optional(invitation).check(z.describe('Who is next on your waiting list')),
});
export const session = z.strictObject({
  session: z.string(),
  start: instant,
  end: instant,
  place: z.optional(z.string()),
  expected: z.array(
    z.strictObject({
      invitation: invitationId,
      reference: z.string(),
      status: values(meetingStatuses),
      name: z.optional(z.string()),
      initial: z.optional(z.string()),
      needs: z.array(z.string()),
    }),
  ),
});
export const sessionList = z.strictObject({
  sessions: z.array(session),
  complete: z.boolean().check(z.describe('False: there are more invitations than one answer can go through')),
});

const httpStatus = z.int().check(z.minimum(200), z.maximum(599));
export const problem = z.strictObject({
  type: z.url(),
  title: z.string(),
  status: httpStatus,
  detail: z.optional(z.string()),
  instance: z.string(),
  errors: z.array(
    z.strictObject({
      code: z.string(),
      says: z.string(),
      detail: z.optional(z.string()),
      pointer: z.optional(z.string()).check(z.describe('RFC 6901, into the body that was sent')),
    }),
  ),
});
export const sessionResults = z.strictObject({
  results: z.array(
    z.strictObject({
      invitation: invitationId,
      status: httpStatus.check(z.describe('What the same request for this invitation alone would have been answered')),
      result: z.optional(attendanceWord),
      problem: z.optional(problem),
    }),
  ),
});

export type Invitation = z.infer<typeof invitation>;
export type Person = z.infer<typeof person>;
export type MeetingView = z.infer<typeof meeting>;
export type MeetingRequest = z.infer<typeof meetingRequest>;
export type SessionView = z.infer<typeof session>;
export type SessionResult = z.infer<typeof sessionResults>['results'][number];
