import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { aboutGroup, deskOfFile, noon, worried } from './desk.ts';

const { desk, store } = deskOfFile();

const raise = async (body: object = worried): Promise<string> =>
  (await desk().ask('POST', '/concerns', { as: 'L99901', body })).body.id;
const at = async (minutes: number, since = noon) => {
  desk().time.now = new Date(Date.parse(since) + minutes * 60_000).toISOString();
  return desk().sweep();
};

test('each reader is told once, in order, until somebody acknowledges', async () => {
  const id = await raise({ ...worried, level: 'unsafe' });
  await at(0);
  await at(1);
  await at(29);
  expect(desk().told).toEqual([`adults-desk ${id}`]);
  expect(await at(30)).toEqual({ stranded: 0, untold: 0 });
  expect(desk().told).toEqual([`adults-desk ${id}`, `designated-lead ${id}`]);
  const acknowledged = await desk().ask('POST', `/duty/concerns/${id}/acknowledge`, {
    as: 'safeguarding-lead',
    body: { name: 'Bo Lead' },
  });
  expect(acknowledged.body.acknowledged).toMatchObject({ name: 'Bo Lead', organisation: 'safeguarding-lead' });
  await at(240);
  expect(desk().told).toHaveLength(2);
});

test('when nobody acknowledges it is counted, minute by minute, and all of them are told again', async () => {
  const id = await raise({ ...worried, level: 'unsafe' });
  for (const minute of [0, 30]) expect((await at(minute)).stranded).toBe(0);
  expect((await at(60)).stranded).toBe(1);
  expect(desk().told.slice(2)).toEqual([`adults-desk ${id}`, `designated-lead ${id}`]);
  expect((await at(61)).stranded).toBe(1);
  await desk().ask('POST', `/duty/concerns/${id}/acknowledge`, { as: 'safeguarding-desk', body: { name: 'Ada Duty' } });
  expect((await at(62)).stranded).toBe(0);
});

test('raised in hours when nobody reads, it is told when somebody does, and counts as nobody’s fault until then', async () => {
  const evening = '2026-11-25T20:00:00.000Z';
  desk().time.now = evening;
  const answer = await desk().ask('POST', '/concerns', { as: 'L99901', body: worried });
  expect(answer.body).toMatchObject({ readNow: false, readFrom: '2026-11-26T08:00:00.000Z' });
  expect(answer.body.says).toContain('Nobody reads this before Thursday 26 November 2026 at 08:00');
  expect(await at(60, evening)).toEqual({ stranded: 0, untold: 0 });
  expect(desk().told).toEqual([]);
  await at(12 * 60, evening);
  expect(desk().told).toEqual([`adults-desk ${answer.body.id}`]);
});

test('a child’s goes to the children’s desk, after minutes of its own', async () => {
  const id = await raise({ ...worried, level: 'unsafe', who: 'child' });
  await at(0);
  await at(15);
  expect(desk().told).toEqual([`childrens-desk ${id}`, `designated-lead ${id}`]);
});

test('nobody of the organisation that it is about is told', async () => {
  const id = await raise(aboutGroup('safeguarding-desk'));
  await at(0);
  await at(60);
  await at(120);
  expect([...new Set(desk().told)]).toEqual([`designated-lead ${id}`]);
});

test('a reader who cannot be reached is passed over; when none can be, it is counted and tried again each minute', async () => {
  const id = await raise();
  desk().away.add('adults-desk').add('designated-lead');
  expect((await at(0)).untold).toBe(1);
  desk().away.delete('designated-lead');
  expect((await at(1)).untold).toBe(0);
  expect(desk().told).toEqual([`designated-lead ${id}`]);
});

test('worries that come soon after another go together, once, and the first is not delayed; somebody unsafe waits for nothing', async () => {
  const first = await raise();
  await at(0);
  const more = [await raise(), await raise({ ...worried, says: 'Something else' })];
  for (const minute of [1, 7, 14]) expect(await at(minute)).toEqual({ stranded: 0, untold: 0 });
  expect(desk().told).toEqual([`adults-desk ${first}`]);
  await at(15);
  expect(
    desk()
      .told.slice(1)
      .map((one) => one.split(' ').toSorted()),
  ).toEqual([['adults-desk', ...more].toSorted()]);
  const late = await raise({ ...worried, says: 'A third thing' });
  await at(17);
  expect(desk().told).toHaveLength(2);
  const unsafe = await raise({ ...worried, level: 'unsafe' });
  await at(18);
  // Whoever is told anyway is told of all.
  expect(desk().told.at(-1)?.split(' ').toSorted()).toEqual(['adults-desk', late, unsafe].toSorted());
  expect((await desk().store.open()).map(({ told }) => told.length)).toEqual([1, 1, 1, 1, 1]);
});

test('a worry that comes soon after another, just before the desk closes, does not wait for the next day that it reads', async () => {
  // A Friday: the desk reads until six.
  const closing = '2026-11-27T17:50:00.000Z';
  desk().time.now = closing;
  const first = await raise();
  await at(0, closing);
  const second = await raise({ ...worried, says: 'Something else' });
  await at(1, closing);
  expect(desk().told).toEqual([`adults-desk ${first}`, `adults-desk ${second}`]);
});

test('an e-mail that came back tells the next reader at once, and rings; of what all were told it only rings', async () => {
  const back = (reader: string, more: object = { eventType: 'Bounce', bounce: { bounceType: 'Permanent' } }) => ({
    ...{ source: 'aws.ses', 'detail-type': 'Email Bounced' },
    detail: { ...more, mail: { tags: { reader: [reader] } } },
  });
  const id = await raise();
  await at(0);
  expect(await desk().hear(back('adults-desk', { eventType: 'Bounce', bounce: {} }))).toEqual({
    batchItemFailures: [],
  });
  await at(1);
  expect([desk().told, desk().faults]).toEqual([[`adults-desk ${id}`], []]);
  await desk().hear(back('adults-desk'));
  await at(2);
  expect([desk().told.slice(1), desk().faults.splice(0)]).toEqual([[`designated-lead ${id}`], ['unread']]);
  await desk().hear(back('designated-lead'));
  expect((await at(3)).stranded).toBe(1);
  expect(desk().told).toHaveLength(4);
  await desk().hear(back('designated-lead'));
  await at(4);
  expect(desk().told).toHaveLength(4);
  expect(desk().faults.splice(0)).toEqual(['unread', 'unread']);
});

test('an item that cannot be read rings, and keeps no other concern from being told', async () => {
  const Item = { pk: { S: 'OPEN' }, sk: { S: 'broken' } };
  await store().client.send(new PutItemCommand({ TableName: store().concernsTable, Item }));
  const id = await raise();
  await at(0);
  expect(desk().told).toEqual([`adults-desk ${id}`]);
  expect(desk().faults.splice(0)).toEqual(['unreadable']);
});

test('two sweeps at once tell nobody wrongly, and an acknowledgement in between stands', async () => {
  const id = await raise();
  await Promise.all([desk().sweep(), desk().sweep()]);
  const [open] = await desk().store.open();
  expect(open?.told).toHaveLength(1);
  if (!open) throw new Error('It is open');
  await desk().ask('POST', `/duty/concerns/${id}/acknowledge`, { as: 'safeguarding-desk', body: { name: 'Ada Duty' } });
  expect(await desk().store.change(open, { ...open, due: noon })).toBe(false);
  expect((await desk().store.open())[0]?.acknowledged?.name).toBe('Ada Duty');
});
