import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endedList, openList } from '../../../functions/views/keys.ts';
import { readItem } from '../../../mappings/directory/item.ts';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';
import { fhirHub } from '../fhir/hub.ts';
import { directoryOn, service } from './councils.ts';

/** Any four that the register of this fixture knows. */
const groups = ['walking-group', 'mens-shed', 'COU01', 'L99902'];
const place = {
  service_at_locations: [
    { id: 'sl', location: { id: 'l', location_type: 'physical', addresses: [{ postal_code: 'GL3 2JH' }] } },
  ],
};
const faults: unknown[] = [];
let time = Date.parse('2026-06-01T12:00:00.000Z');
let store: TestDynamodb;
let ask: ReturnType<typeof fhirHub>;

beforeAll(async () => {
  store = await startDynamodb();
  const on = directoryOn(store);
  const services = groups.map((_, n) => readItem(service(n + 1, { ...place, assured_date: '2026-06-01' })));
  await on.load(
    { name: 'council', publisher: 'Council', licence: 'OGL 3.0' },
    services.map((item) => (item.kind === 'service' ? item.service : expect.fail(JSON.stringify(item.faults)))),
  );
  for (const [n, group] of groups.entries())
    await on.say(`d.s${n + 1}`, { by: 'council', who: 'us', at: on.clock(), says: { partner: group } });
  await on.rebuild();
  ask = fhirHub(store, faults, store.client, () => new Date(time).toISOString());
});
afterAll(() => store.stop());

/** As projection lists what a group was asked: open, and by and by ended. */
const sent = (group: string, n: number) =>
  store.client.send(
    new PutItemCommand({
      TableName: store.viewsTable,
      Item: marshall({
        ...{ pk: `R#${String(n).padStart(26, '0')}`, sk: group, listed: new Date(time).toISOString() },
        list: n % 3 === 0 ? endedList(group) : openList(group),
      }),
    }),
  );

test('over half a year equal groups are offered first about equally often, by what each was really sent', async () => {
  const counts = new Map(groups.map((group) => [group, 0]));
  for (let n = 0; n < 78; n += 1) {
    time += 56 * 3_600_000;
    const { body } = await ask('GET', '/HealthcareService?service-type=walking&from=GL3', { as: 'CWS01' });
    const [first] = body.entry;
    const group = groups[Number(first.resource.id.slice('d.s'.length)) - 1] ?? '';
    counts.set(group, (counts.get(group) ?? 0) + 1);
    await sent(group, n);
  }
  const all = [...counts.values()];
  const apart = all.flatMap((a) => all.map((b) => Math.abs(a - b))).reduce((a, b) => a + b, 0);
  expect(apart / (2 * all.length * 78)).toBeLessThanOrEqual(0.35);
  expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(2);
  expect(faults).toEqual([]);
});
