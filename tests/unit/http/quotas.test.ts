import { expect, test } from 'vitest';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import { issueOf } from '../../../functions/http/issues.ts';
import { operationOutcome } from '../../../functions/http/operation-outcome.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { handlerWith, seen } from './api-under-test.ts';
import { context, event, header } from './event.ts';

const small = { ...generousQuotas, practice: 3, client: 5, open: 2 };

/** A pipeline whose quotas are small enough to use up. */
const handler = () => {
  const handle = handlerWith(limitsOf(small));
  return (organisation: string, path = '/FHIR/R4/Task/x') =>
    handle(
      event({
        ...{ client: 'surgery', organisations: 'L99901,L99902', path },
        headers: { 'nhsd-end-user-organisation': organisation },
      }),
      context,
    );
};

test('each answer says which quotas count and what is left of them, in the fields of draft 11', async () => {
  const answer = await handler()('L99901');
  expect(header(answer, 'ratelimit-policy')).toBe('"organisation";q=3;w=60, "client";q=5;w=60');
  expect(header(answer, 'ratelimit')).toBe('"organisation";r=2;t=60, "client";r=4;t=60');
  expect(header(answer, 'retry-after')).toBeUndefined();
});

test('beyond it nothing is done: 429, an OperationOutcome, and when to come again', async () => {
  const send = handler();
  for (let n = 0; n < 3; n += 1) expect((await send('L99901')).statusCode).toBe(200);
  const before = seen.length;
  const refused = await send('L99901');
  expect(seen).toHaveLength(before);
  expect(refused.statusCode).toBe(429);
  expect(header(refused, 'retry-after')).toBe('60');
  expect(header(refused, 'ratelimit')).toBe('"organisation";r=0;t=60, "client";r=1;t=60');
  expect(JSON.parse(refused.body)).toEqual(operationOutcome([issueOf({ code: 'too-many' })], 'https://hub.example'));
});

test('one practice that is over leaves the other of its supplier alone; all together have the quota of the software', async () => {
  const send = handler();
  for (let n = 0; n < 4; n += 1) await send('L99901');
  expect((await send('L99902')).statusCode).toBe(200);
  expect((await send('L99902')).statusCode).toBe(429);
});

test('what needs no token has a quota for each address', async () => {
  const send = handler();
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await send('L99901', '/open')).statusCode);
  expect(statuses).toEqual([200, 200, 429]);
});

test.each([
  ['practice', 'full', 3_000],
  ['coordinator', 'full', 6_000],
  ['voluntary', 'name-only', 600],
  ['voluntary', 'purpose', 1_200],
  ['council', 'contact', 900],
] as const)('a %s at tier %s may ask %i times a minute by default', async (kind, tier, quota) => {
  const acting: Participant = {
    ...{ organisation: 'x', name: 'x', kind, tier, active: true, version: 1 },
    identifier: { system: 's', value: 'x' },
  };
  const [organisation] = await limitsOf(generousQuotas).signedIn(
    { client: 'c', organisation: 'x' },
    acting,
    '2026-11-23T12:00:00.000Z',
  );
  expect(organisation?.quota).toBe(quota);
});
