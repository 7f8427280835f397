import type { Communication, Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { letterTo, patientTo } from '../../../functions/delivery/document/letter-to.ts';
import { callsIn } from '../../../functions/domain/call/calls.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { callMessage } from '../../../mappings/gp/call-message.ts';
import { letterOf } from '../../../mappings/gp/document/letter.ts';
import { type DocumentIds, sendDocument } from '../../../mappings/gp/document/send-document.ts';
import { practiceMessage } from '../../../mappings/gp/message.ts';
import { asksForCall, registeredWith } from '../domain/calls.ts';
import { coordinator } from '../domain/cast.ts';
import { next, taken, verifiedNumber } from '../domain/referrals.ts';
import { booked, ended, guardedPatient, type Made, met, opened } from '../views/made-referral.ts';
import { golden } from './golden.ts';

const names: Record<string, string> = { CWS01: 'Community Wellbeing Service' };
const nameOf = (organisation: string) => names[organisation];
const told = ({ referral }: Made, topic: string): Communication => {
  const found = referral.communications.find((c) => topicOf(c) === topic);
  if (!found) throw new Error(`No message about ${topic}`);
  return practiceMessage(found, referral, { nameOf });
};
const practice: Participant = {
  ...{ organisation: 'L99901', name: 'Churchdown Surgery', kind: 'practice', tier: 'full', active: true, version: 1 },
  identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'L99901' },
  otherWays: { post: ['1 Parton Road', 'Churchdown', 'GL3 2JH'] },
};
const area = {
  service: {
    ...{ code: 'community-wellbeing', display: 'Community Wellbeing Service', telephone: '01632 960100' },
    requestCodes: [{ system: 's', code: 'c', display: 'd' }],
    useCases: [],
    targets: [{ system: 's', value: 'v' }],
  },
} as const;
const letter = (made: Made, topic: string, recipient = practice) =>
  letterTo({ communication: told(made, topic), referral: made.referral, recipient, nameOf }, area);
const closing = () => ended(met(booked(), 'attended'));

describe('the page that a practice gets', () => {
  test('says how it ended in two lines, for whom, whom to ring, and then codes', () => {
    const page = letter(closing(), 'closing');
    expect(page).toEqual(golden('letter-closing', page));
    expect(page.says).toHaveLength(3);
  });

  test('says no more of how it went than the same message by FHIR: its codes and its words are that message', () => {
    const message = told(closing(), 'closing');
    const page = letter(closing(), 'closing');
    const codes = [message.topic, ...(message.reasonCode ?? [])]
      .flatMap((c) => c?.coding ?? [])
      .map(({ code }) => code);
    expect(page.coded.map(({ code }) => code)).toEqual(codes);
    expect(page.says).toEqual(message.payload?.map(({ contentString }) => contentString));
  });

  test('names the person by three things that the practice itself wrote, and nothing else of them', () => {
    const { facts } = letter(closing(), 'closing');
    expect(facts.map(({ label }) => label)).toEqual(['Reference', 'Person', 'Born', 'NHS number']);
    expect(JSON.stringify(letter(closing(), 'closing'))).not.toMatch(/GL3 2AA|Lost his wife/);
  });

  test('names nobody to whom does not give direct care', () => {
    const council: Participant = { ...practice, kind: 'council' };
    expect(letter(closing(), 'closing', council).facts.map(({ label }) => label)).toEqual(['Reference']);
    const worded = { communication: told(closing(), 'closing'), referral: closing().referral, nameOf };
    expect(patientTo({ ...worded, recipient: council })).toEqual({ resourceType: 'Patient' });
    expect(patientTo({ ...worded, recipient: practice }).birthDate).toBe('1948-02-29');
  });

  test('asks to be kept out of what the person sees online where that is not safe', () => {
    const guarded = booked(opened({ patient: guardedPatient }));
    expect(letter(guarded, 'first-conversation').online).toMatch(/^Keep it out of what the person can see online/);
  });

  test('without a name, a birth date or a number says what there is', () => {
    const patient: Patient = { resourceType: 'Patient', birthDate: '1948' };
    const surroundings = {
      ...{ reference: 'HO-7K3M-2P4X', service: { name: 'Service', telephone: '1' }, recipient: { name: 'Surgery' } },
      patient,
    };
    const { facts } = letterOf(told(closing(), 'closing'), surroundings);
    expect(facts).toEqual([
      { label: 'Reference', value: 'HO-7K3M-2P4X' },
      { label: 'Born', value: '1948' },
    ]);
  });
});

const documentAbout = (patient: Patient, more: Pick<Parameters<typeof sendDocument>[0], 'priority'> = {}) => {
  const parts = ['bundle', 'header', 'headerSender', 'payload', 'task', 'patient', 'sender', 'recipient'] as const;
  const [bundle, header, headerSender, payload, task, about, sender, recipient] = parts.map(
    (_, n) => `00000000-0000-8000-8000-00000000000${n}`,
  );
  const ids = { bundle, header, headerSender, payload, task, patient: about, sender, recipient } as DocumentIds;
  return sendDocument({
    ids,
    ...more,
    letter: letter(closing(), 'closing'),
    ...{ pdf: 'JVBERi0=', mailbox: 'X26HUB01' },
    sender: { organisation: 'CWS01', name: 'Community Wellbeing Service', telephone: '01632 960100' },
    recipient: { organisation: 'L99901', name: 'Churchdown Surgery' },
    patient,
    security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPAT' }],
  });
};

test('the document is an ITK3 message whose payload is a Task with the PDF and the coded entries', () => {
  const document = documentAbout({
    ...{ resourceType: 'Patient', birthDate: '1948-02-29' },
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9000000009' }],
    name: [{ family: "O'Brien-Łuczak", given: ['Seán'] }],
  });
  expect(document).toEqual(golden('send-document', document));
});

test('what is urgent is so on the message, before anybody has opened the page', () => {
  const priorityOf = (more: Parameters<typeof documentAbout>[1]) =>
    JSON.stringify(documentAbout({ resourceType: 'Patient' }, more))
      .match(/ITK-Priority-1","code":"(\w+)","display":"(\w+)"/)
      ?.slice(1);
  expect(priorityOf({})).toEqual(['routine', 'Routine']);
  expect(priorityOf({ priority: 'urgent' })).toEqual(['urgent', 'Urgent']);
});

test.each(['L99901', 'L99902'])('message, page and document for %s name one number: none that is old', (owner) => {
  const known = verifiedNumber('9434765919');
  const identifier = [
    { system: systems.nhsNumber, value: '9476719931', use: 'old' as const },
    { ...known, value: '943 476 5919' },
  ];
  const patient = { ...registeredWith('L99902'), identifier };
  const referral = next(taken({ patient }), coordinator, asksForCall({ owner }));
  const message = callsIn(referral).at(-1)?.message;
  const said = message && callMessage(message, referral);
  expect(said?.subject?.identifier).toEqual({ system: systems.nhsNumber, value: '9434765919' });
  const { facts } = letterTo({ communication: said ?? never(), referral, recipient: practice, nameOf }, area);
  expect(facts).toContainEqual({ label: 'NHS number', value: '943 476 5919' });
  expect(JSON.stringify(documentAbout(patient))).toContain('"value":"9434765919"');
  expect(JSON.stringify([said, facts, documentAbout(patient)])).not.toMatch(/9476719931|947 671 9931/);
});
const never = () => {
  throw new Error('No message');
};

test.each([[{ text: '王小明' }], [{ use: 'official', text: 'محمد علي', family: 'علي', given: ['محمد'] }]] as const)(
  'the document carries a name whole that its page may not be able to print: %j',
  (name) => {
    const document = JSON.stringify(
      documentAbout({ resourceType: 'Patient', name: [JSON.parse(JSON.stringify(name))] }),
    );
    for (const part of [name.text, ...('given' in name ? [name.family, ...name.given] : [])])
      expect(document).toContain(`"${part}"`);
  },
);
