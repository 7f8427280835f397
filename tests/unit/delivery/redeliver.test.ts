import { expect, test } from 'vitest';
import type { Row } from '../../../functions/views/row.ts';
import type { RowStore } from '../../../functions/views/row-store.ts';
import { redeliver } from '../../../infra/operator/redeliver.ts';
import { id } from '../views/made-referral.ts';
import { rowsInMemory } from './rows-in-memory.ts';
import { linesInMemory } from './way-out-in-memory.ts';

const sk = 'L99901#M#0000002';
const givenUp = { wanted: 3, wantedAt: '2026-11-02T09:00:00.000Z', ended: 3, outcome: 'refused' };

/** What becomes of the row when delivery looks at it. */
const at = async (becomes: (row: Row | undefined, rows: RowStore) => Promise<unknown>) => {
  const rows = rowsInMemory(id);
  await rows.write({ referral: id, sk, from: undefined, set: givenUp });
  const own = async () => (await rows.read(id)).find((row) => row.sk === sk);
  const again = async () => {
    await becomes(await own(), rows);
  };
  return { rows, own, ports: { rows, lines: linesInMemory(), again } };
};

test('a message that waits for the right practice is not said to have arrived', async () => {
  const { ports } = await at((from, rows) => rows.write({ referral: id, sk, from, set: {}, remove: ['wanted'] }));
  expect(await redeliver(ports, id, 'L99901')).toMatch(/^L99901 message m2: not sent: /);
});

test('what somebody wrote in between is given its new round of tries all the same', async () => {
  const { ports, rows, own } = await at((from) =>
    rows.write({ referral: id, sk, from, set: { told: 3, outcome: 'infrastructure-ack' } }),
  );
  let first = true;
  const write: RowStore['write'] = async (change) => {
    if (first) {
      first = false;
      await rows.write({ referral: id, sk, from: await own(), set: { version: 9 } });
    }
    return rows.write(change);
  };
  const seen: (number | undefined)[] = [];
  const again = async () => {
    seen.push((await own())?.ended);
    await ports.again();
  };
  const said = await redeliver({ ...ports, rows: { ...rows, write }, again }, id, 'L99901');
  expect(said).toBe('L99901 message m2: arrived');
  expect(seen).toEqual([undefined]);
});
