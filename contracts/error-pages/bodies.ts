import { extensions, systems } from '../systems.ts';
import type { Snippet } from './error-page.ts';

/** Parts that several snippets are made of. */
export const referral: Snippet = { send: 'POST /FHIR/R4', request: {} };

export const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

export const outcome = (code: string) => ({
  type: coded(systems.taskOutput, 'outcome'),
  valueCodeableConcept: coded(systems.outcome, code),
});
export const note = { type: coded(systems.taskOutput, 'note'), valueString: 'Walks every week now' };
export const unmetNeed = { type: coded(systems.taskOutput, 'unmet-need'), valueString: 'A walking group on a Sunday' };
export const businessStatus = (code: string) => coded(systems.businessStatus, code);
export const reason = (text: string, code?: string) => ({
  statusReason: { ...(code ? coded(systems.statusReason, code) : {}), text },
});

/** The coordinator changes T1. */
export const changing = (changes: object): Snippet => ({
  by: 'coordinator',
  send: 'PUT /FHIR/R4/Task/{task}',
  changes,
});
export const completing = (...output: object[]): Snippet => changing({ status: 'completed', output });
export const changingOnward = (changes: object): Snippet => ({
  by: 'coordinator',
  send: 'PUT /FHIR/R4/Task/{onward}',
  changes,
});
export const changingMeeting = (changes: object): Snippet => ({
  by: 'coordinator',
  send: 'PUT /FHIR/R4/Appointment/{meeting}',
  changes,
});
export const attendance = (code: string) => ({ extension: [{ url: extensions.attendance, valueCode: code }] });

export const recording = (kind: string, about: string, sender?: string): Snippet => ({
  by: 'coordinator',
  send: 'POST /FHIR/R4/Communication',
  body: {
    resourceType: 'Communication',
    status: 'completed',
    category: [coded(systems.recordKind, kind)],
    about: [{ reference: `Task/${about}` }],
    ...(sender ? { sender: { display: sender } } : {}),
  },
});

const times = {
  '{now}': { start: '{now}', end: '{later}' },
  '{tomorrow}': { start: '{tomorrow}T10:00:00Z', end: '{tomorrow}T11:00:00Z' },
};

/** A meeting of the onward Task, of an hour. */
export const booking = (when: keyof typeof times): Snippet => ({
  by: 'coordinator',
  send: 'POST /FHIR/R4/Appointment',
  body: {
    resourceType: 'Appointment',
    status: 'booked',
    ...times[when],
    extension: [
      { url: extensions.signedUpBy, valueString: 'Priya Shah, link worker' },
      { url: extensions.meetingMode, valueCode: 'in-person' },
    ],
    supportingInformation: [{ reference: 'Task/{onward}' }],
    participant: [{ actor: { reference: 'Patient/{patient}' }, status: 'accepted' }],
  },
});

/** The referrer asks to stop what is under way. */
export const askingToStop: Snippet = {
  send: 'POST /FHIR/R4/Task',
  body: {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    code: coded(systems.taskCode, 'abort'),
    focus: { reference: 'Task/{task}' },
    reasonCode: { text: 'The person asked us to' },
  },
};
