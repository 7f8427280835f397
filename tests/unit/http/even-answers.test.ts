import { expect, test } from 'vitest';
import { refuse } from '../../../functions/domain/result.ts';
import { evenly } from '../../../functions/http/even-answers.ts';
import type { Reply } from '../../../functions/http/request.ts';
import { wait } from '../../../functions/runtime/pause.ts';

const took = async (work: number, reply: Reply): Promise<number> => {
  const began = performance.now();
  await evenly(async () => {
    await wait(work);
    return reply;
  });
  return performance.now() - began;
};

/** A timer may ring a little early; without the step it would be over in a tenth of it. */
const step = 45;

test.each<[string, Reply]>([
  ['a refusal', refuse('not-found')],
  ['a part of an answer', { status: 200, body: {}, missed: true }],
  ['a part of a good result', { ok: true, value: { status: 200, body: {}, missed: true } }],
])('%s that says so of what is not there comes at a full step, however long the looking took', async (_, reply) => {
  for (const work of [0, 5, 20]) {
    const time = await took(work, reply);
    expect(time).toBeGreaterThanOrEqual(step);
  }
  expect(await took(60, reply)).toBeGreaterThanOrEqual(2 * step);
});

test('any other answer comes at once', async () => {
  const times = [];
  for (const reply of [{ status: 200, body: {} }, refuse('not-fhir')]) {
    const began = performance.now();
    for (let n = 0; n < 20; n += 1) await evenly(async () => reply);
    times.push(performance.now() - began);
  }
  // Twenty that waited would take a second.
  expect(Math.max(...times)).toBeLessThan(500);
});
