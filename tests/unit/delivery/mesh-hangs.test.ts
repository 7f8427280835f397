import { expect, test } from 'vitest';
import type { Answer } from '../../../functions/delivery/answer.ts';
import { deliverReferral } from '../../../functions/delivery/deliver-referral.ts';
import type { DocumentWays } from '../../../functions/delivery/document/ports.ts';
import { mostFailures } from '../../../functions/delivery/line.ts';
import { isPending } from '../../../functions/views/happened.ts';
import { booked, day, id } from '../views/made-referral.ts';
import { linesInMemory, type Step, wayOutInMemory } from './way-out-in-memory.ts';

const taken: Answer = { kind: 'answered', status: 201, location: 'Communication/1' };
const atOnce: Step = (does) => does();

test('while MESH hangs, not every document waits for it, and all go once it answers again', async () => {
  let at = Date.parse(day(20));
  const clock = (): string => new Date(at).toISOString();
  let hangs = true;
  const asked: string[] = [];
  const byDocument: DocumentWays['byDocument'] = async () => {
    asked.push(clock());
    if (!hangs) return { outcome: 'sent', reason: 'handed-over', awaits: day(40) };
    at += 10_000;
    return { outcome: 'unknown', reason: 'timeout' };
  };
  const never = async (): Promise<never> => Promise.reject(new Error('Not in this story'));
  const shared = { clock, lines: linesInMemory(), again: () => undefined };
  const people = Array.from({ length: 20 }, () => {
    const hub = wayOutInMemory(booked(), () => taken, shared);
    const ports = hub.ports(atOnce);
    const organisation: typeof ports.participants.organisation = async (code) => {
      const { endpoint, ...known } = (await ports.participants.organisation(code)) ?? {};
      const otherWays = { polls: false as const, mesh: 'X26GP001' };
      return { ...known, ...(code === 'L99901' ? { otherWays } : { endpoint }) } as Awaited<
        ReturnType<typeof organisation>
      >;
    };
    const documents = async () => ({ byDocument, byMail: never, collect: never, returned: never });
    return {
      hub,
      look: () => deliverReferral({ ...ports, participants: { ...ports.participants, organisation }, documents })(id),
    };
  });
  for (const { hub } of people) {
    for (let n = 0; n < 10; n += 1) hub.write();
    await hub.project(atOnce);
  }
  const messages = async () =>
    (await Promise.all(people.map(({ hub }) => hub.rows.read('')))).flat().filter((row) => row.message !== undefined);
  const looks = async (count: number, minutes: number) => {
    for (let n = 0; n < count; n += 1) {
      for (const { look } of people) await look();
      at += minutes * 60_000;
    }
  };
  await looks(1, 1);
  expect(asked.length).toBe(mostFailures);
  await looks(18, 10);
  expect(asked.length).toBeLessThan(30);
  hangs = false;
  await looks(24, 30);
  expect((await messages()).map(({ outcome, way }) => `${outcome} ${way}`)).toEqual(people.map(() => 'sent document'));
  expect((await messages()).every(isPending)).toBe(true);
});
