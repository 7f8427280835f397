import type { Appointment } from 'fhir/r4.js';
import { extensions, systems } from '../../contracts/systems.ts';
import type { Action } from '../domain/actions.ts';
import { given } from '../domain/given.ts';
import { signedUpBy } from '../domain/meetings.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { differences } from './differences.ts';

const results = { fulfilled: 'attended', noshow: 'did-not-attend' } as const;
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

/** Reads a PUT of an Appointment: its result, its cancellation, or another time or place. standards.md 7.3, 12.6. */
export const readAppointmentUpdate = (shown: Appointment, sent: Appointment): Result<Action> => {
  const changed = differences(shown, sent);
  const appointment = shown.id ?? '';
  const task = taskOf(shown);
  if (sent.status !== shown.status) {
    if (isResult(sent.status)) return ok({ kind: 'record-result', task, appointment, result: results[sent.status] });
    if (sent.status === 'cancelled') {
      const text = sent.cancelationReason?.text ?? '';
      if (text.trim() === '') return refuse('missing-element', { expression: 'Appointment.cancelationReason.text' });
      return ok({ kind: 'cancel-meeting', appointment, reason: { text } });
    }
    return refuse('illegal-transition', {
      expression: 'Appointment.status',
      diagnostics: 'allowed: fulfilled, noshow, cancelled',
    });
  }
  const [strange] = changed.filter((name) => !movable.has(name));
  if (strange) return refuse('immutable-element', { expression: `Appointment.${strange}` });
  if (!sent.start || !sent.end)
    return refuse('missing-element', { expression: sent.start ? 'Appointment.end' : 'Appointment.start' });
  return ok({ kind: 'name-meeting', task, appointment, meeting: meetingIn(sent) });
};
