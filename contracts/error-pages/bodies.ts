import { extensions, systems } from '../systems.ts';
import type { Snippet } from './error-page.ts';

/** Parts that several snippets are made of. */
export const referral: Snippet = { send: 'POST /FHIR/R4', request: {} };

const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

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

const name = 'urn:uuid:0d9d8f0a-6b57-4b0d-9f0b-3f7a5c1e2b10';
const subject = { reference: 'Patient/{patient}' };
const activity = [{ system: systems.activity, code: 'walking-group' }];

const permission = (owner: string) => ({
  resourceType: 'Consent',
  status: 'active',
  scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
  category: [coded('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'INFA')],
  patient: subject,
  dateTime: '{yesterday}T09:00:00Z',
  performer: [subject],
  policyRule: coded('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'OPTIN'),
  provision: {
    type: 'permit',
    actor: [
      {
        role: coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'IRCP'),
        reference: { reference: `Organization/${owner}` },
      },
    ],
    purpose: activity,
  },
});

/** The coordinator asks a partner; its own code as owner means that it sees to it itself. */
export const askingPartner = (owner: string, permitted = false): Snippet => ({
  by: 'coordinator',
  send: 'POST /FHIR/R4',
  body: {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: name,
        resource: {
          resourceType: 'ServiceRequest',
          status: 'active',
          intent: 'filler-order',
          basedOn: [{ reference: 'ServiceRequest/{request}' }],
          code: { coding: activity },
          subject,
        },
        request: { method: 'POST', url: 'ServiceRequest' },
      },
      {
        resource: {
          resourceType: 'Task',
          status: 'requested',
          intent: 'order',
          focus: { reference: name },
          for: subject,
          partOf: [{ reference: 'Task/{task}' }],
          owner: { reference: `Organization/${owner}` },
        },
        request: { method: 'POST', url: 'Task' },
      },
      ...(permitted ? [{ resource: permission(owner), request: { method: 'POST', url: 'Consent' } }] : []),
    ],
  },
});
