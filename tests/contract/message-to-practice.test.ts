import { readFileSync, writeFileSync } from 'node:fs';
import type { Bundle, Patient, ServiceRequest } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { topicOf } from '../../functions/domain/said/practice-messages.ts';
import { validateResource } from '../../functions/fhir/rules/validate.ts';
import { practiceMessage } from '../../mappings/gp/message.ts';
import { booked, ended, id, met, opened } from '../unit/views/made-referral.ts';

const examples = new URL('../../contracts/examples/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, examples), 'utf8'));

const names: Readonly<Record<string, string>> = {
  CWS01: 'Community Wellbeing Service',
  'walking-group': 'Tuesday Walking Group',
};

/** What the hub sends when the referral of `referral.json` has gone all the way round. */
const made = () => {
  const bundle: Bundle<Patient | ServiceRequest> = read('referral.json');
  const [patient, request] = bundle.entry?.map(({ resource }) => resource) ?? [];
  if (patient?.resourceType !== 'Patient' || request?.resourceType !== 'ServiceRequest') throw new Error('Not here');
  const { referral } = ended(
    met(
      booked(
        opened({
          patient: { ...patient, id: `${id}.p1` },
          request: { ...request, id: `${id}.s1`, subject: { reference: `Patient/${id}.p1` } },
        }),
      ),
      'attended',
    ),
  );
  const message = referral.communications.find((c) => topicOf(c) === 'closing');
  if (!message) throw new Error('No closing message');
  return practiceMessage(message, referral, { nameOf: (organisation) => names[organisation] });
};

test('the example of a message to a practice is what the mapping makes (GOLDEN=write writes it anew)', () => {
  const message = made();
  const file = new URL('message-to-practice.json', examples);
  if (process.env.GOLDEN === 'write') writeFileSync(file, `${JSON.stringify(message, null, 2)}\n`);
  expect(read('message-to-practice.json')).toEqual(message);
});

test('the example of a message to a practice is valid R4', () => {
  expect(validateResource(read('message-to-practice.json'))).toMatchObject({ ok: true });
});
