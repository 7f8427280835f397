import type { DynamoDBRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import type { ThinEvent } from '../../../contracts/events/thin-event.ts';
import {
  type Done,
  projectRecords,
  type Unprojected,
  type Witnessed,
} from '../../../functions/events/project-records.ts';
import { ledgerOf } from '../views/ledger-of.ts';
import { booked, id } from '../views/made-referral.ts';

const made = booked();

const record = (pk: string, sk: string, eventName: DynamoDBRecord['eventName'] = 'INSERT'): DynamoDBRecord => ({
  eventName,
  dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: `${pk}/${sk}` },
});
const version = (n: number) => record(`R#${id}`, `V#${String(n).padStart(7, '0')}`);

const ledger = ledgerOf(made);

const machine = (faults: { project?: boolean; refuse?: boolean; keep?: boolean; witness?: boolean } = {}) => {
  const seen: Witnessed[][] = [];
  const story: string[] = [];
  const published: ThinEvent[] = [];
  const kept: Unprojected[] = [];
  const done: Done[] = [];
  const follow = projectRecords({
    ledger,
    project: async () => {
      story.push('rows');
      if (faults.project) throw new Error('No rows today');
      const newest = await ledger.load(id);
      if (!newest) throw new Error('No ledger');
      return { ...newest, written: 1 };
    },
    publish: async (events) => {
      story.push('events');
      published.push(...events);
      return faults.refuse ? events : [];
    },
    witness: async (all) => {
      if (faults.witness) throw new Error('No trail today');
      seen.push([...all]);
    },
    unprojected: async (what) => {
      if (faults.keep) throw new Error('No queue today');
      kept.push(what);
    },
    report: (d) => done.push(d),
  });
  return { follow, story, published, kept, done, seen };
};

test('versions of one referral are projected once, then their events go out in order', async () => {
  const { follow, story, published, done } = machine();
  expect(await follow([version(5), version(6), version(7)])).toEqual({ batchItemFailures: [] });
  // Each is reported with the correlation id of the request that wrote it.
  expect(done.map((d) => [d.version, d.correlation])).toEqual([5, 6, 7].map((n) => [n, 'a-correlation']));
  expect(story).toEqual(['rows', 'events']);
  expect([...new Set(published.map((e) => e.data.version))]).toEqual([5, 6, 7]);
});

test('an event carries the Task as it was in its version', async () => {
  const { follow, published } = machine();
  await follow([version(5), version(6)]);
  expect(published.filter((e) => e.subject.endsWith('.t2')).map((e) => e.data.task.status)).toEqual([
    'requested',
    'accepted',
  ]);
});

test('guards, messages, participants and what is removed are no news', async () => {
  const { follow, story } = machine();
  await follow([
    record('G#abc', 'G'),
    record(`R#${id}`, 'M#abc'),
    record('O#L99901', 'V#0000001'),
    { ...version(3), eventName: 'REMOVE' },
  ]);
  expect(story).toEqual([]);
});

test('a version whose body is disposed of is projected, and told to nobody again', async () => {
  const { follow, story, published } = machine();
  await follow([{ ...version(3), eventName: 'MODIFY' }]);
  expect([story, published]).toEqual([['rows', 'events'].slice(0, 1), []]);
});

test('what cannot be projected is kept, and the stream goes on', async () => {
  const { follow, kept, done } = machine({ project: true });
  expect(await follow([version(7)])).toEqual({ batchItemFailures: [] });
  expect(kept).toEqual([{ referral: id, versions: [7] }]);
  expect(done[0]?.error).toBeInstanceOf(Error);
});

test('events that the bus refused are kept too', async () => {
  const { follow, kept } = machine({ refuse: true });
  await follow([version(7)]);
  expect(kept).toEqual([{ referral: id, versions: [7] }]);
});

test('only what cannot even be kept stops the stream, at the first of its records', async () => {
  const { follow } = machine({ project: true, keep: true });
  expect(await follow([version(6), version(7)])).toEqual({
    batchItemFailures: [{ itemIdentifier: `R#${id}/V#0000006` }],
  });
});

test('what one batch told of is witnessed together; where that fails, all of it is kept to be told again', async () => {
  const well = machine();
  await well.follow([version(6), version(7)]);
  expect(well.seen.map((all) => all.map((one) => one.version))).toEqual([[6, 7]]);
  const ill = machine({ witness: true });
  await ill.follow([version(6), version(7)]);
  expect([ill.kept, ill.done.length]).toEqual([[{ referral: id, versions: [6, 7] }], 1]);
});
