import type { Appointment, AppointmentParticipant, Extension, Identifier, Task } from 'fhir/r4.js';
import { extensions, systems } from '../../../contracts/systems.ts';
import { instant } from '../calendar.ts';
import type { Meeting, NameMeeting, Written } from '../decide/actions.ts';
import { given, unlessEmpty } from '../given.ts';
import { referenceTo } from '../referral.ts';
import { isElsewhere, isVenue, modeOf, venueOf } from './meetings.ts';

/** The meeting that stands, or one about which nothing is known yet. */
const begun = (id: string, task: Task): Appointment => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  participant: [{ ...(task.for ? { actor: task.for } : {}), status: 'accepted' }],
});

/** In its own place in the list, so that what stands beside it stands as it was. */
const replaced = <T>(list: readonly T[], is: (item: T) => boolean, next: T | undefined): T[] => {
  const at = list.findIndex(is);
  const rest = list.filter((_, i) => i !== at);
  return next === undefined ? rest : at < 0 ? [...rest, next] : list.map((item, i) => (i === at ? next : item));
};

const withValue = (list: readonly Extension[], next: Extension): Extension[] =>
  replaced(list, ({ url }) => url === next.url, next);

const identifiersAfter = (was: readonly Identifier[], session: string | undefined): Identifier[] =>
  replaced(was, (i) => i.system === systems.session, session ? { system: systems.session, value: session } : undefined);

/**
 * Where somebody's home is the place, no partner was shown it: leaving it out does not mean that it is gone
 * (DESIGN 5: a filtered view erases nothing).
 */
const participantsAfter = (was: Appointment, { place, mode }: Meeting): AppointmentParticipant[] => {
  const unseen = place === undefined && mode === 'home-visit' && modeOf(was) === 'home-visit';
  if (unseen || place === venueOf(was)) return was.participant;
  const next: AppointmentParticipant | undefined =
    place === undefined ? undefined : { actor: { type: 'Location', display: place }, status: 'accepted' };
  return replaced(was.participant, isVenue, next);
};

/** What a group says of a meeting, on the meeting as it was: what the group has no words for stands. */
const asSaid = (was: Appointment, meeting: Meeting): Appointment => {
  const { identifier: _, patientInstruction, ...rest } = was;
  const know = meeting.know ?? patientInstruction ?? '';
  const signed = withValue(was.extension ?? [], { url: extensions.signedUpBy, valueString: meeting.signedUpBy });
  return {
    ...rest,
    ...given({ identifier: unlessEmpty(identifiersAfter(was.identifier ?? [], meeting.session)) }),
    ...(know === '' ? {} : { patientInstruction: know }),
    start: meeting.start,
    end: meeting.end,
    extension: withValue(signed, { url: extensions.meetingMode, valueCode: meeting.mode }),
    participant: participantsAfter(was, meeting),
  };
};

const isPerson = ({ actor }: AppointmentParticipant, task: Task): boolean =>
  actor?.reference !== undefined && actor.reference === task.for?.reference;

/** Those who take part, the person among them. */
const withPerson = (participants: AppointmentParticipant[], task: Task): AppointmentParticipant[] =>
  task.for === undefined || participants.some((p) => isPerson(p, task))
    ? participants
    : [{ actor: task.for, status: 'accepted' }, ...participants];

const asWritten = (was: Appointment, { set, unset }: Written, task: Task): Appointment => {
  const kept = Object.fromEntries(Object.entries(was).filter(([name]) => !unset.includes(name)));
  const participant = withPerson(set.participant ?? was.participant, task);
  return { ...kept, ...set, resourceType: 'Appointment', status: was.status, participant };
};

const isArrangement = ({ url }: Extension): boolean => url === extensions.arrangement;
const isAttendance = ({ url }: Extension): boolean =>
  url === extensions.attendance || url === extensions.attendanceSaid;

/** What is known of who came is said as a result, and is of this time: at another time the question is open again. */
const withResultOf = (meeting: Appointment, standing: Appointment | undefined): Appointment => {
  const { extension = [], ...rest } = meeting;
  const known = standing?.start === meeting.start ? (standing?.extension ?? []).filter(isAttendance) : [];
  const said = (all: readonly Extension[]): string => JSON.stringify(all.filter(isAttendance));
  const same = known.length > 0 && said(extension) === said(known);
  const all = same ? extension : [...extension.filter((e) => !isAttendance(e)), ...known];
  return { ...rest, ...given({ extension: unlessEmpty(all) }) };
};

const isDone = ({ url }: Extension): boolean => url === 'done';

/**
 * An interpreter or a lift that was found is found for that time and place: at another one it is to be arranged again, by the same
 * person, unless whoever moved the meeting said so anew. A Deaf person would stand there without anybody who signs.
 */
const withArrangementsOf = (meeting: Appointment, standing: Appointment | undefined): Appointment => {
  if (!standing || !meeting.extension || !isElsewhere(meeting, standing)) return meeting;
  const before = (standing.extension ?? []).filter(isArrangement).map((one) => JSON.stringify(one));
  const extension = meeting.extension.map((one) =>
    isArrangement(one) && before.includes(JSON.stringify(one))
      ? { ...one, extension: (one.extension ?? []).filter((part) => !isDone(part)) }
      : one,
  );
  return { ...meeting, extension };
};

/** What was known of another time and place is open again. */
const settled = (meeting: Appointment, standing: Appointment | undefined): Appointment =>
  withArrangementsOf(withResultOf(meeting, standing), standing);

/** A meeting that is to come, of this onward Task. */
export const booked = (meeting: Appointment, id: string, task: Task, standing?: Appointment): Appointment =>
  settled(
    {
      ...meeting,
      id,
      ...(meeting.start ? { start: instant(meeting.start) } : {}),
      ...(meeting.end ? { end: instant(meeting.end) } : {}),
      supportingInformation: [
        { reference: referenceTo(task) },
        ...(meeting.supportingInformation ?? []).filter((s) => !s.reference?.startsWith('Task/')),
      ],
    },
    standing,
  );

/** The meeting after it was named or moved: only what was said of it changes. */
export const meetingAfter = (
  { meeting, written }: NameMeeting,
  { task, standing, id }: { readonly task: Task; readonly standing?: Appointment | undefined; readonly id: string },
): Appointment => {
  const was = standing ?? begun(id, task);
  const { meta: _, ...next } = written ? asWritten(was, written, task) : asSaid(was, meeting);
  return booked(next, id, task, standing);
};
