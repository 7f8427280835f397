import type { Appointment } from 'fhir/r4.js';
import { meetingModes } from '../../../../contracts/lifecycle/codes.ts';
import { extensions } from '../../../../contracts/systems.ts';
import { instantOf } from '../../../domain/calendar.ts';
import { statusOf } from '../../../domain/coding.ts';
import type { Meeting } from '../../../domain/decide/actions.ts';
import { hasBegun, modeOf, sessionOf, signedUpBy, venueOf } from '../../../domain/meetings/meetings.ts';
import { ok, type Refusal } from '../../../domain/result.ts';
import { dayIn, timeIn } from '../../dates.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import { words } from '../../words/words.ts';
import type { Act, Doing, Offer } from './act.ts';
import { idOf, isAbout, onwardOf, partOf } from './part-of.ts';

const { meeting: says } = words.worklist;

const standing = (doing: Doing): Appointment | undefined =>
  onwardOf(doing)?.meetings.find((meeting) => isAbout(meeting, doing));

/** What is known of it, or of the last one with the same group: nobody types a place twice. */
const fields = (doing: Doing): readonly FormField[] => {
  const meeting = standing(doing);
  const last = meeting ?? onwardOf(doing)?.meetings.at(-1);
  return [
    { name: 'day', is: 'date', label: says.day, needed: true, known: meeting?.start && dayIn(meeting.start) },
    { name: 'from', is: 'time', label: says.from, needed: true, known: meeting?.start && timeIn(meeting.start) },
    { name: 'until', is: 'time', label: says.until, needed: true, known: meeting?.end && timeIn(meeting.end) },
    {
      ...({ name: 'mode', is: 'one', label: says.mode, choices: meetingModes, needed: true } as const),
      known: last && modeOf(last),
    },
    { name: 'place', is: 'line', label: says.place, hint: says.placeHint, most: 200, known: last && venueOf(last) },
    { name: 'know', is: 'line', label: says.know, hint: says.knowHint, most: 300, known: last?.patientInstruction },
    {
      name: 'session',
      is: 'line',
      label: says.session,
      hint: says.sessionHint,
      most: 100,
      known: last && sessionOf(last),
    },
    {
      ...({ name: 'signed', is: 'line', label: says.signed, needed: true, most: 100 } as const),
      known: (meeting && signedUpBy(meeting)) ?? doing.desk.person.person.name,
    },
  ];
};

const filled = (value: string | undefined): string | undefined => (value?.trim() ? value.trim() : undefined);

const meetingOf = (values: Values): Meeting => {
  const { day = '', from = '', until = '', mode = '', signed = '', know = '' } = values;
  const [place, session] = [filled(values.place), filled(values.session)];
  return {
    ...{ start: instantOf(day, from), end: instantOf(day, until), mode, signedUpBy: signed.trim() },
    know: know.trim(),
    ...(place === undefined ? {} : { place }),
    ...(session === undefined ? {} : { session }),
  };
};

const expressions: Readonly<Record<string, string>> = {
  'Appointment.start': 'day',
  'Appointment.end': 'until',
  'Appointment.extension': 'mode',
};
const fieldOf = ({ code, expression = '', diagnostics }: Refusal): string | undefined =>
  diagnostics === extensions.signedUpBy ? 'signed' : code === 'not-yet' ? 'result' : expressions[expression];

const canMeet = (status: string): boolean => status === 'accepted' || status === 'in-progress';

/** Names a first or a further meeting: once the group has said yes. Whoever else named one meanwhile is not doubled by an older page. */
export const nameMeetingAct: Act = {
  ...{ name: 'meeting', fields, fieldOf },
  basis: (doing) => ({ type: 'Task', id: idOf(doing) }),
  title: () => says.name,
  offers: ({ referral }) =>
    referral.onward
      .filter(({ task }) => canMeet(statusOf(task)))
      .map(({ task }): Offer => ({ about: partOf(task.id), says: says.name })),
  actions: (doing, values) => ok([{ kind: 'name-meeting', task: idOf(doing), meeting: meetingOf(values) }]),
};

const booked = (doing: Omit<Doing, 'about'>, is: (meeting: Appointment) => boolean): readonly string[] =>
  doing.referral.onward
    .filter(({ task }) => canMeet(statusOf(task)))
    .flatMap(({ meetings }) => meetings.filter((meeting) => meeting.status === 'booked' && is(meeting)))
    .map(({ id }) => partOf(id));

const appointment = (doing: Doing) => ({ type: 'Appointment', id: idOf(doing) }) as const;

export const moveMeetingAct: Act = {
  ...{ name: 'move-meeting', fields, fieldOf, basis: appointment },
  title: () => says.move,
  offers: (doing) => booked(doing, (m) => !hasBegun(m, doing.now)).map((about) => ({ about, says: says.move })),
  actions: (doing, values) =>
    ok([
      {
        ...{ kind: 'name-meeting', task: onwardOf(doing)?.task.id ?? '', appointment: idOf(doing) },
        meeting: meetingOf(values),
      },
    ]),
};

export const callOffAct: Act = {
  ...{ name: 'call-off', basis: appointment },
  title: () => says.callOff,
  offers: (doing) => booked(doing, (m) => !hasBegun(m, doing.now)).map((about) => ({ about, says: says.callOff })),
  fields: () => [{ name: 'reason', is: 'text', label: words.worklist.acts.reason, needed: true, most: 500 }],
  actions: (doing, { reason = '' }) =>
    ok([{ kind: 'cancel-meeting', appointment: idOf(doing), reason: { text: reason.trim() } }]),
};
