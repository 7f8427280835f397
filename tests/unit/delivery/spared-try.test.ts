import { expect, test } from 'vitest';
import type { Answer } from '../../../functions/delivery/answer.ts';
import { skip } from '../../../functions/delivery/tell-head.ts';
import type { Settled } from '../../../functions/usecases/record-delivery.ts';
import { booked, day } from '../views/made-referral.ts';
import { type Step, wayOutInMemory } from './way-out-in-memory.ts';

const taken: Answer = { kind: 'answered', status: 201, location: 'Communication/1' };
const plainly: Step = (does) => does();

const message = async ({ rows }: ReturnType<typeof wayOutInMemory>) =>
  (await rows.read('')).find((row) => row.message !== undefined);

const projected = async () => {
  const way = wayOutInMemory(booked(), () => taken);
  for (let n = 0; n < 10; n += 1) way.write();
  await way.project(plainly);
  const row = await message(way);
  if (!row) throw new Error('Nobody is told anything');
  const kept: Settled[] = [];
  const ports = {
    ...way.ports(plainly),
    record: async (settled: Settled) => {
      kept.push(settled);
      return true;
    },
  };
  return { way, row: { ...row, attempts: 9 }, ports, kept };
};

test('the tenth try, when it is spared, is the last: a person has it, and the ledger says so', async () => {
  const { row, ports, kept } = await projected();
  const after = await skip(ports, row, day(20), 'fhir');
  expect(after).toMatchObject({ outcome: 'by-hand', ended: row.wanted });
  expect(after?.lease).toBeUndefined();
  expect(kept).toMatchObject([{ outcome: 'by-hand' }]);
});

test('a try that is spared says nothing of what arrived meanwhile', async () => {
  const { way, row, ports, kept } = await projected();
  await way.deliver(plainly);
  expect(await skip(ports, row, day(20), 'fhir')).toMatchObject({ told: row.wanted });
  expect(await message(way)).toMatchObject({ told: row.wanted, outcome: 'infrastructure-ack' });
  expect(kept).toEqual([]);
});
