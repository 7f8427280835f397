import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../functions/delivery/answer.ts';
import { isPending } from '../../../functions/views/happened.ts';
import { newestShown } from '../../../mappings/partner/webhook-event.ts';
import { newestTold } from '../../../mappings/wellbeing/state-message.ts';
import { booked, ended, id, met } from '../views/made-referral.ts';
import { type Step, wayOutInMemory } from './way-out-in-memory.ts';

const story = ended(met(booked(), 'attended'));

const taken: Answer = { kind: 'answered', status: 201, location: 'Communication/1' };
const answers: readonly Answer[] = [
  taken,
  { kind: 'answered', status: 503 },
  { kind: 'answered', status: 429, retryAfter: '60' },
  // It arrived, and nobody heard that it did.
  { kind: 'unanswered', reason: 'timeout' },
  { kind: 'answered', status: 200 },
];

/** What happens before time passes: versions, projections of them and senders, each step of all of them in any order. */
const epoch = fc.record({
  versions: fc.integer({ min: 1, max: 3 }),
  /** For each sender, how many steps it lives. */
  senders: fc.array(fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(25)), { minLength: 2, maxLength: 3 }),
  answers: fc.array(fc.constantFrom(...answers), { maxLength: 6 }),
  seconds: fc.constantFrom(0, 5, 61, 301, 1801, 7201),
});

const isInOrder = (list: readonly string[]): boolean => list.every((one, n) => n === 0 || one >= (list[n - 1] ?? ''));

test('an older state never arrives after a newer one, nor a message before an older one, whoever dies or is slow, and in the end everything arrived', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(epoch, { minLength: 2, maxLength: 5 }), fc.scheduler(), async (epochs, scheduler) => {
      let script: Answer[] = [];
      const hub = wayOutInMemory(story, () => script.shift() ?? taken);
      // Before that nobody but the service is told anything.
      for (let n = 0; n < 4; n += 1) hub.write();
      await hub.project((does) => does());
      const inTurn: Step = (does) => scheduler.schedule(Promise.resolve()).then(does);
      const living = (steps: number): Step => {
        let left = steps;
        return (does) =>
          inTurn(async () => {
            left -= 1;
            if (left < 0) throw new Error('Killed');
            return does();
          });
      };
      for (const one of epochs) {
        script = [...one.answers];
        const versions = Array.from({ length: one.versions }, () =>
          inTurn(async () => hub.write()).then(() => hub.project(inTurn)),
        );
        const senders = one.senders.map((steps) => hub.deliver(living(steps)));
        await scheduler.waitFor(Promise.allSettled([...versions, ...senders]));
        hub.pass(one.seconds);
      }
      for (const [lane, list] of Object.entries(hub.arrived)) expect(isInOrder(list), `${lane}: ${list}`).toBe(true);

      script = [];
      const atOnce: Step = (does) => does();
      while (hub.written() < 10) hub.write();
      for (let n = 0; n < 5; n += 1) {
        hub.pass(86_400);
        await hub.project(atOnce);
        await hub.deliver(atOnce);
      }
      const rows = await hub.rows.read('');
      // Who died while they sent what nobody wants any more leaves a lease that has passed, and nothing to do.
      expect(rows.filter((row) => isPending(row) || (row.wanted !== undefined && row.lease))).toEqual([]);
      for (const [lane, list] of Object.entries(hub.arrived)) expect(isInOrder(list), `${lane}: ${list}`).toBe(true);
      const newest = Object.entries(hub.arrived).map(([lane, list]) => [lane, list.at(-1)]);
      expect(Object.fromEntries(newest)).toEqual({
        'https://service.example state': newestTold(story.referral)?.at,
        'https://group.example event': newestShown(story.referral, 'walking-group')?.at,
        'https://practice.example message': `${id}.m5`,
      });
      expect(new Set(hub.arrived['https://practice.example message']).size).toBe(3);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test('whenever one looks while rows are made, no message is there without the one before it', async () => {
  const hub = wayOutInMemory(story, () => taken);
  while (hub.written() < 10) hub.write();
  const waiting: (() => void)[] = [];
  // What began last is done first: as wrong an order as there is.
  const lastFirst: Step = (does) => new Promise<void>((go) => waiting.push(go)).then(does);
  const projected = hub.project(lastFirst);
  const seen: string[] = [];
  for (let look = 0; look < 30; look += 1) {
    waiting.pop()?.();
    await new Promise(setImmediate);
    const rows = await hub.rows.read('');
    seen.push(rows.flatMap(({ message }) => message?.slice(-2) ?? []).join());
  }
  await projected;
  expect([...new Set(seen)]).toEqual(['', 'm2', 'm2,m4', 'm2,m4,m5']);
});
