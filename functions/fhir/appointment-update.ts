import type { Appointment } from 'fhir/r4.js';
import type { AttendanceResult } from '../../contracts/lifecycle/codes.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import type { Action } from '../domain/actions.ts';
import { given } from '../domain/given.ts';
import { resultOf, signedUpBy } from '../domain/meetings.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { differences } from './differences.ts';

const results = { fulfilled: 'attended', noshow: 'did-not-attend' } as const satisfies Record<string, AttendanceResult>;
const isResult = (status: string): status is keyof typeof results => Object.hasOwn(results, status);
const movable = new Set(['start', 'end', 'extension', 'participant', 'identifier', 'minutesDuration']);

export const taskOf = (appointment: Appointment): string =>
  appointment.supportingInformation
    ?.map((s) => s.reference ?? '')
    .find((r) => r.startsWith('Task/'))
    ?.slice('Task/'.length) ?? '';

/** The meeting that an Appointment describes: times, how it is held, where, who signed the person up. */
export const meetingIn = (appointment: Appointment) => ({
  start: appointment.start ?? '',
  end: appointment.end ?? '',
  mode: appointment.extension?.find((e) => e.url === extensions.meetingMode)?.valueCode ?? 'in-person',
  signedUpBy: signedUpBy(appointment) ?? '',
  ...given({
    place: appointment.participant.find((p) => p.actor?.type === 'Location')?.actor?.display,
    session: appointment.identifier?.find((i) => i.system === systems.session)?.value,
  }),
});

const saidOf = (appointment: Appointment): AttendanceResult | undefined =>
  isResult(appointment.status) ? results[appointment.status] : resultOf(appointment);

const readCancellation = (appointment: string, sent: Appointment): Result<Action> => {
  const text = sent.cancelationReason?.text ?? '';
  if (text.trim() === '') return refuse('missing-element', { expression: 'Appointment.cancelationReason.text' });
  return ok({ kind: 'cancel-meeting', appointment, reason: { text } });
};

const readMove = (appointment: string, shown: Appointment, sent: Appointment): Result<Action> => {
  const [strange] = differences(shown, sent).filter((name) => !movable.has(name));
  if (strange) return refuse('immutable-element', { expression: `Appointment.${strange}` });
  if (!sent.start || !sent.end)
    return refuse('missing-element', { expression: sent.start ? 'Appointment.end' : 'Appointment.start' });
  return ok({ kind: 'name-meeting', task: taskOf(shown), appointment, meeting: meetingIn(sent) });
};

/**
 * Reads a PUT of an Appointment: its result (the status, or the attendance extension where no status says it), its
 * cancellation, or another time or place. standards.md 7.3, 12.6.
 */
export const readAppointmentUpdate = (shown: Appointment, sent: Appointment): Result<Action> => {
  const appointment = shown.id ?? '';
  const result = saidOf(sent);
  if (result !== undefined && result !== saidOf(shown)) {
    return ok({ kind: 'record-result', task: taskOf(shown), appointment, result });
  }
  if (sent.status === shown.status) return readMove(appointment, shown, sent);
  if (sent.status === 'cancelled') return readCancellation(appointment, sent);
  return refuse('illegal-transition', {
    expression: 'Appointment.status',
    diagnostics: 'allowed: fulfilled, noshow, cancelled',
  });
};
