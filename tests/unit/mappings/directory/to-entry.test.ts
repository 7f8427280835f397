import { expect, test } from 'vitest';
import { type Disputable, type Saying, whatHolds } from '../../../../functions/domain/directory/who-wins.ts';
import { readItem } from '../../../../mappings/directory/item.ts';
import { toEntry } from '../../../../mappings/directory/to-entry.ts';
import { withSayings } from '../../../../mappings/directory/with-sayings.ts';

const read = (more: object) => {
  const item = readItem({ id: 's1', name: 'A walk', status: 'active', description: 'Slowly.', ...more });
  return item.kind === 'service' ? item.service : expect.fail(JSON.stringify(item.faults));
};
const say = (by: Saying['by'], says: Readonly<Partial<Record<Disputable, string>>>): Saying => ({
  ...{ by, who: 'somebody', at: '2026-11-23T10:00:00.000Z', says },
});
const entryOf = (more: object, ...sayings: readonly Saying[]) => {
  const said = whatHolds(sayings);
  const at = { key: 'd.s1', feed: 'council', changed: '', today: '2026-11-23', keyOf: (id: string) => id, said };
  return toEntry(withSayings(read(more), said), at);
};
const held = (more: object, ...sayings: readonly Saying[]) => withSayings(read(more), whatHolds(sayings));

test('to say which group runs it, what follows it or for what it is listed is no check of it; to say what it is like is one', () => {
  const old = { assured_date: '2020-01-01' };
  expect(entryOf(old, say('council', { partner: 'walking-group', successor: 'd.s2', needs: 'walking' }))).toMatchObject(
    {
      ...{ checked: '2020-01-01', partner: 'walking-group' },
    },
  );
  expect(entryOf({}, say('council', { partner: 'walking-group' })).checked).toBeUndefined();
  expect(entryOf(old, say('group', { days: 'TU' })).checked).toBe('2026-11-23');
  expect(entryOf(old, say('council', { status: 'active' })).checked).toBe('2026-11-23');
});

test('what is said as nothing is nothing: nobody runs it, no telephone, no age', () => {
  const listed = { phones: [{ number: '01632 960001' }], minimum_age: 50, email: 'hello@walks.example' };
  const entry = entryOf(listed, say('council', { partner: '', successor: '' }), say('group', { minimum_age: '' }));
  expect([entry.partner, entry.successor, entry.ages]).toEqual([undefined, undefined, {}]);
  const service = held(listed, say('group', { phone: '', email: '', minimum_age: '' }));
  expect([service.phones, service.email, service.minimum_age]).toEqual([undefined, undefined, undefined]);
});

test.each([
  ['Please phone before you come', []],
  ['Ring or phone 01632 960001', []],
  ['Book online. A map is online at the web page, for more information', []],
  ['By telephone', ['telephone']],
  ['Phone or video. Book online', ['telephone', 'video']],
  ['Home visits', ['home-visit']],
])('how one asks is not how one meets: "%s"', (notes, ways) => {
  expect(entryOf({ schedules: [{ byday: 'TU', notes }] }).ways).toEqual(ways);
});

test.each([
  ['TU,1TH,-1FR', ['TU', 'TH', 'FR']],
  ['Monday and Thursdays', ['MO', 'TH']],
  ['Every weekday', []],
  ['Weekly on Tue', ['TU']],
  ['mo we', ['MO', 'WE']],
])('days are read as codes and as words: "%s"', (byday, days) => {
  expect(entryOf({ schedules: [{ byday }] }).days).toEqual(days);
});

test('what anybody is shown has the days and the access that were said: times of those days stay, other days go', () => {
  const listed = {
    schedules: [
      { byday: 'TU', opens_at: '10:00' },
      { byday: 'FR', opens_at: '14:00' },
    ],
    service_at_locations: [
      {
        location: { id: 'l', accessibility: [{ description: 'Wheelchair access' }] },
        schedules: [{ byday: 'FR', opens_at: '15:00' }],
      },
    ],
  };
  const service = held(listed, say('group', { days: 'TU, TH', access: 'hearing-loop' }));
  expect(service.schedules).toEqual([
    { byday: 'TU', opens_at: '10:00' },
    { freq: 'WEEKLY', byday: 'TH' },
  ]);
  expect(service.service_at_locations).toEqual([
    { location: { id: 'l', accessibility: [{ description: 'Hearing loop' }] } },
  ]);
  expect(readItem(service)).toEqual({ kind: 'service', service, warnings: [] });
});
