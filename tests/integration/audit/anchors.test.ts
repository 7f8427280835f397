import {
  type AttributeValue,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { headsIn } from '../../../functions/audit/anchor.ts';
import { auditTrail } from '../../../functions/audit/trail.ts';
import { referenceOf } from '../../../functions/domain/request/reference.ts';
import { endOf, tombstoneOf } from '../../../functions/ledger/tombstone.ts';
import { dispose, mayGo } from '../../../infra/operator/dispose.ts';
import { exported } from '../../../infra/operator/export-referral.ts';
import { findPerson } from '../../../infra/operator/find-person.ts';
import { nhsNumberIn, notFoundLines, ofTheSamePerson } from '../../../infra/operator/same-person.ts';
import { storedVersions } from '../../../infra/operator/stored-versions.ts';
import { whoSaw } from '../../../infra/operator/who-saw.ts';
import { recordedHub } from './recorded-hub.ts';
import { readVersion, rewritten } from './rewritten.ts';

const hub = await recordedHub();
const { client, ledgerTable, auditTable } = hub.dynamodb;
afterAll(async () => {
  await hub.dynamodb.stop();
  expect(hub.faults).toEqual([]);
});

type Item = Record<string, AttributeValue>;
const itemsOf = async (table: string): Promise<Item[]> =>
  (await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items ?? [];
const put = (table: string, Item: Item) => client.send(new PutItemCommand({ TableName: table, Item }));
const stoneItem = (item: object): Item => marshall(item, { removeUndefinedValues: true });
const remove = (table: string, { pk, sk }: Item) =>
  pk && sk && client.send(new DeleteItemCommand({ TableName: table, Key: { pk, sk } }));

let task = '';
const referral = (): string => task.slice(0, 26);
/** One referral in the first hour, read in the second, and both anchored. */
beforeEach(async () => {
  await hub.begin();
  hub.at('2099-11-22T08:10:00.000Z');
  task = (await hub.referred()).Task ?? '';
  await hub.ask('GET', `/Task/${task}`, { as: 'CWS01' });
  hub.at('2099-11-22T09:06:00.000Z');
  expect(await hub.anchors()).toHaveLength(1);
  await hub.ask('GET', `/Task/${task}`, { as: 'CWS01' });
  hub.at('2099-11-22T10:07:00.000Z');
  expect(await hub.anchors()).toHaveLength(1);
  expect(await hub.anchors()).toHaveLength(0);
});

test('each anchor goes on from the one before, and all holds; where they stop, that is said', async () => {
  const [first, second] = (await itemsOf(auditTable)).filter(({ pk }) => pk?.S === 'ANCHORS');
  expect([first?.until?.S, second?.from?.S, second?.until?.S]).toEqual([
    '2099-11-22T08',
    '2099-11-22T09',
    '2099-11-22T09',
  ]);
  expect(second?.prev?.B).toEqual(first?.hash?.B);
  const { lines, holds } = await hub.verified();
  expect(holds, lines.join('\n')).toBe(true);
  expect(lines.join('\n')).toContain('2 records in 1 chains, 2 anchors, 1 versions of 1 referrals.');
  hub.at('2099-11-22T15:00:00.000Z');
  expect(await hub.verified()).toMatchObject({ holds: false });
});

test('a record of a kind that only a newer release knows is anchored as any other', async () => {
  const kind = 'of-tomorrow' as never;
  const trail = auditTrail({ client, table: auditTable, name: 'operator', years: 10 });
  await trail.record([{ at: hub.now(), kind, referral: referral(), by: 'command', outcome: 'done' }]);
  hub.at('2099-11-22T11:07:00.000Z');
  const [anchor] = await hub.anchors();
  expect(anchor && headsIn(anchor).map(([where]) => where)).toEqual([expect.stringMatching(/^operator#/)]);
});

test('runs at the same time make one chain of anchors, and no hour is left out', async () => {
  hub.at('2099-11-22T11:07:00.000Z');
  await hub.referred();
  hub.at('2099-11-22T12:07:00.000Z');
  await Promise.all(
    [12, 14, 14, 16].map(async (hour) => {
      hub.at(`2099-11-22T${hour}:07:00.000Z`);
      await hub.anchors();
    }),
  );
  const { lines, holds } = await hub.verified();
  expect(holds, lines.join('\n')).toBe(true);
  const anchors = (await itemsOf(auditTable)).filter(({ pk }) => pk?.S === 'ANCHORS');
  expect(anchors.at(-1)?.until?.S).toBe('2099-11-22T15');
});

test('a part of a chain that is gone whole, or cut off at its end, is found, and so is a ledger', async () => {
  const records = (await itemsOf(auditTable)).filter(({ pk }) => pk?.S?.startsWith('fhir-api#'));
  for (const record of records) {
    await remove(auditTable, record);
    expect((await hub.verified()).lines.join('\n')).toMatch(/BROKEN anchor .* is gone/);
    await put(auditTable, record);
  }
  for (const version of (await itemsOf(ledgerTable)).filter(({ sk }) => sk?.S?.startsWith('V#'))) {
    await remove(ledgerTable, version);
    expect((await hub.verified()).lines.join('\n')).toMatch(/BROKEN anchor .* is gone/);
    await put(ledgerTable, version);
  }
  expect((await hub.verified()).holds).toBe(true);
});

test('one changed byte of any record, any anchor or any version is found, whatever was changed with it', async () => {
  for (const table of [auditTable, ledgerTable]) {
    for (const item of await itemsOf(table)) {
      // The message beside version 1 is named by its hash in it; it and the guard are no part of a chain.
      if (item.sk?.S?.startsWith('M#') || item.pk?.S?.startsWith('G#')) continue;
      for (const [name, value] of Object.entries(item)) {
        if (['pk', 'sk', 'part', 'hour', 'expires', 'born', 'format'].includes(name)) continue;
        const bytes = value.B && Buffer.from(value.B);
        if (bytes) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        const changed = bytes ? { B: bytes } : value.S === undefined ? { N: `${value.N}1` } : { S: `${value.S}x` };
        await put(table, { ...item, [name]: changed });
        expect([table, item.sk?.S, name, (await hub.verified()).holds]).toEqual([table, item.sk?.S, name, false]);
      }
      await put(table, item);
    }
  }
  expect((await hub.verified()).holds).toBe(true);
});

test('a version that was written anew with a chain that holds in itself is found by who saw it first', async () => {
  const fresh = (await hub.referred()).Task?.slice(0, 26);
  const TableName = ledgerTable;
  const of = async (id = '') => {
    const values = { ':pk': { S: `R#${id}` }, ':v': { S: 'V#' } };
    const expression = {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :v)',
      ExpressionAttributeValues: values,
    };
    return (await client.send(new QueryCommand({ TableName, ...expression }))).Items?.[0] ?? {};
  };
  await put(ledgerTable, rewritten(readVersion(await of(fresh))));
  const { lines } = await hub.verified();
  expect(lines.filter((line) => line.startsWith('BROKEN'))).toEqual([
    expect.stringContaining('version 1 is not the one that was seen when it was written'),
  ]);
});

test('who saw it: each writer and reader, in order; an export tells the same in FHIR, with every version', async () => {
  const [, table = ''] = await whoSaw(hub.stores, referral());
  const told = table.split('\n').map((line) => line.split(/\s{2,}/));
  expect(told.map(([at, who, what]) => [at?.slice(11, 16), who, what])).toEqual([
    ['08:10', 'L99901 (client-of-L99901)', 'wrote it, and so saw it'],
    ['08:10', 'CWS01 (client-of-CWS01)', 'was shown it'],
    ['09:06', 'CWS01 (client-of-CWS01)', 'was shown it'],
  ]);
  const { entry = [] } = await exported(hub.stores, [referral()], hub.now());
  const of = (type: string) => entry.flatMap(({ resource }) => (resource?.resourceType === type ? [resource] : []));
  expect(of('Patient')).toMatchObject([{ id: `${referral()}.p1`, name: [{ family: 'Okafor' }] }]);
  expect(of('AuditEvent')).toMatchObject([
    { action: 'C', agent: [{ altId: 'client-of-L99901' }] },
    ...[{ action: 'R', agent: [{ altId: 'client-of-CWS01' }] }, { action: 'R' }],
  ]);
});

test('all referrals of a person are found by the NHS number that one of them has, and nobody else’s', async () => {
  const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '999 054 8609' }];
  const first = (await hub.referred({ patient: { identifier } })).Task?.slice(0, 26) ?? '';
  const same = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990548609' }];
  const second = (await hub.referred({ patient: { identifier: same } })).Task?.slice(0, 26) ?? '';
  const both = [first, second].toSorted();
  expect(await ofTheSamePerson(hub.stores, first)).toMatchObject({ isAlone: false });
  expect((await ofTheSamePerson(hub.stores, first)).referrals.toSorted()).toEqual(both);

  const found = await findPerson(hub.stores, nhsNumberIn('999 054 8609'));
  expect(found.referrals).toEqual(both);
  expect(found.lines).toEqual([
    ...both.map((id) => `${referenceOf(id)}  ${id}`),
    expect.stringMatching(/^Not found: /),
  ]);
  expect(found.lines.join()).not.toMatch(/9990548609|Okafor/);
  const [nothing] = (await findPerson(hub.stores, '9449305552')).lines;
  expect(nothing).toBe('No referral has this number.');
  expect(() => nhsNumberIn('999 054 8608')).toThrow(/^That is no NHS number: ten digits/);
});

test('of a referral without an NHS number it is said that it stands alone, and that others like it cannot be found', async () => {
  const found = await ofTheSamePerson(hub.stores, referral());
  expect(found).toMatchObject({ referrals: [referral()], isAlone: true, unread: [] });
  expect(found.without).toBeGreaterThan(0);
  expect(notFoundLines(found)[0]).toContain(`what has no NHS number (${found.without} here)`);
});

/** As the command does: on record first. */
const disposed = async () => {
  const disposal = { disposed: hub.now(), why: 'in-error' } as const;
  const trail = auditTrail({ client, table: auditTable, name: 'operator', years: 10 });
  const record = { at: hub.now(), kind: 'disposed', referral: referral(), by: disposal.why, outcome: 'done' } as const;
  await trail.record([record]);
  await dispose(hub.stores, referral(), disposal);
};

test('after a disposal every chain and anchor still holds, and who saw it can still be told', async () => {
  await disposed();
  const { lines, holds } = await hub.verified();
  expect(holds, lines.join('\n')).toBe(true);
  expect((await whoSaw(hub.stores, referral())).join('\n')).toContain('was shown it');
});

test('content that went with no disposal on record is found, and no command goes on from there', async () => {
  const forged = { disposed: hub.now(), why: 'in-error' } as const;
  const [version] = await storedVersions(hub.stores.ledger, referral());
  if (!version) throw new Error('There is no version');
  await put(ledgerTable, stoneItem(tombstoneOf(version, forged)));
  expect((await hub.verified()).lines.join('\n')).toContain('content is gone, and no disposal ended it');
  await put(ledgerTable, stoneItem(endOf({ referral: referral(), version: 1, hash: version.hash }, forged)));
  const { lines, holds } = await hub.verified();
  expect([holds, lines.join('\n')]).toEqual([false, expect.stringContaining('the trail has no record of a disposal')]);
  expect(await mayGo(hub.stores, referral(), thisArea.retention, hub.now())).toMatchObject({
    not: expect.stringContaining('the trail has no record of it'),
  });
  const old = { disposed: '2009-01-02T00:00:00.000Z', why: 'in-error' } as const;
  const before = { ...version, at: '2009-01-01T00:00:00.000Z' };
  await put(ledgerTable, stoneItem(tombstoneOf(before, old)));
  await put(ledgerTable, stoneItem(endOf({ referral: referral(), version: 1, hash: version.hash }, old)));
  expect((await hub.verified()).lines.join('\n')).toContain('the trail has no record of a disposal');
});

test('a disposal that was broken off half way is found the day after, and holds once it was finished', async () => {
  const [version] = await storedVersions(hub.stores.ledger, referral());
  await disposed();
  if (!version) throw new Error('There is no version');
  await put(ledgerTable, stoneItem(version));
  await hub.anchors();
  expect((await hub.verified()).lines.filter((line) => line.includes('content'))).toEqual([]);
  hub.at('2099-11-24T10:07:00.000Z');
  expect((await hub.verified()).lines.join('\n')).toContain('content is gone from parts of it alone');
  await dispose(hub.stores, referral(), { disposed: hub.now(), why: 'in-error' });
  expect((await hub.verified()).lines.filter((line) => line.includes('content'))).toEqual([]);
});
