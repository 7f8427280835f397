import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { secretsIn } from '../infra/secret-forms.ts';
import { done } from '../journeys/operator.ts';
import { seedOf } from '../simulation/report.ts';
import { campaign } from './campaign.ts';
import { families } from './families.ts';
import { questionsOf } from './foreign.ts';
import { pageDifferences, pageQuestions } from './page-strangers.ts';
import { casesOf, differences } from './strangers.ts';
import { openTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  vi.stubEnv('HANDOVER_DYNAMODB', String(inject('dynamodbPort')));
  target = await openTarget();
}, 240_000);
afterAll(async () => {
  await target?.stop();
  vi.unstubAllEnvs();
});

describe('what belongs to others', () => {
  test('is answered like what is not there, whatever is asked, by whoever has nothing to do with it', async () => {
    const questions = await questionsOf(target);
    expect(questions.length).toBeGreaterThan(70);
    // Each by two of the roles or three; `npm run strangers` asks all of them.
    const some = casesOf(target, questions).filter((_, n) => n % 4 === 0);
    expect(await differences(target, some)).toEqual([]);
  });
});

describe('a page or form about what belongs to others', () => {
  test('is answered like one about what is not there, whoever is signed in', async () => {
    expect(pageQuestions).toBeGreaterThan(50);
    expect(await pageDifferences(target, 4)).toEqual([]);
  });
});

describe('a campaign of hostile requests', () => {
  test('gets no answer of 5xx, breaks nothing, and the hub lives on', async () => {
    // The same requests each time: `npm run hostile` draws others.
    const seed = seedOf(process.env.SEED ?? '20261122');
    const figures = await campaign({ target, seed, requests: 250 });
    expect({ seed, faults: figures.faults() }).toEqual({ seed, faults: [] });
    expect(figures.requests()).toBe(250);
    const logs = readdirSync(target.logs).filter((file) => /\.log$/.test(file));
    expect(logs.length).toBeGreaterThan(5);
    // Tokens, assertions and keys were sent to every route, good ones and bad ones.
    expect(
      logs.flatMap((file) =>
        secretsIn(readFileSync(join(target.logs, file), 'utf8')).map((what) => `${file}: ${what}`),
      ),
    ).toEqual([]);
    expect(figures.families().size).toBeGreaterThan(Object.keys(families).length - 4);
  });
});

describe('what is taken away', () => {
  const shed = { method: 'GET', path: '/partner/v1/invitations' };
  const council = { method: 'GET', path: '/FHIR/R4/Task?requester=Organization/COU01' };

  test('is out 60 seconds later by the hub’s clock, with the token that it has: a client, and an organisation', async () => {
    await target.signIn();
    const statuses = async () => [
      (await target.as('mens-shed')(shed)).status,
      (await target.as('COU01')(council)).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    await done(target, 'client', 'revoke', 'mens-shed');
    await done(target, 'organisation', 'off', 'COU01');
    await target.pass(60);
    expect(await statuses()).toEqual([401, 403]);
    await expect(target.signIn()).rejects.toThrow('gave mens-shed no token: 401');
  });
});
