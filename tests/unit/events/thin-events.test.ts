import { expect, test } from 'vitest';
import { thinEvent } from '../../../contracts/events/thin-event.ts';
import { thinEventsOf } from '../../../functions/events/thin-events.ts';
import { ledgerOf } from '../views/ledger-of.ts';
import { booked, coordinator, day, ended, id, met, next, versionsOf } from '../views/made-referral.ts';

const story = ended(met(booked(), 'attended'));
const eventsOf = async (version: number) => {
  const ledger = ledgerOf(story);
  const loaded = await ledger.load(id, version);
  if (!loaded) throw new Error('No such version');
  return thinEventsOf(loaded);
};

test('every event of a whole story has the form that the contract gives', async () => {
  const all = (await Promise.all(versionsOf(story).map((v) => eventsOf(v.referral.version)))).flat();
  expect(all.length).toBeGreaterThan(10);
  for (const event of all) expect(thinEvent.parse(event)).toEqual(event);
});

test('no event holds anything about the person or what anybody wrote', async () => {
  const all = (await Promise.all(versionsOf(story).map((v) => eventsOf(v.referral.version)))).flat();
  expect(JSON.stringify(all)).not.toMatch(/Brien|9000000009|01452|Patient\/|Tuesdays|Free text|Link worker/);
});

test('events of one version are numbered, and the same each time they are made', async () => {
  const events = await eventsOf(6);
  expect(events.map((e) => e.id)).toEqual(events.map((_, n) => `${id}/6/${n}`));
  expect(await eventsOf(6)).toEqual(events);
});

test('an event names those who may read its Task, and nobody else', async () => {
  const [requested] = await eventsOf(1);
  const onward = (await eventsOf(5)).find((e) => e.type === 'uk.handover.onward-requested.v1');
  expect(requested?.data.organisations).toEqual(['L99901', 'CWS01']);
  expect(onward?.data.organisations).toEqual(['CWS01', 'walking-group']);
});

test('a request to stop is told with its own Task', async () => {
  const stopped = next(
    booked(),
    coordinator,
    { kind: 'update-task', task: `${id}.t2`, to: 'cancelled', reason: { text: 'Stop' } },
    day(4),
  );
  const loaded = await ledgerOf(stopped).load(id);
  if (!loaded) throw new Error('No such version');
  const [event] = thinEventsOf(loaded);
  expect(event).toMatchObject({ type: 'uk.handover.task-cancelled.v1', subject: `Task/${id}.t2` });
});
