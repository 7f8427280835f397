/** Every interaction of `/partner/v1`, as the OpenAPI document shows it. A test holds it against the route table. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/partner/v1`. */
  readonly path: string;
  readonly id: string;
  readonly says: string;
  readonly more?: string;
  readonly query?: readonly ('status' | 'cursor' | 'from')[];
  readonly takes?: SchemaName;
  readonly answers: SchemaName;
  /** Name of the example of the answer, where it is not that of the schema. */
  readonly example?: 'InvitationAfterwards' | 'InvitationReported' | 'InvitationCall';
}

export type SchemaName =
  | 'Invitation'
  | 'InvitationList'
  | 'Decline'
  | 'Note'
  | 'Waiting'
  | 'WaitingList'
  | 'Room'
  | 'RoomSaid'
  | 'Opened'
  | 'Stop'
  | 'Report'
  | 'PleaseCall'
  | 'MeetingRequest'
  | 'Attendance'
  | 'SessionAttendance'
  | 'SessionResults'
  | 'SessionList'
  | 'Problem';

const one = '/invitations/{id}';

export const operations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/invitations',
    id: 'listInvitations',
    says: 'Your invitations, newest first',
    more: 'Follow `next` until it is absent. Asking again every 15 minutes in working hours is plenty.',
    query: ['status', 'cursor'],
    answers: 'InvitationList',
  },
  { method: 'GET', path: one, id: 'readInvitation', says: 'One invitation', answers: 'Invitation' },
  {
    method: 'POST',
    path: `${one}/opened`,
    id: 'opened',
    says: 'Somebody of yours has opened it',
    more: 'For a person who looked at it, never for a program that fetched it. Said again with nothing new, it changes nothing.',
    takes: 'Opened',
    answers: 'Invitation',
  },
  {
    method: 'POST',
    path: `${one}/accept`,
    id: 'accept',
    says: 'Yes, this person is welcome',
    answers: 'Invitation',
  },
  {
    method: 'POST',
    path: `${one}/decline`,
    id: 'decline',
    says: 'No, and why',
    more: 'The link worker finds another way for the person. There is no room for free text: nothing about the person is written here.',
    takes: 'Decline',
    answers: 'Invitation',
  },
  {
    method: 'POST',
    path: `${one}/waiting-list`,
    id: 'waitingList',
    says: 'Yes, but the person has to wait: which place, and when to look again',
    more: 'It counts as a yes. Sent again it moves the place or the day. Naming a first meeting ends the wait.',
    takes: 'Waiting',
    answers: 'Invitation',
  },
  {
    method: 'POST',
    path: `${one}/place-free`,
    id: 'placeFree',
    says: 'There is a place now for somebody who waited',
    more: 'The link worker sees it. What is next is their first meeting.',
    answers: 'Invitation',
  },
  {
    method: 'POST',
    path: `${one}/first-meeting`,
    id: 'nameFirstMeeting',
    says: 'When and where the person is expected first, and who signed them up',
    more: 'Sent again before the meeting has happened, it moves the meeting.',
    takes: 'MeetingRequest',
    answers: 'Invitation',
  },
  {
    method: 'POST',
    path: `${one}/meetings`,
    id: 'nameMeeting',
    says: 'A further meeting',
    takes: 'MeetingRequest',
    answers: 'Invitation',
  },
  {
    method: 'PUT',
    path: `${one}/meetings/{meeting}`,
    id: 'moveMeeting',
    says: 'Move a meeting that has not happened',
    takes: 'MeetingRequest',
    answers: 'Invitation',
  },
  {
    method: 'DELETE',
    path: `${one}/meetings/{meeting}`,
    id: 'callOffMeeting',
    says: 'Call off a meeting',
    more: 'Until it begins. After that it was held or not: say whether the person came.',
    answers: 'Invitation',
  },
  {
    method: 'POST',
    path: `${one}/attendance`,
    id: 'sayWhoCame',
    says: 'Whether the person came',
    more: 'Send it again with another result to correct it, for 30 days. Somebody who did not come is not lost: the link worker speaks to them.',
    takes: 'Attendance',
    answers: 'Invitation',
    example: 'InvitationAfterwards',
  },
  {
    method: 'POST',
    path: `${one}/finish`,
    id: 'finish',
    says: 'Your part is done',
    more: 'Say first whether the person came.',
    answers: 'Invitation',
    example: 'InvitationAfterwards',
  },
  {
    method: 'POST',
    path: `${one}/stop`,
    id: 'stop',
    says: 'You cannot go on with this person, or were asked to stop',
    takes: 'Stop',
    answers: 'Invitation',
  },
  {
    method: 'POST',
    path: `${one}/notes`,
    id: 'addNote',
    says: 'A note for the link worker',
    more: 'It stays as it is, under the name of your organisation. Nobody answers here: for anything urgent, ring.',
    takes: 'Note',
    answers: 'Invitation',
  },
  {
    method: 'POST',
    path: `${one}/report`,
    id: 'report',
    says: 'The person has died, is in hospital, has moved away, or is with another practice now',
    more: 'From now on nothing is sent to the person, and nobody is to ring them. The link worker finds out whether it is so; you see only what you reported yourself.',
    takes: 'Report',
    answers: 'Invitation',
    example: 'InvitationReported',
  },
  {
    method: 'POST',
    path: `${one}/please-call`,
    id: 'pleaseCall',
    says: 'The person is not well: please call them',
    more: 'For who looks after their health, never for danger: then ring 999 or 111. You give no advice and write nothing about what is wrong. The answer says, in `calls`, who reads it by when; a link worker sees it too. Said again before it was read, it stands, unless it has become urgent.',
    takes: 'PleaseCall',
    answers: 'Invitation',
    example: 'InvitationCall',
  },
  {
    method: 'GET',
    path: '/waiting-list',
    id: 'listWaiting',
    says: 'Who waits for a place with you, who is next first',
    answers: 'WaitingList',
  },
  {
    method: 'POST',
    path: '/room',
    id: 'sayRoom',
    says: 'Whether you have room now',
    more: 'Full: nobody is offered you from the next question on, until you say otherwise or 30 days have passed. Room: the answer names who is next on your waiting list; say `place-free` of them.',
    takes: 'Room',
    answers: 'RoomSaid',
  },
  {
    method: 'GET',
    path: '/sessions',
    id: 'listSessions',
    says: 'Your sessions from a day on, each with the people who are expected',
    more: 'Sessions are known by the name that was given with a meeting and by when they begin.',
    query: ['from'],
    answers: 'SessionList',
  },
  {
    method: 'POST',
    path: '/sessions/{session}/attendance',
    id: 'sayWhoCameToSession',
    says: 'Who came to a session, all at once',
    more: 'Where several sessions have this name, `start` says which; without it nothing is recorded. Each person is one change with its own answer; some may be refused while the others stand. Send the same body with the same Idempotency-Key again to finish what was left.',
    takes: 'SessionAttendance',
    answers: 'SessionResults',
  },
];
