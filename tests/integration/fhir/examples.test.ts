import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validateResource } from '../../../functions/fhir/rules/validate.ts';
import { barsHeaders } from './bars-message.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
const ask: World['ask'] = (...asked) => world.ask(...asked);

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
  ['safe-to-text', '', 200],
  ['referral', '', 200],
  ['referral-with-task', '', 200],
  ['carer-referral', '', 200],
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

test('the examples of what the two sides write are taken, with the ids of a referral', async () => {
  const sent = await ask('POST', '', { as: 'L99901', body: textOf('smallest-referral') });
  // Its identifier is known already: the referral is named in the answer.
  const [, referral = ''] = /([0-9a-z]{26})\.s1/.exec(JSON.stringify(sent.body)) ?? [];
  const post = (as: string, name: string, message: string) => {
    const body = textOf(name).replaceAll('0123456789abcdefghjkmnpqrs', referral).replace(/\.m\d/, message);
    return ask('POST', '/Communication', { as, body });
  };
  const question = await post('L99901', 'question', '');
  expect(question.status, JSON.stringify(question.body)).toBe(201);
  const answer = await post('CWS01', 'answer', question.body.id.slice(26));
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  const read = await post('L99901', 'acknowledgement', answer.body.id.slice(26));
  expect(read.status, JSON.stringify(read.body)).toBe(201);
  const signedOff = await post('CWS01', 'sign-off', answer.body.id.slice(26));
  expect([signedOff.status, signedOff.body.id]).toEqual([200, read.body.id]);
  expect((await post('CWS01', 'opened', '')).status).toBe(201);
  expect((await post('CWS01', 'please-call', '')).status).toBe(201);
  const withdrawal = textOf('withdrawal').replaceAll('0123456789abcdefghjkmnpqrs', referral);
  const withdrawn = await ask('POST', '/Consent', { as: 'CWS01', body: withdrawal });
  expect(withdrawn.status, JSON.stringify(withdrawn.body)).toBe(201);
});
