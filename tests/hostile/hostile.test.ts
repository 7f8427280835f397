import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { seedOf } from '../simulation/report.ts';
import { campaign } from './campaign.ts';
import { families } from './families.ts';
import { questionsOf } from './foreign.ts';
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

describe('a campaign of hostile requests', () => {
  test('gets no answer of 5xx, breaks nothing, and the hub lives on', async () => {
    const seed = seedOf(process.env.SEED);
    const figures = await campaign({ target, seed, requests: 250 });
    expect({ seed, faults: figures.faults() }).toEqual({ seed, faults: [] });
    expect(figures.requests()).toBe(250);
    expect(figures.families().size).toBeGreaterThan(Object.keys(families).length - 4);
  });
});
