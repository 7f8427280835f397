import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '../../../functions/delivery/answer.ts';
import { afterTry, mostSlots } from '../../../functions/delivery/line.ts';
import { dueBehindLines } from '../../../functions/delivery/sweep-lines.ts';
import { isPending } from '../../../functions/views/happened.ts';
import { dueShards } from '../../../functions/views/keys.ts';
import type { LineRows } from '../../../functions/views/line-rows.ts';
import { booked, day } from '../views/made-referral.ts';
import { linesInMemory, wayOutInMemory } from './way-out-in-memory.ts';

const taken: Answer = { kind: 'answered', status: 201, location: 'Communication/1' };
const group = 'https://group.example';
const clock = (): string => new Date().toISOString();
const passed = (seconds: number): Promise<void> => new Promise((go) => setTimeout(go, seconds * 1000));

beforeEach(() => vi.useFakeTimers({ now: new Date(day(20)), toFake: ['Date', 'setTimeout', 'setInterval'] }));
afterEach(() => vi.useRealTimers());

/** A group that always takes so many seconds to answer, and is known for it; everybody else answers at once. */
const slowGroup = async (takes: number) => {
  const lines = linesInMemory();
  const line = afterTry(undefined, { answered: true, milliseconds: takes * 1000 }, clock());
  await lines.write('walking-group', undefined, { failures: 0, probes: 0, slots: [], ...line, changed: clock() });
  const begin = Date.now();
  const came = { group: [] as number[], others: [] as number[] };
  let busy = 0;
  let most = 0;
  const answer = async (url: string): Promise<Answer> => {
    came[url === group ? 'group' : 'others'].push((Date.now() - begin) / 1000);
    if (url !== group) return taken;
    busy += 1;
    most = Math.max(most, busy);
    await passed(takes);
    busy -= 1;
    return taken;
  };
  return { lines, answer, came, most: () => most };
};

type DueIn = Parameters<typeof dueBehindLines>[0]['dueIn'];
type Person = ReturnType<typeof wayOutInMemory>;
const look = (person: Person | undefined): Promise<void> | undefined => person?.deliver((does) => does());

/** What is due, behind the line of the group and among the deadlines, as the index shows it. */
const sweepOf = (lines: LineRows, people: readonly Person[]) => {
  const dueIn: DueIn = async (part, { until = '~', limit }) => {
    const all = await Promise.all(people.map(({ rows }) => rows.read('')));
    return all
      .flatMap((rows, n) => rows.map(({ item }) => ({ item, due: String(item.due), referral: String(n), sk: '' })))
      .filter(({ item, due }) => item.dueShard === part && due <= until)
      .sort((a, b) => a.due.localeCompare(b.due))
      .slice(0, limit);
  };
  const behind = dueBehindLines({
    ...{ lines, dueIn },
    rows: {
      read: async () => [],
      write: async () => ({ kind: 'moved', now: undefined }),
      remove: async () => undefined,
    },
  });
  return async (now: string) => {
    const parts = await Promise.all(dueShards.map((part) => dueIn(part, { until: now, limit: 500 })));
    return [...(await behind(now)), ...parts.flat()];
  };
};

test.each([
  // The work before the last one: 13 times 2.5 s, 13 times 9.5 s, 34 times 9.5 s.
  { count: 28, takes: 2.5, atMost: 32.5 + 30 },
  { count: 28, takes: 9.5, atMost: 123.5 + 30 },
  // More than the queue waits for: the sweep brings the rest.
  { count: 70, takes: 9.5, atMost: 323 + 120 },
])(
  'of $count messages at once to somebody who takes $takes s, the last is sent within $atMost s, and nobody else waits',
  async ({ count, takes, atMost }) => {
    const { lines, answer, came, most } = await slowGroup(takes);
    const people: Person[] = Array.from({ length: count }, () => {
      const again = (seconds: number): void => void passed(seconds).then(() => look(person));
      const person: Person = wayOutInMemory(booked(), answer, { clock, lines, again });
      return person;
    });
    for (const person of people) {
      for (let n = 0; n < 10; n += 1) person.write();
      await person.project((does) => does());
    }
    const sweep = sweepOf(lines, people);
    setInterval(async () => {
      for (const { referral } of await sweep(clock())) void look(people[Number(referral)]);
    }, 60_000);
    for (const person of people) void look(person);
    await vi.advanceTimersByTimeAsync(1_800_000);
    expect(came.group).toHaveLength(count);
    expect(came.group.at(-1)).toBeLessThan(atMost);
    expect(most()).toBe(mostSlots);
    expect(new Set(came.others)).toEqual(new Set([0]));
    expect(came.others).toHaveLength(2 * count);
    const rows = await Promise.all(people.map((person) => person.rows.read('')));
    expect(rows.flat().filter(isPending)).toEqual([]);
  },
);
