import type { Judgement, Setting } from '../lifecycle/risk-settings.ts';
import { extensions, systems } from '../systems.ts';
import { wordingBase } from '../wordings.ts';
import { coded } from './bodies.ts';
import type { Snippet } from './error-page.ts';

/** A partner is asked, and what that takes: a permission, and the risks considered. */
const name = 'urn:uuid:0d9d8f0a-6b57-4b0d-9f0b-3f7a5c1e2b10';
const subject = { reference: 'Patient/{patient}' };
const activity = [{ system: systems.activity, code: 'walking-group' }];

const permission = (owner: string) => ({
  resourceType: 'Consent',
  status: 'active',
  scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
  category: [coded('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'INFA')],
  extension: [{ url: extensions.recordedBy, valueReference: { display: 'Priya Shah, link worker' } }],
  patient: subject,
  dateTime: '{yesterday}T09:00:00Z',
  performer: [subject],
  policy: [{ uri: `${wordingBase}sharing-1` }],
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

/** The coordinator records a permission by itself, with these elements in place of its own. */
export const permitting = (changes: object = {}): Snippet => ({
  by: 'coordinator',
  send: 'POST /FHIR/R4/Consent',
  body: { ...permission('walking-group'), ...changes },
});

interface Considered {
  readonly judgement?: Judgement;
  readonly setting?: Setting;
  readonly adult?: boolean;
}

const considered = ({ judgement = 'suitable', setting = 'none-of-these', adult = true }: Considered) => ({
  url: extensions.risksConsidered,
  extension: [
    { url: 'judgement', valueCode: judgement },
    { url: 'setting', valueCode: setting },
    { url: 'by', valueString: 'Priya Shah, link worker' },
    ...(adult ? [{ url: 'adult', valueBoolean: true }] : []),
  ],
});

interface Asking {
  /** What was found of the risks; false: nobody looked. */
  readonly risks?: Considered | false;
  /** With a first meeting at home. */
  readonly atHome?: boolean;
}

const meetingAtHome = {
  resourceType: 'Appointment',
  status: 'booked',
  start: '{tomorrow}T10:00:00Z',
  end: '{tomorrow}T11:00:00Z',
  extension: [
    { url: extensions.signedUpBy, valueString: 'Priya Shah, link worker' },
    { url: extensions.meetingMode, valueCode: 'home-visit' },
  ],
  participant: [{ actor: subject, status: 'accepted' }],
};

/** The coordinator asks a partner; its own code as owner means that it sees to it itself. */
export const askingPartner = (
  owner: string,
  permitted = false,
  { risks = {}, atHome = false }: Asking = {},
): Snippet => ({
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
          ...(risks === false ? {} : { extension: [considered(risks)] }),
        },
        request: { method: 'POST', url: 'Task' },
      },
      ...(permitted ? [{ resource: permission(owner), request: { method: 'POST', url: 'Consent' } }] : []),
      ...(atHome ? [{ resource: meetingAtHome, request: { method: 'POST', url: 'Appointment' } }] : []),
    ],
  },
});
