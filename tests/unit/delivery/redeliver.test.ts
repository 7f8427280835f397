import { expect, test } from 'vitest';
import type { Row } from '../../../functions/views/row.ts';
import type { RowStore } from '../../../functions/views/row-store.ts';
import { changeHolds } from '../../../infra/operator/change-holds.ts';
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
  return { rows, own, ports: { rows, lines: linesInMemory(), again, changeHolds: async () => undefined } };
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
  expect(said).toBe('L99901 message m2: infrastructure-ack: Their system has it');
  expect(seen).toEqual([undefined]);
});

const changedAt = (...times: string[]) => times.map((at) => ({ by: { at, actor: { client: '', organisation: '' } } }));

/** The register of an organisation that was added and then corrected at `changed`; `steps` says what happened in which order. */
const justChanged = async (changed: string, began: string) => {
  const steps: string[] = [];
  let time = began;
  const { ports } = await at(async (from, rows) => {
    steps.push(`looked at ${time}`);
    await rows.write({ referral: id, sk, from, set: { told: 3, outcome: 'sent', way: 'mail' } });
  });
  const holds = changeHolds({
    versions: async () => changedAt('2026-01-01T00:00:00.000Z', changed),
    clock: () => time,
    sleep: async (ms) => {
      time = new Date(Date.parse(time) + ms).toISOString();
    },
    tell: (line) => steps.push(line),
  });
  return { steps, said: await redeliver({ ...ports, changeHolds: holds }, id, 'L99901') };
};

test('nothing is sent again before the address that was just corrected holds everywhere, and nobody is told that a page arrived', async () => {
  const { steps, said } = await justChanged('2026-11-22T09:00:00.000Z', '2026-11-22T09:00:12.000Z');
  expect(steps).toEqual([
    'L99901 was changed less than a minute ago: waits 48 s, until that holds everywhere.',
    'looked at 2026-11-22T09:01:00.000Z',
  ]);
  expect(said).toMatch(/^L99901 message m2: sent: it was handed over/);
});

test('an address that has held for a minute is not waited for', async () => {
  const { steps } = await justChanged('2026-11-22T09:00:00.000Z', '2026-11-22T09:01:00.000Z');
  expect(steps).toEqual(['looked at 2026-11-22T09:01:00.000Z']);
});
