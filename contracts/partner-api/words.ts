import type { AttendanceResult } from '../lifecycle/codes.ts';
import type { CallAskedBy, CallPriority } from '../lifecycle/please-call.ts';
import type { RefusalCode } from '../refusals.ts';

/**
 * The words of voluntary groups for what the ledger keeps in the words of FHIR. DESIGN 4: on pages and here never
 * "referral", "DNA" or "no-show"; an invitation, and somebody who could not come.
 */

/** Task.status. A draft, or a request recalled as an error, is not there at all. */
export const invitationStatuses = {
  requested: 'new',
  accepted: 'accepted',
  'in-progress': 'under-way',
  'on-hold': 'paused',
  rejected: 'declined',
  cancelled: 'withdrawn',
  completed: 'finished',
  failed: 'stopped',
} as const;

/** Those at which something is still to come. */
export const openInvitations = ['new', 'accepted', 'under-way', 'paused'] as const;

/** Appointment.status */
export const meetingStatuses = {
  booked: 'planned',
  fulfilled: 'came',
  noshow: 'did-not-come',
  cancelled: 'called-off',
} as const;

/** What a group can say about one person and one meeting, and the code of `attendanceResults` that is kept. */
export const attendanceWords = {
  came: 'attended',
  'did-not-come': 'did-not-attend',
  'could-not-come': 'could-not-come',
  'not-sure': 'not-sure',
} as const;

/** The same read back; only the coordinator can say that it could not be found out. */
export const resultWords = {
  attended: 'came',
  'did-not-attend': 'did-not-come',
  'could-not-come': 'could-not-come',
  'not-sure': 'not-sure',
  'not-known': 'not-known',
} as const satisfies Record<AttendanceResult, string>;

/** Why a group stops with a person whom it had accepted. */
export const stopReasons = {
  'no-room': { display: 'We can no longer make room', businessStatus: 'capacity-lost' },
  'lost-touch': { display: 'We lost touch with the person', businessStatus: 'disengaged' },
  'declined-by-person': { display: 'The person decided to stop', businessStatus: 'withdrawn' },
  'asked-to-stop': { display: 'We were asked to stop', businessStatus: 'withdrawn' },
  'moved-or-died': { display: 'The person has moved away or died', businessStatus: 'withdrawn' },
} as const;

/** How soon somebody is to be called who is not well, and the priority that is kept. */
export const callUrgencies = { 'not-urgent': 'routine', urgent: 'urgent' } as const satisfies Record<
  string,
  CallPriority
>;

/** Who asks for it, and the code that is kept. */
export const callAskers = { person: 'person', group: 'others' } as const satisfies Record<string, CallAskedBy>;

/** What a refusal says to a group, where its own text speaks of Tasks and referrals. A test keeps the whole list plain. */
const plainRefusals: Partial<Record<RefusalCode, string>> = {
  'not-fhir': 'The body does not have the expected form.',
  'broken-rule': 'Two fields do not go together.',
  'unknown-element': 'This field is not known here.',
  'invalid-value': 'The value does not have the expected form.',
  'unknown-code': 'The value is not one of those that are possible here.',
  'missing-element': 'A required field is missing.',
  'unresolved-reference': 'The body refers to something that it does not hold.',
  'unknown-parameter': 'This query parameter is not known here.',
  'invalid-parameter': 'The query parameter has a value that cannot be used.',
  duplicate: 'This exists already.',
  'meeting-exists': 'A meeting at this time is planned already.',
  'already-asked': 'This was asked already.',
  ended: 'The invitation or meeting is over.',
  'stale-version': 'The invitation has changed since the version named in If-Match.',
  'illegal-transition': 'This is not possible at the present stage of the invitation.',
  'illegal-pair': 'This is not possible at the present stage of the invitation.',
  'reason-missing': 'A reason is needed.',
  'output-missing': 'Say first how the first meeting went.',
  'immutable-element': 'This never changes.',
  'onward-open': 'Something that depends on this is still open.',
  'hot-handover': 'The first meeting, who signed the person up, or its result is missing.',
  'advice-only': 'This is not possible once a group has accepted.',
  'abort-open': 'You were asked to stop; answer that first.',
  'abort-not-accepted': 'This is only possible when you were asked to stop or the person decided to.',
  'already-happened': 'Something already happened for the person.',
  'setting-not-considered': 'A visit at home was not agreed for this person; ask the link worker first.',
  'permission-incomplete': 'Something that belongs to a permission is missing.',
  'risks-not-considered': 'The link worker must say first that this is suitable.',
  'person-first': 'A professional must speak to the person first.',
  'not-ready-to-send': 'This is not ready.',
  'wrong-parent': 'This does not belong together.',
  joined: 'This was added to what is open for the person.',
  'two-referrals': 'One message changes one thing.',
};

export const plainly = (code: RefusalCode | 'fault', says: string): string =>
  code === 'fault' ? says : (plainRefusals[code] ?? says);
