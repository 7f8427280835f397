import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { projectReferral } from '../../functions/views/project-referral.ts';
import { booked, ended, id, met, versionsOf } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { emptied, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());
beforeEach(() => emptied(store));

/** Whoever projects without the stream, and what they have told. */
const putsRight = (missed: (versions: readonly number[]) => Promise<void> = async () => undefined) => {
  const hub = hubOn(store, register());
  const told: (readonly number[])[] = [];
  const project = projectReferral({
    ...{ ...hub, participants: register(), area: thisArea },
    missed: async ({ versions }) => {
      told.push(versions);
      await missed(versions);
    },
  });
  return { ...hub, told, putRight: () => project(id) };
};

test('each version leaves its mark on a row, so that it is told which of them nobody has heard of', async () => {
  const { ledger, project, putRight, told } = putsRight();
  const versions = versionsOf(ended(met(booked(), 'attended')));
  for (const [n, version] of versions.entries()) {
    await write(ledger, version);
    if (n === 0) await project(id);
    else await putRight();
  }
  expect(told).toEqual(versions.slice(1).map(({ referral }) => [referral.version]));
});

test('of what the stream never brought everybody hears before the rows say that they have seen it', async () => {
  const broken = putsRight(() => Promise.reject(new Error('The bus is away')));
  await write(broken.ledger, booked());
  await broken.project(id);
  await write(broken.ledger, ended(met(booked(), 'attended')));
  await expect(broken.putRight()).rejects.toThrow('The bus is away');
  const { told, putRight } = putsRight();
  await putRight();
  expect(told).toEqual([[8, 9, 10]]);
  await putRight();
  expect(told).toHaveLength(1);
});

test('a row that only lies at another place has missed nothing, and nobody hears anything', async () => {
  const { ledger, project, rows, told, putRight } = putsRight();
  await write(ledger, booked());
  await project(id);
  const from = (await rows.read(id)).find(({ sk }) => sk === 'CWS01');
  await rows.write({ referral: id, sk: 'CWS01', from, set: { due: '2026-11-01T09:00:00.000Z', version: 5 } });
  await putRight();
  expect((await rows.read(id)).find(({ sk }) => sk === 'CWS01')?.version).toBe(7);
  expect(told).toEqual([]);
});

test('rows that are gone say nothing of what was told: nobody hears all of it again', async () => {
  const { ledger, told, putRight, rows } = putsRight();
  await write(ledger, booked());
  await putRight();
  expect(told).toEqual([]);
  expect(await rows.read(id)).not.toEqual([]);
});
