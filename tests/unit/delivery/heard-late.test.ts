import { expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import type { DocumentWays, PagePorts } from '../../../functions/delivery/document/ports.ts';
import { settleSent } from '../../../functions/delivery/document/settle-sent.ts';
import { collectMailbox } from '../../../functions/delivery/mesh/collect-mailbox.ts';
import type { Settled } from '../../../functions/usecases/record-delivery.ts';
import { booked, id } from '../views/made-referral.ts';
import { type Step, wayOutInMemory } from './way-out-in-memory.ts';

const plainly: Step = (does) => does();
const never = async (): Promise<never> => {
  throw new Error('Not in this story');
};
const sk = 'L99901#M#0000002';

/** A message of which nothing is to be sent any more: read by a person, or waiting for the right practice. */
const putBy = async () => {
  const way = wayOutInMemory(booked(), never);
  await way.rows.write({ referral: id, sk, from: undefined, set: { told: 3 } });
  const kept: Settled[] = [];
  const ports = {
    ...way.ports(plainly),
    record: async (settled: Settled) => {
      kept.push(settled);
      return true;
    },
  };
  return { ports, kept, way };
};

test('that the person is not theirs is heard of a message, too, of which nothing is to be sent any more', async () => {
  const { ports, kept } = await putBy();
  const verdict = { outcome: 'refused', reason: 'not-our-patient', everywhere: true } as const;
  await settleSent(ports, { referral: id, sk }, { way: 'document', verdict, isNews: () => true });
  expect(kept).toEqual([{ referral: id, message: `${id}.m2`, outcome: 'refused', way: 'document', notTheirs: true }]);
});

test('that nobody collected it then is no news', async () => {
  const { ports, kept } = await putBy();
  const verdict = { outcome: 'unknown', reason: 'not-collected', usedUp: true } as const;
  await settleSent(ports, { referral: id, sk }, { way: 'document', verdict, isNews: () => true });
  expect(kept).toEqual([]);
});

test('a look into the mailbox ends in time, also when nothing in it can be read', async () => {
  const { ports } = await putBy();
  const read: string[] = [];
  let at = Date.parse('2026-11-22T09:00:00.000Z');
  const on: PagePorts = {
    ...{ area: thisArea, clock: ports.clock },
    ...{ print: never, mail: never, strange: () => undefined, sent: { keep: never, find: never } },
    mesh: {
      mailbox: 'X26HUB01',
      send: never,
      acknowledge: never,
      list: async () => ({ kind: 'answered', status: 200, body: { messages: Array.from({ length: 500 }, String) } }),
      read: async (message) => {
        read.push(message);
        at += 10_000;
        return { kind: 'unanswered', reason: 'timeout' };
      },
    },
  };
  const collect: DocumentWays['collect'] = collectMailbox(on);
  const clock = () => new Date(at).toISOString();
  await expect(collect({ ...ports, clock })).rejects.toThrow('MESH did not hand out a message');
  expect(read).toHaveLength(3);
});
