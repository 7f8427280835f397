import { afterAll, beforeEach, expect, test } from 'vitest';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';
import { council, directoryOn, json } from './councils.ts';

/** Forms in which councils answer, beside that of the standard. */
const stores: TestDynamodb[] = [];
let directory: ReturnType<typeof directoryOn>;
beforeEach(async () => {
  const store = await startDynamodb();
  stores.push(store);
  directory = directoryOn(store);
});
afterAll(() => Promise.all(stores.map(({ stop }) => stop())));

test('lists that leave out what matters are completed service by service, as version 1 has them', async () => {
  const { url } = await council((at, response) => {
    const id = /services\/(.+)$/.exec(at.pathname)?.[1];
    const least = { id: id ?? 's1', name: 'Yoga', status: 'active', description: '<b>Sit</b>' };
    if (id) return json(response, { ...least, service_taxonomys: [{ taxonomy: { id: 't1', name: 'Yoga' } }] });
    return json(response, { content: [least], totalPages: 1, last: true });
  });
  await directory.register('council', url);
  await directory.call();
  expect((await directory.catalogue()).entries).toMatchObject([{ service: 's1', needs: ['yoga'], terms: ['t1'] }]);
});

test('an id that is a number is asked for all the same, and a mark at the beginning of an answer is no fault', async () => {
  const { url } = await council((at, response) => {
    const least = { id: 4711, name: 'Yoga', status: 'active', description: 'Sit' };
    const whole = { ...least, id: '4711', schedules: [{ byday: 'TU' }] };
    json(
      response,
      `\ufeff${JSON.stringify(/services\/4711$/.test(at.pathname) ? whole : { contents: [least], last_page: true })}`,
    );
  });
  await directory.register('council', url);
  await directory.call();
  expect((await directory.catalogue()).entries).toMatchObject([{ service: '4711', days: ['TU'] }]);
});
