import type { Appointment, Communication, Consent, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { invitation, type Person } from '../../../../contracts/partner-api/schemas.ts';
import { invitationChanged } from '../../../../contracts/partner-api/webhooks.ts';
import type { Tier } from '../../../../functions/domain/participant.ts';
import type { Referral } from '../../../../functions/domain/referral.ts';
import { invitationView } from '../../../../mappings/partner/invitation.ts';
import { webhookEvent } from '../../../../mappings/partner/webhook-event.ts';
import { filled, marker } from './markers.ts';
import * as plain from './referral.ts';

const now = '2026-11-21T09:00:00.000Z';
const marked = <T extends { resourceType: string }>(resource: T): T => ({
  ...filled(resource.resourceType),
  ...resource,
});
const communication: Communication = { resourceType: 'Communication', status: 'completed' };
const consent: Consent = { resourceType: 'Consent', status: 'active', scope: {}, category: [] };

/** Markers wherever the fixture has nothing of its own to say; what it says, it says with markers beside it. */
const patient: Patient = {
  ...marked(plain.patient),
  name: [
    { ...plain.patient.name?.[0], text: marker, prefix: [marker], suffix: [marker], id: marker },
    { ...plain.patient.name?.[1], family: 'Overmarked', text: marker },
    { use: 'old', given: [marker], family: marker },
  ],
  telecom: plain.patient.telecom?.map((t) => ({ ...t, id: marker })),
  extension: [
    ...(plain.patient.extension ?? []),
    { url: marker, valueString: marker },
    { url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory', valueString: marker },
  ],
};
const meeting: Appointment = {
  ...marked(plain.meeting),
  identifier: [{ system: 'https://other.example', value: marker }, ...(plain.meeting.identifier ?? [])],
  participant: [
    { actor: { reference: `Patient/${plain.id}.p1`, display: marker }, status: 'accepted' },
    { actor: { display: marker }, status: 'accepted' },
    ...plain.meeting.participant,
  ],
  extension: [...(plain.meeting.extension ?? []), { url: marker, valueString: marker }],
};
/** The hub writes this instant; deadlines are counted from it. */
const since = { lastModified: '2026-11-20T09:00:00.000Z' };
const task: Task = { ...marked(plain.task), ...since };
const request: ServiceRequest = marked(plain.onward.request);
const referral: Referral = {
  ...plain.referral,
  patient,
  request: marked(plain.referral.request),
  furtherNeeds: [marked(plain.referral.request)],
  task: { ...marked(plain.referral.task), ...since },
  onward: [{ request, task, meetings: [meeting] }],
  consents: [marked(consent)],
  communications: [marked(communication)],
  others: [marked(plain.patient)],
};
const [onward = plain.onward] = referral.onward;
const shown = (tier: Tier) => invitationView({ referral, onward, tier, now });

const reasonable: Person = {
  name: 'Peggy',
  initial: 'O',
  needs: ['Step-free way in', 'Large print'],
  contact: { how: 'through-the-hub', prohibited: false },
};

test('the fixture holds hundreds of markers, so that a leak has something to leak', () => {
  expect(JSON.stringify(referral).split(marker).length).toBeGreaterThan(2000);
});

test('name-only: the name, an initial, needs, and the way through the hub; no marker, no number, no surname', () => {
  const view = shown('name-only');
  expect(JSON.stringify(view)).not.toContain(marker);
  expect(view).toEqual({
    id: `${plain.id}.t2`,
    reference: plain.referral.reference,
    version: 7,
    status: 'accepted',
    askedToStop: false,
    person: reasonable,
    due: { what: 'Say who came', by: '2026-11-25T17:00:00.000Z', overdue: false },
    meetings: [
      {
        id: `${plain.id}.a1`,
        start: '2026-11-24T10:00:00.000Z',
        end: '2026-11-24T11:30:00.000Z',
        mode: 'in-person',
        place: 'Churchdown Park, main gate',
        session: 'tuesday-2026-11-24',
        status: 'planned',
      },
    ],
  });
  for (const secret of [
    'Brien',
    'Overmarked',
    'Margaret',
    '9449307539',
    '07700',
    '01452',
    'example.org',
    `${plain.id}.p1`,
    'Jo,',
  ]) {
    expect(JSON.stringify(view)).not.toContain(secret);
  }
});

test.each(['contact', 'purpose', 'full'] as const)(
  '%s: a telephone that is safe, and how to use it, and no more',
  (tier) => {
    const view = shown(tier);
    expect(JSON.stringify(view)).not.toContain(marker);
    expect(view.person).toEqual({
      ...reasonable,
      contact: {
        ...reasonable.contact,
        telephone: ['07700 900001'],
        safeContact: { times: [], voicemail: 'no', post: 'unknown', through: [] },
      },
    });
  },
);

test('what comes out has the form that the contract promises, at every tier', () => {
  for (const tier of ['name-only', 'contact', 'purpose', 'full'] as const) {
    expect(invitation.parse(shown(tier))).toEqual(shown(tier));
  }
});

test('a webhook event names nothing but ids, codes and the link', () => {
  const telling = { organisation: 'walking-group', told: undefined, now, publicUrl: 'https://hub.example' };
  /** What the hub writes itself: version and instant. */
  const written = <T extends object>(of: T) => ({ ...of, meta: { versionId: '7', lastUpdated: plain.referral.at } });
  const told = {
    ...{ ...referral, patient: written(patient), consents: referral.consents.map(written) },
    onward: [{ request, task: { ...written(task), businessStatus: undefined }, meetings: [written(meeting)] }],
  };
  const event = webhookEvent({ asOf: told, newest: told }, telling);
  expect(JSON.stringify(event)).not.toMatch(new RegExp(`${marker}|Peggy|Churchdown|HO-`));
  expect(invitationChanged.parse(event)).toEqual({
    type: 'invitation.changed',
    timestamp: plain.referral.at,
    data: {
      organisation: 'walking-group',
      invitations: [
        {
          ...{ id: `${plain.id}.t2`, version: 7, status: 'accepted', askedToStop: false },
          link: `https://hub.example/partner/v1/invitations/${plain.id}.t2`,
        },
      ],
    },
  });
});
