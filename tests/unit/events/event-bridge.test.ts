import type { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import type { ThinEvent } from '../../../contracts/events/thin-event.ts';
import { eventBridge } from '../../../functions/events/event-bridge.ts';
import { thinEventsOf } from '../../../functions/events/thin-events.ts';
import { ledgerOf } from '../views/ledger-of.ts';
import { id, opened } from '../views/made-referral.ts';

const sample = async (): Promise<ThinEvent> => {
  const loaded = await ledgerOf(opened()).load(id);
  const [event] = loaded ? thinEventsOf(loaded) : [];
  if (!event) throw new Error('No event');
  return event;
};

/** A bus that refuses what `refuses` says, at the given call. */
const bus = (refuses: (id: string, call: number) => boolean) => {
  const calls: string[][] = [];
  const client = {
    send: async ({ input }: PutEventsCommand) => {
      const ids = (input.Entries ?? []).map((e) => String(JSON.parse(e.Detail ?? '{}').id));
      calls.push(ids);
      return {
        $metadata: {},
        Entries: ids.map((i) => (refuses(i, calls.length) ? { ErrorCode: 'InternalFailure' } : { EventId: i })),
      };
    },
  };
  return { calls, publish: eventBridge({ client, bus: 'handover' }) };
};

const many = async (count: number): Promise<ThinEvent[]> => {
  const event = await sample();
  return Array.from({ length: count }, (_, n) => ({ ...event, id: `${id}/1/${n}` }));
};

test('events go out in tens', async () => {
  const { calls, publish } = bus(() => false);
  expect(await publish(await many(23))).toEqual([]);
  expect(calls.map((c) => c.length)).toEqual([10, 10, 3]);
});

test('an entry that was refused is sent once more, alone', async () => {
  const { calls, publish } = bus((i, call) => i.endsWith('/3') && call === 1);
  expect(await publish(await many(5))).toEqual([]);
  expect(calls).toEqual([expect.arrayContaining([`${id}/1/0`]), [`${id}/1/3`]]);
});

test('an entry that is refused twice is reported', async () => {
  const { publish } = bus((i) => i.endsWith('/3'));
  expect((await publish(await many(5))).map((e) => e.id)).toEqual([`${id}/1/3`]);
});
