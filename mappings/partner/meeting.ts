import type { Appointment } from 'fhir/r4.js';
import type { MeetingView } from '../../contracts/partner-api/schemas.ts';
import { meetingStatuses } from '../../contracts/partner-api/words.ts';
import { modeOf, sessionOf, venueOf } from '../../functions/domain/meetings/meetings.ts';
import { type Field, fieldsOf } from './field.ts';

type Of<T> = Field<Appointment, T>;

/** At a visit at home the place is the person's address, which no tier holds. */
const placeShown = (meeting: Appointment): string | undefined =>
  modeOf(meeting) === 'home-visit' ? undefined : venueOf(meeting);

const meetingStatusOf = ({ status }: Appointment): MeetingView['status'] =>
  status === 'fulfilled' || status === 'noshow' || status === 'cancelled'
    ? meetingStatuses[status]
    : meetingStatuses.booked;

/** Who signed the person up stays away: the coordinator may have written anything there. */
export const meetingFields = {
  id: { why: 'to name the meeting in later requests', of: (m) => m.id ?? '' },
  start: { why: 'to be there', of: (m) => m.start ?? '' },
  end: { why: 'to be there', of: (m) => m.end ?? '' },
  mode: { why: 'to meet, ring or visit', of: modeOf },
  place: { why: 'to be there', words: 'arrangement', of: placeShown },
  session: {
    ...{ why: "to find the group's own session", words: 'arrangement' },
    of: sessionOf,
  },
  status: { why: 'to see what is still to be said', of: meetingStatusOf },
} as const satisfies Record<keyof MeetingView, Of<unknown>>;

export const meetingView = (meeting: Appointment): MeetingView => fieldsOf(meetingFields, meeting);
