import type { Invitation } from './schemas.ts';

/** One imaginary person at one session, as each request and answer of the partner API shows it. A test makes them anew. */
const invitationExample: Invitation = {
  id: '0123456789abcdefghjkmnpqrs.t2',
  reference: 'HO-G7ZJ-Q594',
  version: 7,
  status: 'accepted',
  askedToStop: false,
  person: {
    name: 'Peggy',
    initial: 'O',
    needs: ['Step-free way in', 'Large print'],
    contact: { how: 'through-the-hub', prohibited: false },
  },
  meetings: [
    {
      id: '0123456789abcdefghjkmnpqrs.a1',
      start: '2026-11-24T10:00:00.000Z',
      end: '2026-11-24T11:30:00.000Z',
      mode: 'in-person',
      place: 'Churchdown Park, main gate',
      session: 'tuesday-2026-11-24',
      status: 'planned',
    },
  ],
  due: { what: 'Say who came', by: '2026-11-25T17:00:00.000Z', overdue: false },
};

const { due: _, ...withoutDue } = invitationExample;
const afterwards: Invitation = {
  ...withoutDue,
  version: 8,
  status: 'under-way',
  meetings: invitationExample.meetings.map((m) => ({ ...m, status: 'came' })),
  firstMeeting: 'came',
};

const reported: Invitation = {
  ...withoutDue,
  version: 8,
  cannotComeNow: true,
  reported: ['in-hospital'],
  person: { needs: [], ...invitationExample.person, contact: { how: 'through-the-hub', prohibited: true } },
};

const call: Invitation = {
  ...invitationExample,
  calls: [
    {
      urgency: 'urgent',
      askedBy: 'person',
      at: '2026-11-24T11:05:00.000Z',
      readBy: '2026-11-24T12:05:00.000Z',
      read: false,
      says: 'Somebody reads this by Tuesday 24 November 2026 at 12:05: at the practice that looks after the person’s health; or, where no practice can be told, a link worker, who rings whoever cares for the person by then. A practice that is not known to have read it by then is rung by Tuesday 24 November 2026 at 13:05. Nobody is there for an emergency. Danger to life, or a crime that is happening now: ring 999. Urgent medical help, or a mental health crisis: ring 111.',
    },
  ],
};

const { due: _due, ...withoutMeeting } = { ...invitationExample, meetings: [] };
const waits: Invitation = {
  ...withoutMeeting,
  waiting: { place: 1, since: '2026-11-20T10:00:00.000Z', lookAgain: '2026-12-07' },
};

const meetingExample = {
  start: '2026-11-24T10:00:00Z',
  end: '2026-11-24T11:30:00Z',
  mode: 'in-person',
  place: 'Churchdown Park, main gate',
  session: 'tuesday-2026-11-24',
  signedUpBy: 'Walk leader',
};

const problemExample = {
  type: 'https://hub.example/errors/missing-element',
  title: 'A required field is missing.',
  status: 422,
  instance: 'urn:uuid:3f0c6f2a-6d5b-4d4e-8f7a-0123456789ab',
  errors: [{ code: 'missing-element', says: 'A required field is missing.', pointer: '/signedUpBy' }],
};

/** By the name of the schema. */
export const examples = {
  Invitation: invitationExample,
  InvitationAfterwards: afterwards,
  InvitationReported: reported,
  InvitationCall: call,
  InvitationList: { invitations: [invitationExample], next: '/partner/v1/invitations?cursor=Zm9ydHktdHdv' },
  Decline: { reason: 'no-capacity' },
  Waiting: { place: 2, lookAgain: '2026-12-07' },
  WaitingList: { waiting: [waits], complete: true },
  Room: { room: 'has-room' },
  RoomSaid: { room: 'has-room', next: waits },
  Opened: { by: 'Sam Green' },
  Note: { text: 'We meet at the other gate this winter' },
  Stop: { reason: 'lost-touch' },
  Report: { what: 'in-hospital' },
  PleaseCall: { urgency: 'urgent', askedBy: 'person' },
  MeetingRequest: meetingExample,
  Attendance: { result: 'came' },
  SessionAttendance: { results: [{ invitation: invitationExample.id, result: 'came' }] },
  SessionResults: { results: [{ invitation: invitationExample.id, status: 200, result: 'came' }] },
  SessionList: {
    sessions: [
      {
        session: 'tuesday-2026-11-24',
        start: '2026-11-24T10:00:00.000Z',
        end: '2026-11-24T11:30:00.000Z',
        place: 'Churchdown Park, main gate',
        expected: [
          {
            invitation: invitationExample.id,
            reference: invitationExample.reference,
            status: 'planned',
            name: 'Peggy',
            initial: 'O',
            needs: ['Step-free way in', 'Large print'],
          },
        ],
      },
    ],
    complete: true,
  },
  Problem: problemExample,
} as const;
