import { DeleteItemCommand, PutItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { dueReferrals } from '../../functions/views/due-rows.ts';
import { projectReferral } from '../../functions/views/project-referral.ts';
import { worklist } from '../../functions/views/worklist.ts';
import {
  booked,
  conversation,
  coordinator,
  day,
  ended,
  id,
  type Made,
  met,
  next,
  opened,
  versionsOf,
} from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { jo } from './group-links.ts';
import { behindLines, emptied, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());

const endpoints = register({
  L99901: { endpoint: { url: 'https://gp.example/FHIR' } },
  CWS01: { endpoint: { url: 'https://cws.example/FHIR' } },
});
const hub = () => hubOn(store, endpoints);
const referral = id;

beforeEach(() => emptied(store));

const items = async (): Promise<Record<string, unknown>[]> => {
  const { Items = [] } = await store.client.send(new ScanCommand({ TableName: store.viewsTable }));
  return Items.map((i) => unmarshall(i))
    .filter(({ pk }) => !String(pk).startsWith('N#'))
    .sort((a, b) => `${a.pk}${a.sk}`.localeCompare(`${b.pk}${b.sk}`));
};
/** Without what counts writes: a row that was put right was written once more. */
const said = async () => (await items()).map(({ turn: _, version: __, ...rest }) => rest);

const key = (sk: string) => marshall({ pk: `R#${referral}`, sk });
const set = (sk: string, name: string, value: unknown) =>
  store.client.send(
    new UpdateItemCommand({
      TableName: store.viewsTable,
      Key: key(sk),
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: marshall({ ':value': value }),
    }),
  );

test('a referral has a row for each organisation, for each message, and for its short reference', async () => {
  const { ledger, project, references } = hub();
  await write(ledger, booked());
  await project(referral);
  expect((await items()).map((i) => i.sk)).toEqual([
    ...['CWS01', 'CWS01#P#0000003', 'L99901', 'L99901#M#0000002', 'walking-group', referral],
  ]);
  expect(await references.find(booked().referral.reference)).toEqual([referral]);
});

test('rows that are right are not written again, and a change writes only the rows that it changes', async () => {
  const { ledger, project } = hub();
  await write(ledger, booked());
  expect((await project(referral))?.written).toBe(5);
  expect((await project(referral))?.written).toBe(0);
  await write(ledger, next(booked(), coordinator, conversation('t2'), day(4)));
  // The coordinator's: who spoke to the person about the group has told them when it is.
  expect((await project(referral))?.written).toBe(1);
  await write(ledger, met(next(booked(), coordinator, conversation('t2'), day(4)), 'attended'));
  // The meeting and the message of it: the coordinator's row, the group's, the practice's, which has news to fetch, a new row
  // for the message, and that of what the person need not be told any more.
  expect((await project(referral))?.written).toBe(5);
});

test('projecting every version in turn and projecting the last one alone give the same rows', async () => {
  const { ledger, project } = hub();
  const story = ended(met(booked(), 'attended'));
  for (const version of versionsOf(story)) {
    await write(ledger, version);
    await project(referral);
  }
  const stepwise = await said();
  await emptied(store, [store.viewsTable]);
  await project(referral);
  expect(await said()).toEqual(stepwise);
});

test('a row that was corrupted, deleted or back-dated comes back', async () => {
  const { ledger, project } = hub();
  await write(ledger, booked());
  await project(referral);
  const right = await said();
  const early = (await items()).find((i) => i.sk === 'CWS01');

  await set('CWS01', 'tasks', 'nonsense');
  await set('CWS01', 'wanted', 99);
  await set('L99901', 'list', 'L99999');
  await set('L99901#M#0000002', 'due', 'never');
  await set('walking-group', 'turn', 'many');
  await set('walking-group', 'version', 99);
  await project(referral);
  expect(await said()).toEqual(right);

  await store.client.send(new DeleteItemCommand({ TableName: store.viewsTable, Key: key('L99901') }));
  await store.client.send(
    new DeleteItemCommand({
      TableName: store.viewsTable,
      Key: marshall({ pk: `REF#${booked().referral.reference}`, sk: referral }),
    }),
  );
  await project(referral);
  expect(await said()).toEqual(right);

  const later = met(booked(), 'attended');
  await write(ledger, later);
  await project(referral);
  const newest = await said();
  await store.client.send(new PutItemCommand({ TableName: store.viewsTable, Item: marshall(early) }));
  await project(referral);
  expect(await said()).toEqual(newest);
});

test('a row of nobody goes, unless it says that something was sent', async () => {
  const { ledger, project } = hub();
  await write(ledger, opened());
  await project(referral);
  await set('GHOST1', 'list', 'GHOST1');
  await set('GHOST2', 'lastTried', day(1));
  await project(referral);
  const left = (await items()).map((i) => i.sk);
  expect(left).not.toContain('GHOST1');
  expect(left).toContain('GHOST2');
});

test('what happened is never reset', async () => {
  const { ledger, project } = hub();
  await write(ledger, booked());
  await project(referral);
  const happened = { told: 7, ended: 3, attempts: 4, next: day(5), lease: day(4), outcome: 'later', lastTried: day(3) };
  for (const [name, value] of Object.entries(happened)) await set('CWS01', name, value);
  await set('CWS01', 'tasks', 'nonsense');
  await write(ledger, ended(met(booked(), 'attended')));
  await project(referral);
  expect((await items()).find((i) => i.sk === 'CWS01')).toMatchObject({ ...happened, wanted: 10, due: day(5) });
});

test('an older projection does not write over a newer one, and a delivery in between is not lost', async () => {
  const { ledger, rows, references, links } = hub();
  await write(ledger, booked());
  await hub().project(referral);
  const later = met(booked(), 'attended');
  let once = true;
  const slow = projectReferral({
    ...{ rows, references, links, participants: endpoints, area: thisArea },
    ledger: {
      ...ledger,
      load: async (...asked) => {
        const loaded = await ledger.load(...asked);
        if (once) {
          once = false;
          await write(ledger, later);
          await hub().project(referral);
          const [row] = (await rows.read(referral)).filter((r) => r.sk === 'CWS01');
          if (row) await rows.write({ referral, sk: 'CWS01', from: row, set: { told: 8 } });
        }
        return loaded;
      },
    },
  });
  // The first look of the slow one is at version 7; rows at version 8 make it look again.
  await set('CWS01', 'tasks', 'nonsense');
  await slow(referral);
  const row = (await items()).find((i) => i.sk === 'CWS01');
  expect(row).toMatchObject({ version: 8, wanted: 8, told: 8 });
  expect(row?.tasks).toHaveLength(2);
});

test('links of an organiser are looked at when something of theirs changes, and by a rebuild, not with every version', async () => {
  const { ledger, rows, references, links } = hub();
  const kept: string[] = [];
  const project = projectReferral({
    ...{ ledger, rows, references, area: thisArea, participants: register({ 'walking-group': { organiser: jo } }) },
    links: {
      keep: async (link, member) => {
        kept.push(member.kind);
        await links.keep(link, member);
      },
    },
  });
  const lookedAt = async (made: Made, how: 'following' | 'whole' = 'following') => {
    kept.length = 0;
    await write(ledger, made);
    await project(referral, how);
    return kept.toSorted();
  };
  const named = booked();
  expect(await lookedAt(named)).toEqual(['ask', 'session']);
  const spoken = next(named, coordinator, conversation('t2'), day(4));
  expect(await lookedAt(spoken)).toEqual([]);
  const came = met(spoken, 'attended');
  expect(await lookedAt(came)).toEqual(['session']);
  expect(await lookedAt(next(came, coordinator, conversation(), day(9)))).toEqual([]);
  expect(await lookedAt(came, 'whole')).toEqual(['ask', 'session']);
});

test('many projections at once end in the same rows', async () => {
  const { ledger, project } = hub();
  await write(ledger, booked());
  await Promise.all(Array.from({ length: 8 }, () => project(referral)));
  const together = await said();
  await project(referral);
  expect(await said()).toEqual(together);
});

test('the worklist gives what is open in order of its making, and ended ones apart by their last change', async () => {
  const { ledger, project, views } = hub();
  const ask = worklist(views);
  await write(ledger, booked());
  await project(referral);
  const open = await ask({ organisation: 'CWS01', ended: false, limit: 50 });
  expect(open.rows.map((r) => r.tasks?.map((t) => t.status))).toEqual([['in-progress', 'accepted']]);
  await write(ledger, ended(met(booked(), 'attended')));
  await project(referral);
  expect((await ask({ organisation: 'CWS01', ended: false, limit: 50 })).rows).toEqual([]);
  expect((await ask({ organisation: 'CWS01', ended: true, from: day(9), limit: 50 })).rows).toHaveLength(1);
  expect((await ask({ organisation: 'CWS01', ended: true, from: day(11), limit: 50 })).rows).toHaveLength(0);
});

test('a deadline is found when it is due and not before', async () => {
  const made = hub();
  const { ledger, project, views } = made;
  await write(ledger, opened());
  await project(referral);
  const due = dueReferrals(views, behindLines(made));
  // Two working days to answer the request, at 17:00.
  expect(await due('2026-11-04T16:59:59.999Z')).toEqual([]);
  expect(await due('2026-11-04T17:00:00.000Z')).toEqual([referral]);
  const [row] = (await hub().rows.read(referral)).filter((r) => r.sk === 'CWS01');
  expect(row?.owed).toBe('2026-11-04T17:00:00.000Z');
});
