import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Patient } from 'fhir/r4.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { systems } from '../../contracts/systems.ts';
import { verifiedByRecord } from '../../functions/domain/request/nhs-number.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { keyedHash } from '../../functions/runtime/hash.ts';
import { linkRows } from '../../functions/views/link-rows.ts';
import { projectReferral } from '../../functions/views/project-referral.ts';
import { referenceRows } from '../../functions/views/reference-rows.ts';
import { rowStore } from '../../functions/views/row-store.ts';
import { samePersonRows } from '../../functions/views/same-person-rows.ts';
import { otherOpenOnes } from '../../functions/web/worklist/same-person.ts';
import { leadsTo } from '../../infra/operator/dispose.ts';
import { rebuild } from '../../infra/operator/rebuild.ts';
import { shownToCoordinator } from '../../mappings/wellbeing/on-page.ts';
import { booked, coordinator, ended, id, met, opened } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { register, write } from './written.ts';

const number = '9434765919';
const withNumber = (value: string, traced = true): Patient => {
  const { patient } = opened().referral;
  const identifier = { system: systems.nhsNumber, value, ...(traced ? { extension: [verifiedByRecord] } : {}) };
  return { ...patient, identifier: [identifier] };
};
const idOf = (n: number): string => `${id.slice(0, 25)}${n}`;

let store: TestDynamodb;
let at: Parameters<typeof rebuild>[0];
let project: ReturnType<typeof projectReferral>;
let people: ReturnType<typeof samePersonRows>;
let ledger: ReturnType<typeof dynamoLedger>;

beforeAll(async () => {
  store = await startDynamodb();
  const views = { client: store.client, table: store.viewsTable };
  ledger = dynamoLedger({ client: store.client, table: store.ledgerTable });
  people = samePersonRows(views, async () => keyedHash('a secret of this test'));
  at = {
    ...{ ledger, participants: register(), area: thisArea, people, again: async () => undefined },
    ...{ rows: rowStore(views), references: referenceRows(views), links: linkRows(views) },
  };
  project = projectReferral(at);
  const patient = withNumber(number);
  await write(ledger, opened({ patient }), idOf(1));
  await write(ledger, opened({ patient }), idOf(2));
  await write(ledger, opened({ patient: withNumber('9876543210') }), idOf(3));
  await write(ledger, opened({ patient: withNumber(number, false) }), idOf(4));
  await write(ledger, ended(met(booked(), 'attended')), idOf(5));
  for (const n of [1, 2, 3, 4, 5]) await project(idOf(n), 'following');
});
afterAll(() => store.stop());

test('referrals of one person are found by a traced number, for their coordinator alone; the number stands nowhere', async () => {
  expect(await people.find(withNumber(number), 'CWS01')).toEqual([idOf(1), idOf(2)]);
  expect(await people.find(withNumber(number), 'CWS02')).toEqual([]);
  expect(await people.find(withNumber(number, false), 'CWS01')).toEqual([]);
  const { Items } = await store.client.send(new ScanCommand({ TableName: store.viewsTable }));
  expect(JSON.stringify(Items)).not.toContain(number);
});

test('a number that was corrected moves the referral to whose it is, and a rebuild puts right what was lost or stood there wrongly', async () => {
  const first = opened({ patient: withNumber('9876543210') });
  const corrected = { ...withNumber(number), meta: { versionId: '2', lastUpdated: first.referral.at } };
  const second = {
    ...{ before: first, events: [], changed: [corrected], action: 'correct-contact', actor: coordinator },
    referral: { ...first.referral, version: 2, patient: corrected },
  } as const;
  const one = idOf(6);
  await write(ledger, first, one);
  await project(one, 'following');
  expect(await people.find(withNumber('9876543210'), 'CWS01')).toContain(one);
  await write(ledger, second, one);
  await project(one, 'following');
  expect(await people.find(withNumber('9876543210'), 'CWS01')).not.toContain(one);
  expect(await people.find(corrected, 'CWS01')).toContain(one);

  const { Items = [] } = await store.client.send(new ScanCommand({ TableName: store.viewsTable }));
  const row = Items.find(({ pk, sk }) => pk?.S?.startsWith('P#') && sk?.S === one);
  if (!row?.pk || !row.sk) throw new Error('It stands nowhere');
  await store.client.send(new DeleteItemCommand({ TableName: store.viewsTable, Key: { pk: row.pk, sk: row.sk } }));
  const stale = (await people.find(withNumber('9876543210'), 'CWS01')).length;
  await people.keep({ ...first.referral, id: one });
  expect(await people.find(withNumber('9876543210'), 'CWS01')).toHaveLength(stale + 1);
  expect(await rebuild(at, one)).toContain(' it did not stand among what this person has');
  expect(await people.find(withNumber('9876543210'), 'CWS01')).toHaveLength(stale);
  expect(await people.find(corrected, 'CWS01')).toContain(one);
  expect(await rebuild(at, one)).toContain('is right');
});

test('what is disposed of takes along that it was of this person', async () => {
  const stores = {
    ledger: { client: store.client, table: store.ledgerTable },
    views: { client: store.client, table: store.viewsTable },
  };
  const leads = await leadsTo(stores, new Set([idOf(1)]));
  const keys = (leads.views.get(idOf(1)) ?? []).map((key) => unmarshall(key));
  expect(keys.filter(({ pk, sk }) => String(pk).startsWith('P#') && sk === idOf(1))).toHaveLength(1);
});

test('the page of one links to the other while that is open, and to nothing else', async () => {
  const loaded = await ledger.load(idOf(1));
  if (!loaded) throw new Error('It was written');
  const { referral } = loaded;
  const shownWith = async (found: readonly string[]): Promise<string> => {
    const desk = {
      ...{ publicUrl: 'https://hub.example', ledger, samePerson: async () => found },
      person: { organisation: { organisation: 'CWS01' } },
      request: { principal: { actor: coordinator } },
    };
    const part = await otherOpenOnes(
      desk,
      { referral, shown: shownToCoordinator(referral), actor: coordinator },
      String,
    );
    return part ? JSON.stringify(part) : '';
  };
  const other = (await ledger.load(idOf(2)))?.referral.reference ?? '';
  expect(await shownWith(await people.find(referral.patient, 'CWS01'))).toContain(other);
  expect(await shownWith(await people.find(referral.patient, 'CWS01'))).toContain('/say-known?about=t1');
  expect(await shownWith([idOf(1)])).toBe('');
  expect(await shownWith([idOf(5)])).toBe('');
});
