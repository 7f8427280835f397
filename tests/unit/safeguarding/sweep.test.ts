import { expect, test } from 'vitest';
import { gloucestershireSafeguarding as rule } from '../../../contracts/areas/gloucestershire-safeguarding.ts';
import type { OpenConcern } from '../../../functions/domain/concern/concern.ts';
import { sweepConcerns } from '../../../functions/safeguarding/sweep.ts';
import type { Tell } from '../../../functions/safeguarding/tell.ts';

/** A Wednesday at noon, in the hours of every desk. */
const noon = Date.parse('2026-11-25T12:00:00.000Z');
const at = new Date(noon).toISOString();
const second = 1_000;

const concern = (n: number, more: Partial<OpenConcern> = {}): OpenConcern => ({
  ...{ id: `sg-${n}`, version: 1, at, level: 'unsafe', route: 'adults', kind: 'raised', told: [], due: at },
  ...more,
});

/**
 * A table in memory and readers who answer after so many seconds each time, in a clock of its own: whoever waits wakes in the order of time.
 * undefined: never within the ten seconds that a request has.
 */
const desk = (concerns: readonly OpenConcern[], seconds: Readonly<Record<string, number | undefined>>) => {
  const time = { now: noon };
  const waiting: { readonly until: number; readonly wake: () => void }[] = [];
  const pass = (ms: number): Promise<void> =>
    new Promise<void>((wake) => {
      waiting.push({ until: time.now + ms, wake });
    });
  const stands = new Map(concerns.map((one) => [one.id, one]));
  const posted: string[] = [];
  const tell: Tell = async function* tell(reader, ids) {
    for (const id of ids) {
      posted.push(`${reader} ${id}`);
      const takes = seconds[reader];
      await pass((takes ?? 10) * second);
      if (takes === undefined) return;
      yield [id];
    }
  };
  const unasked = () => Promise.reject(new Error('Nobody asks this'));
  const sweep = sweepConcerns({
    ...{ rule, tell, clock: () => new Date(time.now).toISOString() },
    failed: (error) => expect.fail(String(error)),
    store: {
      ...{ add: unasked, content: unasked, close: unasked, closedBy: unasked, note: unasked },
      open: async () => [...stands.values()],
      change: async (before, after) => {
        if (stands.get(before.id)?.version !== before.version) return false;
        stands.set(before.id, { ...after, version: before.version + 1 });
        return true;
      },
    },
  });
  /** One call, beginning so many minutes after noon; broken off after so many seconds, as Lambda does. */
  const call = async (minute: number, killed = 30) => {
    time.now = noon + minute * 60_000;
    const end = time.now + killed * second;
    let swept: Awaited<ReturnType<typeof sweep>> | undefined;
    const done = sweep().then((of) => {
      swept = of;
    });
    for (;;) {
      // All that needs no time is done before any passes.
      await new Promise(setImmediate);
      waiting.sort((a, b) => a.until - b.until);
      const [next] = waiting;
      if (swept || !next || next.until > end) break;
      waiting.shift();
      time.now = next.until;
      next.wake();
    }
    if (swept) await done;
    waiting.length = 0;
    return swept && { ...swept, seconds: (time.now - noon) / second - minute * 60 };
  };
  const told = (id: string) => stands.get(id)?.told.map(({ reader }) => reader);
  return { call, posted, told, stands };
};

const many = (count: number) => Array.from({ length: count }, (_, n) => concern(n + 1));

test('a reader whose program is slow is told of each once, over as many minutes as it takes, and every call ends in time', async () => {
  const { call, posted, told } = desk(many(20), { 'adults-desk': 1.6 });
  expect(await call(0)).toEqual({ stranded: 0, untold: 8, seconds: 19.2 });
  expect(posted).toHaveLength(12);
  expect(await call(1)).toMatchObject({ untold: 0 });
  expect(posted).toEqual(many(20).map(({ id }) => `adults-desk ${id}`));
  expect(many(20).map(({ id }) => told(id))).toEqual(Array(20).fill(['adults-desk']));
});

test('what a reader has heard is written down at once: a call that is broken off tells nobody of it again', async () => {
  const { call, posted } = desk(many(3), { 'adults-desk': 4 });
  expect(await call(0, 9)).toBeUndefined();
  await call(1);
  expect(posted.filter((one) => one.endsWith(' sg-1'))).toHaveLength(1);
  expect(posted.filter((one) => one.endsWith(' sg-2'))).toHaveLength(1);
});

test('a reader who is slow, or never answers, keeps no other reader waiting, and the next on the rota is told in the same minute', async () => {
  const child = concern(21, { route: 'children' });
  const slow = desk([...many(20), child], { 'adults-desk': 1.6, 'childrens-desk': 0.1 });
  await slow.call(0);
  expect(slow.told('sg-21')).toEqual(['childrens-desk']);

  const hung = desk([...many(3), child], { 'designated-lead': 0.1 });
  expect(await hung.call(0)).toMatchObject({ untold: 0 });
  expect(['sg-1', 'sg-2', 'sg-3', 'sg-21'].map(hung.told)).toEqual(Array(4).fill(['designated-lead']));
});

test('when no reader answers the call ends in time all the same, and counts what nobody was told of', async () => {
  const swept = await desk([...many(3), concern(4, { route: 'children' })], {}).call(0);
  expect(swept).toMatchObject({ stranded: 0, untold: 4 });
  expect(swept?.seconds).toBeLessThan(30);
});

test('of what is stranded every reader is told at once, and each is written down', async () => {
  const before = ['adults-desk', 'designated-lead'].map((reader) => ({ reader, at }));
  const { call, told } = desk([concern(1, { told: before })], { 'adults-desk': 1, 'designated-lead': 1 });
  expect(await call(0)).toEqual({ stranded: 1, untold: 0, seconds: 1 });
  expect(told('sg-1')?.slice(2)).toEqual(['adults-desk', 'designated-lead']);
});
