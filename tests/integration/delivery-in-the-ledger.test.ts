import { expect, test } from 'vitest';
import { deliverReferral } from '../../functions/delivery/deliver-referral.ts';
import { booked, ended, id, met } from '../unit/views/made-referral.ts';
import { clockworkOfFile } from './clockwork.ts';
import { ok } from './recipient.ts';

const { withPartner } = clockworkOfFile();

test('of how a referral ended the ledger says what came of the message, once, whoever crashes when', async () => {
  const { gp, hub } = await withPartner(ok);
  await hub.told(ended(met(booked(), 'attended')));
  let writes = 0;
  const { rows } = hub.ports;
  // Dies after the ledger has it and before the row does: the second write of the closing message's row.
  const dying: typeof hub.ports = {
    ...hub.ports,
    rows: {
      ...rows,
      write: async (change) => {
        if (change.sk.endsWith('#M#0000005')) writes += 1;
        if (change.sk.endsWith('#M#0000005') && writes === 2) throw new Error('Killed');
        return rows.write(change);
      },
    },
  };
  // On a busy machine the recipient counts as slow, and the rest has its turn a little later.
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) {
      await deliverReferral(dying)(id);
      hub.later(5);
    }
  };
  await expect(turns).rejects.toThrow('Killed');
  hub.later(61);
  await hub.deliver();
  expect(gp.received).toHaveLength(4);
  const { referral } = (await hub.ledger.load(id)) ?? {};
  const records = referral?.communications.filter((c) => c.category?.[0]?.coding?.[0]?.code === 'delivery') ?? [];
  expect(records.map((r) => [r.partOf?.[0]?.reference, r.topic?.coding?.[0]?.code])).toEqual([
    [`Communication/${id}.m5`, 'infrastructure-ack'],
  ]);
  // What came of it is beside the message, not in it: nothing is sent again for it.
  await hub.project(id);
  await hub.deliver();
  expect(gp.received).toHaveLength(4);
});
