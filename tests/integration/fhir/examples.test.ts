import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validateResource } from '../../../functions/fhir/validate.ts';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';
import { barsHeaders } from './bars-message.ts';
import { fhirHub } from './hub.ts';

let dynamodb: TestDynamodb;
let ask: ReturnType<typeof fhirHub>;
const faults: unknown[] = [];
beforeAll(async () => {
  dynamodb = await startDynamodb();
  ask = fhirHub(dynamodb, faults);
});
afterAll(() => dynamodb?.stop());

const folder = new URL('../../../contracts/examples/', import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(`${name}.json`, folder), 'utf8');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

test.each(names)('the example %s is valid R4', (name) => {
  expect(validateResource(JSON.parse(textOf(name)))).toMatchObject({ ok: true });
});

test.each([
  ['smallest-referral', '', 200],
  ['referral', '', 200],
  ['referral-with-task', '', 200],
  ['service-request', '/ServiceRequest', 201],
  ['message', '/$process-message', 200],
])('the example %s is taken as it stands', async (name, path, status) => {
  const answer = await ask('POST', path, { as: 'L99901', body: textOf(name), headers: barsHeaders() });
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  const again = await ask('POST', '/$validate', { as: 'L99901', body: textOf(name) });
  expect(again.body.issue.filter((i: { severity: string }) => i.severity === 'error')).toEqual([]);
});

test('the example of a cancellation cancels, with the id that the hub answered with', async () => {
  const sent = await ask('POST', '/$process-message', {
    as: 'L99901',
    body: textOf('message'),
    headers: barsHeaders(),
  });
  const { id } = sent.body.entry[1].resource;
  const body = textOf('message-cancellation').replaceAll('0123456789abcdefghjkmnpqrs.s1', id);
  const answer = await ask('POST', '/$process-message', { as: 'L99901', body, headers: barsHeaders() });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(answer.body.entry[1].resource).toMatchObject({ id, status: 'revoked' });
});

test('no request so far made the hub throw', () => {
  expect(faults).toEqual([]);
});
