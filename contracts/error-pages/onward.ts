import { askingPartner } from './asking.ts';
import {
  attendance,
  booking,
  changing,
  changingMeeting,
  changingOnward,
  completing,
  note,
  outcome,
  reason,
  recording,
} from './bodies.ts';
import type { ErrorPage } from './error-page.ts';

const accept = changing({ status: 'accepted' });
const attended = outcome('connected-and-attended');
const notAttended = outcome('connected-not-attended');
const finish = changingOnward({ status: 'completed', output: [note] });

/** Handing over to a group or a council service, and its first meeting. */
export const onwardPages = {
  'unknown-partner': {
    warning: 'also',
    cause: 'The owner is not an organisation that can be asked: not registered, paused, or the referrer itself.',
    remedy: 'For a group that is not on the hub the coordinator owns the Task; then nothing is sent.',
    given: 'accepted',
    wrong: [askingPartner('nobody', true)],
    right: [askingPartner('CWS01')],
  },
  'wrong-parent': {
    cause: 'The onward Task names a referral that is not accepted, or another person or request than its own.',
    given: 'sent',
    wrong: [askingPartner('CWS01')],
    right: [accept, askingPartner('CWS01')],
  },
  'onward-open': {
    cause: 'A referral ends when every onward Task has ended, or has nothing left to do.',
    given: 'handed-over',
    wrong: [completing(notAttended)],
    right: [
      recording('conversation', '{onward}'),
      changingOnward({ status: 'failed', ...reason('The group has closed') }),
      completing(notAttended),
    ],
  },
  'hot-handover': {
    cause:
      'Somebody took the person on, and it is not known yet that they met: a named first meeting, who signed the person up, and its result are needed; or an end before it with a reason and a conversation with the person. Who could not come is followed up: a conversation since then, or tries on three days.',
    given: 'handed-over',
    wrong: [finish],
    right: [booking('{now}'), changingMeeting({ status: 'fulfilled' }), finish],
  },
  'advice-only': {
    cause: 'Somebody took the person on, so it was more than advice.',
    given: 'came',
    wrong: [completing(outcome('advice-only'))],
    right: [completing(attended)],
  },
  'already-asked': {
    cause: 'The same organisation has an open request for the same need of this person. The diagnostics name it.',
    remedy: 'A retry has the X-Request-Id of the first try. For another need, say another ServiceRequest.code.',
    given: 'accepted',
    wrong: [askingPartner('walking-group', true), askingPartner('walking-group', true)],
    right: [askingPartner('walking-group', true)],
  },
  'meeting-exists': {
    cause: 'A meeting of this onward Task is booked for this time already. The diagnostics name it.',
    remedy: 'To change it, read that meeting and put it back.',
    given: 'handed-over',
    wrong: [booking('{tomorrow}'), booking('{tomorrow}')],
    right: [booking('{tomorrow}'), changingMeeting({ start: '{tomorrow}T10:30:00Z' })],
  },
  'meeting-ahead': {
    cause: 'A meeting is still to come.',
    remedy: 'Wait for it, or cancel it with a reason.',
    given: 'came',
    wrong: [booking('{tomorrow}'), finish],
    right: [
      booking('{tomorrow}'),
      changingMeeting({ status: 'cancelled', cancelationReason: { text: 'Not needed any more' } }),
      finish,
    ],
  },
  'not-yet': {
    cause: 'The meeting has not begun, so nobody can know who came.',
    remedy: 'A person who cannot come can be recorded before: could-not-come.',
    given: 'ahead',
    wrong: [changingMeeting({ status: 'fulfilled' })],
    right: [changingMeeting(attendance('could-not-come'))],
  },
  'meeting-begun': {
    cause: 'The meeting has begun, so it was held or not: calling it off, or moving it, would leave open who came.',
    remedy: 'Say what came of it: attended, did-not-attend, could-not-come or not-sure. A later meeting is a new one.',
    given: 'began',
    wrong: [changingMeeting({ status: 'cancelled', cancelationReason: { text: 'Rain' } })],
    right: [changingMeeting(attendance('could-not-come'))],
  },
  'result-known': {
    cause: 'Somebody said already whether the person came. That may be corrected, but not taken back.',
    remedy: 'Say what is right: attended, did-not-attend or could-not-come.',
    given: 'came',
    wrong: [changingMeeting({ status: 'booked', ...attendance('not-sure') })],
    right: [changingMeeting({ status: 'noshow' })],
  },
  'chases-missing': {
    cause: 'That it cannot be found out is said after two reminders to the group and one try to ask the person.',
    remedy: 'Until then it is not sure.',
    given: 'began',
    wrong: [changingMeeting(attendance('not-known'))],
    right: [changingMeeting(attendance('not-sure'))],
  },
} as const satisfies Record<string, ErrorPage>;
