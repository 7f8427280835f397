import { randomUUID } from 'node:crypto';
import { synthetic } from '../../contracts/areas/synthetic.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import { wordingBase } from '../../contracts/wordings.ts';

const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const entry = (
  resource: { readonly resourceType: string; readonly [name: string]: unknown },
  fullUrl = `urn:uuid:${randomUUID()}`,
) => ({
  ...{ fullUrl, resource },
  request: { method: 'POST', url: resource.resourceType },
});
const transaction = (...entries: object[]) => ({ resourceType: 'Bundle', type: 'transaction', entry: entries });

/** A person who does not exist: https://digital.nhs.uk/… has no number for her, and the telephone number is for drama. */
export const referral = () => {
  const person = `urn:uuid:${randomUUID()}`;
  return transaction(
    entry(
      {
        ...{ resourceType: 'Patient', name: [{ use: 'official', family: 'Synthetic', given: ['Referral'] }] },
        ...{ telecom: [{ system: 'phone', value: '01632 960999' }], birthDate: '1950-01-01' },
      },
      person,
    ),
    entry({
      ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: { reference: person } },
      code: coded(systems.snomed, '871731000000106'),
      identifier: [{ system: `urn:uuid:${synthetic.client}`, value: randomUUID() }],
      requester: { reference: `Organization/${synthetic.practice}` },
    }),
  );
};

interface Sent {
  readonly id: string;
  readonly focus: { readonly reference: string };
  readonly for: { readonly reference: string };
}

/** The group is asked, with a permission. */
export const onward = ({ id, focus, for: person }: Sent, now: string) => {
  const request = `urn:uuid:${randomUUID()}`;
  const purpose = coded(systems.activity, 'walking-group');
  const role = coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'IRCP');
  const partner = { reference: `Organization/${synthetic.group}` };
  return transaction(
    entry(
      {
        ...{
          resourceType: 'ServiceRequest',
          status: 'active',
          intent: 'filler-order',
          basedOn: [focus],
          subject: person,
        },
        ...{ code: purpose, requester: { reference: `Organization/${synthetic.coordinator}` } },
      },
      request,
    ),
    entry({
      ...{ resourceType: 'Task', status: 'requested', intent: 'order', focus: { reference: request }, for: person },
      ...{ partOf: [{ reference: `Task/${id}` }], owner: partner },
      extension: [
        {
          url: extensions.risksConsidered,
          extension: [
            { url: 'judgement', valueCode: 'suitable' },
            { url: 'setting', valueCode: 'none-of-these' },
            { url: 'by', valueString: 'Nobody' },
            { url: 'at', valueDateTime: now },
          ],
        },
      ],
    }),
    entry({
      ...{ resourceType: 'Consent', status: 'active', patient: person, dateTime: now, performer: [person] },
      scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
      category: [coded('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'INFA')],
      organization: [{ reference: `Organization/${synthetic.coordinator}` }],
      policy: [{ uri: `${wordingBase}sharing-1` }],
      extension: [{ url: extensions.recordedBy, valueReference: { display: 'Nobody' } }],
      provision: { type: 'permit', actor: [{ role, reference: partner }], purpose: purpose.coding },
    }),
  );
};

/** It begins at once, so that somebody can have come to it. */
export const meeting = (now: string) => ({
  ...{ start: now, end: new Date(Date.parse(now) + 60_000).toISOString(), mode: 'telephone' },
  signedUpBy: 'Nobody',
});

export const conversation = ({ id, for: person }: Sent) => ({
  ...{ resourceType: 'Communication', status: 'completed', subject: person, sender: { display: 'Nobody' } },
  ...{ category: [coded(systems.recordKind, 'conversation')], about: [{ reference: `Task/${id}` }] },
});

/** Somebody at the practice has read how it ended: what nobody reads would be chased for good. */
export const acknowledgement = (message: string) => ({
  ...{ resourceType: 'Communication', status: 'completed', sender: { display: 'Nobody' } },
  ...{
    category: [coded(systems.recordKind, 'acknowledgement')],
    inResponseTo: [{ reference: `Communication/${message}` }],
  },
});

export const completed = (task: object) => ({
  ...{ ...task, status: 'completed', businessStatus: coded(systems.businessStatus, 'outcome-achieved') },
  output: [
    {
      type: coded(systems.taskOutput, 'outcome'),
      valueCodeableConcept: coded(systems.outcome, 'connected-and-attended'),
    },
  ],
});
