import { readFileSync, writeFileSync } from 'node:fs';
import type { Bundle, Patient, ServiceRequest } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { systems } from '../../contracts/systems.ts';
import { letterTo } from '../../functions/delivery/document/letter-to.ts';
import { pdfOf } from '../../functions/delivery/document/pdf.ts';
import { topicOf } from '../../functions/domain/said/practice-messages.ts';
import { validateResource } from '../../functions/fhir/rules/validate.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { withSection } from '../../infra/build/section.ts';
import { practiceMessage } from '../../mappings/gp/message.ts';
import { textOf } from '../unit/delivery/pdf-text.ts';
import { booked, ended, id, measured, met, opened } from '../unit/views/made-referral.ts';

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
  const from = opened({
    patient: { ...patient, id: `${id}.p1` },
    request: { ...request, id: `${id}.s1`, subject: { reference: `Patient/${id}.p1` } },
  });
  const { referral } = ended(measured(met(booked(from), 'attended')), undefined, 88);
  const message = referral.communications.find((c) => topicOf(c) === 'closing');
  if (!message) throw new Error('No closing message');
  return { message: practiceMessage(message, referral, { nameOf }), referral };
};
const nameOf = (organisation: string) => names[organisation];

/** Line by line as the PDF has it, with the empty lines that a reader sees between its parts. */
const printed = async (): Promise<string> => {
  const { message, referral } = made();
  const recipient: Participant = {
    ...{ organisation: 'L99901', name: 'Churchdown Surgery', kind: 'practice', tier: 'full', active: true, version: 1 },
    ...{ identifier: { system: systems.odsOrganisation, value: 'L99901' }, otherWays: { post: ['1 Parton Road'] } },
  };
  const letter = letterTo({ communication: message, referral, recipient, nameOf }, thisArea);
  const text = textOf(await pdfOf(letter));
  for (const line of [...letter.says, letter.online, ...letter.changes.map(({ value }) => value)])
    expect(text.replaceAll(/\s+/g, ' ')).toContain(line);
  return `\`\`\`text\n${text.replaceAll(/ +$/gm, '')}\n\`\`\`\n`;
};

test('the example of a message to a practice is what the mapping makes (GOLDEN=write writes it anew)', () => {
  const { message } = made();
  const file = new URL('message-to-practice.json', examples);
  if (process.env.GOLDEN === 'write') writeFileSync(file, `${JSON.stringify(message, null, 2)}\n`);
  expect(read('message-to-practice.json')).toEqual(message);
});

test('the README shows the closing message of a whole loop as its page prints it (GOLDEN=write writes it anew)', async () => {
  const readme = new URL('../../README.md', import.meta.url);
  const standing = readFileSync(readme, 'utf8');
  const shown = withSection(standing, 'closing message', await printed());
  if (process.env.GOLDEN === 'write') writeFileSync(readme, shown);
  expect(readFileSync(readme, 'utf8')).toBe(shown);
  expect(shown).toContain('Life satisfaction: 4 at the beginning, 6 after 84 days');
});

test('the example of a message to a practice is valid R4', () => {
  expect(validateResource(read('message-to-practice.json'))).toMatchObject({ ok: true });
});
