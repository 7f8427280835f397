import { afterAll, beforeAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const clients = Array.from({ length: 20 }, (_, n) => `software-${n + 1}`);
const rounds = 50;
const codes = ['contact-attempted', 'awaiting-information'];

/** Issue 5: 1,000 concurrent updates to one Task by 20 clients. */
test('of twenty clients that put one Task at the same moment, fifty times, one wins each version, nineteen hear 412, and no version is missing', async () => {
  const { Task: id } = await world.send('L99901');
  const path = `/Task/${id}`;
  let { body: standing } = await world.change('CWS01', path, { status: 'accepted' });
  const winners: (string | undefined)[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const version = Number(standing.meta.versionId);
    const businessStatus = { coding: [{ system: systems.businessStatus, code: codes[round % 2] }] };
    const put = { as: 'CWS01', body: { ...standing, businessStatus }, headers: { 'If-Match': `W/"${version}"` } };
    const answers = await Promise.all(clients.map((client) => world.ask('PUT', path, { ...put, client })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(19).fill(412)]);
    const refused = answers.flatMap(({ status, body }) =>
      status === 412 ? [body.issue[0].details.coding[0].code] : [],
    );
    expect(new Set(refused)).toEqual(new Set(['stale-version']));
    const won = answers.findIndex(({ status }) => status === 200);
    winners.push(clients[won]);
    expect(answers[won]?.headers.etag).toBe(`W/"${version + 1}"`);
    standing = answers[won]?.body;
  }
  const versions = await world.ledger.history(id?.split('.')[0] ?? '');
  expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: rounds + 2 }, (_, n) => n + 1));
  expect(versions.slice(2).map(({ actor }) => actor.client)).toEqual(winners);
  expect((await world.ask('GET', path, { as: 'CWS01' })).body).toEqual(standing);
  expect(world.faults).toEqual([]);
}, 120_000);
