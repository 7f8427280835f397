import { randomUUID } from 'node:crypto';
import { extensions, systems } from '../../../../contracts/systems.ts';
import { wordingBase } from '../../../../contracts/wordings.ts';
import type { Task } from '../peer/fhir.ts';

interface Onward {
  /** Organisation code of the partner, `walking-group`; one's own: nothing is sent to anybody. */
  readonly partner: string;
  readonly activity: string;
  readonly coordinator: string;
  /** Whether the person said yes to this group and this purpose; without it the hub refuses. */
  readonly permission: boolean;
  readonly meeting?: {
    readonly start: string;
    readonly end: string;
    readonly place: string;
    readonly signedUpBy: string;
  };
  /** The person chose it only for the case that another says no: a draft, and nobody is asked yet. */
  readonly ifNo?: {
    /** Onward Task or draft after which it comes. */
    readonly of: string;
    /** By when somebody looks at the draft again: `YYYY-MM-DD`. */
    readonly reviewDate: string;
  };
}

const entry = (type: string, resource: object, fullUrl = `urn:uuid:${randomUUID()}`) => ({
  fullUrl,
  resource: { resourceType: type, ...resource },
  request: { method: 'POST', url: type },
});

/** Asks a partner to meet the person: request, Task, what the person permitted, and the first meeting where it is known. */
export const onwardRequest = (of: Task, { partner, activity, coordinator, permission, meeting, ifNo }: Onward) => {
  const name = `urn:uuid:${randomUUID()}`;
  const code = { coding: [{ system: systems.activity, code: activity }] };
  const person = of.for;
  const request = {
    ...{ status: 'active', intent: 'filler-order', basedOn: [of.focus], subject: person, code },
    requester: { reference: `Organization/${coordinator}` },
  };
  const task = {
    ...{ status: ifNo ? 'draft' : 'requested', intent: 'order', focus: { reference: name }, for: person },
    ...{ partOf: [{ reference: `Task/${of.id}` }], owner: { reference: `Organization/${partner}` } },
    extension: [considered(of), ...(ifNo ? afterNo(ifNo) : [])],
  };
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      entry('ServiceRequest', request, name),
      entry('Task', task),
      ...(permission ? [entry('Consent', consent(person, partner, code.coding, coordinator))] : []),
      ...(meeting ? [entry('Appointment', appointment(person, meeting))] : []),
    ],
  };
};

const afterNo = ({ of, reviewDate }: NonNullable<Onward['ifNo']>) => [
  { url: extensions.nextAfter, valueReference: { reference: `Task/${of}` } },
  { url: extensions.reviewDate, valueDate: reviewDate },
];

const concept = (system: string, code: string) => ({ coding: [{ system, code }] });

const priya = 'Priya Shah, link worker';

/** She knows the group, has met the person, and has read what the practice wrote. */
const considered = ({ meta }: Task) => ({
  url: extensions.risksConsidered,
  extension: [
    { url: 'judgement', valueCode: 'suitable' },
    { url: 'setting', valueCode: 'none-of-these' },
    { url: 'by', valueString: priya },
    { url: 'at', valueDateTime: meta.lastUpdated ?? new Date().toISOString() },
    { url: 'adult', valueBoolean: true },
  ],
});

const consent = (person: unknown, partner: string, purpose: unknown, coordinator: string) => ({
  status: 'active',
  scope: concept('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
  category: [concept('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'INFA')],
  ...{ patient: person, dateTime: new Date().toISOString(), performer: [person] },
  organization: [{ reference: `Organization/${coordinator}` }],
  policy: [{ uri: `${wordingBase}sharing-1` }],
  extension: [{ url: extensions.recordedBy, valueReference: { display: priya } }],
  provision: {
    type: 'permit',
    actor: [
      {
        role: concept('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'IRCP'),
        reference: { reference: `Organization/${partner}` },
      },
    ],
    purpose,
  },
});

const appointment = (person: unknown, { start, end, place, signedUpBy }: NonNullable<Onward['meeting']>) => ({
  ...{ status: 'booked', start, end },
  extension: [
    { url: extensions.signedUpBy, valueString: signedUpBy },
    { url: extensions.meetingMode, valueCode: 'in-person' },
  ],
  participant: [
    { actor: person, status: 'accepted' },
    { actor: { type: 'Location', display: place }, status: 'accepted' },
  ],
});
