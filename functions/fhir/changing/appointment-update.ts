import type { Appointment } from 'fhir/r4.js';
import { taskIdIn } from '../../../contracts/ids.ts';
import type { AttendanceResult } from '../../../contracts/lifecycle/codes.ts';
import { extensions } from '../../../contracts/systems.ts';
import type { Action, Written } from '../../domain/decide/actions.ts';
import { given } from '../../domain/given.ts';
import { resultOf, sessionOf, signedUpBy, venueOf } from '../../domain/meetings/meetings.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { differences } from './differences.ts';
import { codingsIn, wordsOf } from './reason.ts';

/** What a meeting is for, and whose it is, does not change; what is said of it may. */
const free = new Set<string>([
  ...['start', 'end', 'minutesDuration', 'participant', 'identifier', 'extension', 'comment', 'description'],
  ...['patientInstruction', 'serviceCategory', 'serviceType', 'appointmentType'],
]);

export const taskOf = (appointment: Appointment): string =>
  appointment.supportingInformation?.map((s) => taskIdIn(s.reference)).find((id) => id !== undefined) ?? '';

/** The meeting that an Appointment describes: times, how it is held, where, who signed the person up. */
export const meetingIn = (appointment: Appointment) => ({
  start: appointment.start ?? '',
  end: appointment.end ?? '',
  mode: appointment.extension?.find((e) => e.url === extensions.meetingMode)?.valueCode ?? 'in-person',
  signedUpBy: signedUpBy(appointment) ?? '',
  ...given({ place: venueOf(appointment), session: sessionOf(appointment) }),
});

/** A new one as it was sent; what it is called and which version it is says the hub. */
export const writtenAnew = ({ id: _, meta: __, ...set }: Appointment): Written => ({ set, unset: [] });

/** Without what says who came: that is read as a result. */
const unsaid = ({ extension = [], ...rest }: Appointment): Appointment => {
  const others = extension.filter((e) => e.url !== extensions.attendance);
  return others.length > 0 ? { ...rest, extension: others } : rest;
};

const immutable = (name: string, diagnostics?: string): Result<never> =>
  refuse('immutable-element', { expression: `Appointment.${name}`, ...(diagnostics ? { diagnostics } : {}) });

/** What comes with a result or a cancellation is not lost, so it is not taken. */
const besides = (changed: readonly string[], taken: readonly string[]): Result<never> | undefined => {
  const [other] = changed.filter((name) => !taken.includes(name));
  return other ? immutable(other, 'Not together with another status: send it by itself, before.') : undefined;
};

const readResult = (shown: Appointment, sent: Appointment, result: AttendanceResult): Result<Action> => {
  const changed = differences(unsaid(shown), unsaid(sent));
  // R4 app-4: a reason for calling off stands with no other status, so that of before goes.
  const reason = sent.cancelationReason === undefined ? ['cancelationReason'] : [];
  return (
    besides(changed, ['status', ...reason]) ??
    ok({ kind: 'record-result', task: taskOf(shown), appointment: shown.id ?? '', result })
  );
};

const readCancellation = (shown: Appointment, sent: Appointment): Result<Action> => {
  const why = sent.cancelationReason ?? {};
  const text = wordsOf(why);
  if (text === undefined) return refuse('missing-element', { expression: 'Appointment.cancelationReason.text' });
  return (
    besides(differences(shown, sent), ['status', 'cancelationReason']) ??
    ok({ kind: 'cancel-meeting', appointment: shown.id ?? '', reason: { text, ...given(codingsIn(why)) } })
  );
};

const readMove = (shown: Appointment, sent: Appointment): Result<Action> => {
  const changed = differences(shown, sent);
  const [strange] = changed.filter((name) => !free.has(name));
  if (strange) return immutable(strange);
  if (!sent.start || !sent.end)
    return refuse('missing-element', { expression: sent.start ? 'Appointment.end' : 'Appointment.start' });
  const takesBack = resultOf(shown) !== undefined && resultOf(sent) === undefined;
  if (takesBack && !changed.includes('start'))
    return immutable('extension', 'A result is corrected by another one, not taken away.');
  const names = new Set(changed);
  const set = Object.fromEntries(Object.entries(sent).filter(([name]) => names.has(name)));
  const unset = changed.filter((name) => !(name in sent));
  return ok({
    ...{ kind: 'name-meeting', task: taskOf(shown), appointment: shown.id ?? '' },
    ...{ meeting: meetingIn(sent), written: { set, unset } },
  });
};

/**
 * Reads a PUT of an Appointment: its result (the status, or the attendance extension where no status says it), its
 * cancellation, or what is said of it otherwise: time, place, who comes, remarks. standards.md 7.3, 12.6.
 */
export const readAppointmentUpdate = (shown: Appointment, sent: Appointment): Result<Action> => {
  const result = resultOf(sent);
  if (result !== undefined && result !== resultOf(shown)) return readResult(shown, sent, result);
  if (sent.status === shown.status) return readMove(shown, sent);
  if (sent.status === 'cancelled') return readCancellation(shown, sent);
  return refuse('illegal-transition', {
    expression: 'Appointment.status',
    diagnostics: 'allowed: fulfilled, noshow, cancelled',
  });
};
