import { expect, test } from 'vitest';
import type { Answer } from '../../../functions/delivery/answer.ts';
import { isPending } from '../../../functions/views/happened.ts';
import { booked, day, ended, met } from '../views/made-referral.ts';
import { linesInMemory, wayOutInMemory } from './way-out-in-memory.ts';

const hour = 3_600_000;

/** Three messages of one referral at once to a practice that always answers like this: hours until each is a person's. */
const hoursUntilTold = async (answer: Answer): Promise<number[]> => {
  const begin = Date.parse(day(20));
  let at = begin;
  const clock = (): string => new Date(at).toISOString();
  const shared = { clock, lines: linesInMemory(), again: () => undefined };
  const of = (url: string): Answer =>
    url.includes('practice') ? answer : { kind: 'answered', status: 201, location: 'Communication/1' };
  const hub = wayOutInMemory(ended(met(booked(), 'attended')), of, shared);
  for (let n = 0; n < 10; n += 1) hub.write();
  await hub.project((does) => does());
  const told = new Map<string, number>();
  while (at < begin + 400 * hour) {
    await hub.deliver((does) => does());
    const rows = (await hub.rows.read('')).filter(({ message }) => message !== undefined);
    for (const { sk, outcome } of rows) if (outcome === 'by-hand' && !told.has(sk)) told.set(sk, (at - begin) / hour);
    if (told.size === rows.length) break;
    const next = rows.filter(isPending).flatMap((row) => Date.parse(row.next ?? ''));
    at = Math.max(at + 1000, Math.min(...next.filter((one) => one > at)));
  }
  return [...told.values()];
};

test.each<[string, Answer]>([
  ['is down', { kind: 'answered', status: 503 }],
  ['does not let itself be reached', { kind: 'not-sent', reason: 'no-connection' }],
  ['asks for another day each time', { kind: 'answered', status: 429, retryAfter: '86400' }],
  ['asks for a hundred years', { kind: 'answered', status: 503, retryAfter: '999999999' }],
])(
  'who %s has had every message tried for three days and a person told by then, not one message after another',
  async (_, answer) => {
    const hours = await hoursUntilTold(answer);
    expect(hours).toHaveLength(3);
    for (const one of hours) expect(one).toBeGreaterThan(72);
    for (const one of hours) expect(one).toBeLessThan(76.1);
  },
);
