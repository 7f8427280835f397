import type { Appointment } from 'fhir/r4.js';
import { type MeetingMode, meetingModes } from '../../contracts/lifecycle/codes.ts';
import type { MeetingView } from '../../contracts/partner-api/schemas.ts';
import { meetingStatuses } from '../../contracts/partner-api/words.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import { type Field, view } from './field.ts';

type Of<T> = Field<Appointment, T>;

const modeOf = (meeting: Appointment): MeetingMode | undefined => {
  const code = meeting.extension?.find((e) => e.url === extensions.meetingMode)?.valueCode ?? '';
  return isMode(code) ? code : undefined;
};
const isMode = (code: string): code is MeetingMode => Object.hasOwn(meetingModes, code);

/** A participant that is a Location; at a visit at home the place is the person's address, which no tier holds. */
const placeOf = (meeting: Appointment): string | undefined =>
  modeOf(meeting) === 'home-visit'
    ? undefined
    : meeting.participant.find((p) => p.actor?.type === 'Location' || p.actor?.reference?.startsWith('Location/'))
        ?.actor?.display;

const statusOf = ({ status }: Appointment): MeetingView['status'] =>
  status === 'fulfilled' || status === 'noshow' || status === 'cancelled'
    ? meetingStatuses[status]
    : meetingStatuses.booked;

/** Who signed the person up stays away: the coordinator may have written anything there. */
export const meetingFields = {
  id: { why: 'to name the meeting in later requests', of: (m) => m.id ?? '' },
  start: { why: 'to be there', of: (m) => m.start ?? '' },
  end: { why: 'to be there', of: (m) => m.end ?? '' },
  mode: { why: 'to meet, ring or visit', of: modeOf },
  place: { why: 'to be there', of: placeOf },
  session: {
    why: "to find the group's own session",
    of: (m) => m.identifier?.find((i) => i.system === systems.session)?.value,
  },
  status: { why: 'to see what is still to be said', of: statusOf },
} as const satisfies Record<keyof MeetingView, Of<unknown>>;

export const meetingView = (meeting: Appointment): MeetingView => view(meetingFields, meeting);
