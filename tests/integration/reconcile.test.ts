import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import type { ThinEvent } from '../../contracts/events/thin-event.ts';
import { thinEvent } from '../../contracts/events/thin-event.ts';
import { projectAgain, type Unprojected } from '../../functions/events/project-records.ts';
import { type Found, reconcile } from '../../functions/events/reconcile.ts';
import { bornIn } from '../../functions/ledger/born.ts';
import { openIn } from '../../functions/views/due-rows.ts';
import { endedLately } from '../../functions/views/ended-lately.ts';
import { compareReferral } from '../../functions/views/project-referral.ts';
import { rebuild } from '../../infra/operator/rebuild.ts';
import { republish } from '../../infra/operator/republish.ts';
import { booked, day, ended, id, met, opened } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { ok, startRecipient } from './recipient.ts';
import { wayOut } from './way-out.ts';
import { emptied, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());
beforeEach(() => emptied(store));

const endpoints = register({ CWS01: { endpoint: { url: 'https://cws.example/FHIR' } } });

/** Reconciling at an instant, and what becomes of what it finds. */
const keeper = (at: string, open?: readonly string[]) => {
  const hub = hubOn(store, endpoints);
  const [published, put]: [ThinEvent[], Unprojected[]] = [[], []];
  const [asked, found]: [string[], Found[]] = [[], []];
  const publish = async (events: readonly ThinEvent[]) => {
    published.push(...events);
    return [];
  };
  const run = reconcile({
    born: bornIn({ client: store.client, table: store.ledgerTable }),
    open: async () => open ?? openIn(hub.views, 'CWS01')(),
    ended: endedLately(hub.views, 'CWS01'),
    compare: compareReferral({ ...hub, participants: endpoints, area: thisArea }),
    behind: async (what) => {
      put.push(what);
    },
    again: async (referral) => {
      asked.push(referral);
    },
    clock: () => at,
    report: (one) => found.push(one),
    failed: (error) => {
      throw error;
    },
  });
  return {
    ...{ ...hub, published, put, asked, found, publish },
    run,
    /** What the queue of the unprojected does with it. */
    repair: async () => {
      const nothing = { witness: async () => undefined, unprojected: async () => undefined };
      const project = (referral: string) => hub.project(referral);
      const ports = { ...hub, ...nothing, publish, report: () => undefined, project };
      for (const what of put.splice(0)) await projectAgain(ports, what);
    },
  };
};

const hoursAfter = (instant: string, n: number): string => new Date(Date.parse(instant) + n * 3_600_000).toISOString();

describe('reconciling', () => {
  test('finds a referral that was never projected within the hour, and all of it comes right', async () => {
    const { run, repair, put, found, ledger, rows, published } = keeper(hoursAfter(day(0), 1));
    await write(ledger, opened());
    expect(await run()).toBe(1);
    expect(found).toEqual([{ referral: id, fault: 'behind' }]);
    expect(put).toEqual([{ referral: id, versions: [1] }]);
    await repair();
    expect((await rows.read(id)).map((r) => r.sk)).toEqual(['CWS01', 'L99901']);
    expect(published.map((e) => e.id)).toEqual([`${id}/1/0`, `${id}/1/1`].slice(0, published.length));
  });

  test('finds an open referral of long ago whose last changes were not projected, and tells exactly those', async () => {
    let at = day(30);
    const first = keeper(at);
    await write(first.ledger, booked());
    await first.project(id);
    await write(first.ledger, met(booked(), 'attended'));
    // Each hour another part of what is open: within a day everything that is open has been looked at.
    const versions: number[][] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      const { run, put, repair } = keeper(at);
      await run();
      versions.push(...put.map((what) => [...what.versions]));
      await repair();
      at = hoursAfter(at, 1);
    }
    expect(versions).toEqual([[8]]);
    expect((await first.rows.read(id)).find((r) => r.sk === 'CWS01')).toMatchObject({ version: 8, wanted: 8 });
  });

  test('finds what changed of one that had ended, though nothing is owed in it any more', async () => {
    let at = hoursAfter(day(10), 30 * 24 - 12);
    const first = keeper(at);
    const closed = ended(met(booked(), 'attended'));
    await write(first.ledger, booked());
    await first.project(id);
    // The rows are those of its end, without a deadline; what came after it was missed.
    await write(first.ledger, closed);
    await first.project(id);
    const row = (await first.rows.read(id)).find((r) => r.sk === 'CWS01');
    await first.rows.write({ referral: id, sk: 'CWS01', from: row, set: { told: 10, tasks: 'nonsense' } });
    const versions: number[][] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      const { run, put, repair } = keeper(at, []);
      await run();
      versions.push(...put.map((what) => [...what.versions]));
      await repair();
      at = hoursAfter(at, 1);
    }
    expect(versions).toHaveLength(1);
    expect((await first.rows.read(id)).find((r) => r.sk === 'CWS01')?.tasks).toHaveLength(2);
  });

  test('looks at what is new in three runs, whichever day they are on, and then once a day', async () => {
    const made = opened();
    await write(keeper(day(0)).ledger, { ...made, referral: { ...made.referral, at: day(0, 23) } });
    const found: number[] = [];
    for (let hour = 0; hour < 72; hour += 1)
      if ((await keeper(hoursAfter(day(0, 23), hour + 0.5), []).run()) === 1) found.push(hour);
    // The next day's own look falls together with the third run.
    expect(found).toEqual([0, 1, 2, 27, 52]);
  });

  test('once a day finds one that was made a fortnight ago and stands in no row', async () => {
    await write(keeper(day(0)).ledger, opened());
    const found: number[] = [];
    for (let hour = 0; hour < 24; hour += 1) found.push(await keeper(hoursAfter(day(0), 13 * 24 + hour), []).run());
    expect(found.toSorted()).toEqual([...Array.from({ length: 23 }, () => 0), 1]);
  });

  test('looks also at what lies where no sweep looks, behind a recipient of whom no trouble is known', async () => {
    const { ledger, project, rows, views } = keeper(day(30));
    await write(ledger, opened());
    await project(id);
    const from = (await rows.read(id)).find((r) => r.sk === 'CWS01');
    const waits = { next: day(1), attempts: 2, due: day(1), dueShard: 'W#CWS01' };
    await rows.write({ referral: id, sk: 'CWS01', from, set: waits });
    expect(await openIn(views, 'CWS01')()).toEqual([id]);
  });

  test('says nothing of what is right, nor of what is only on its way', async () => {
    const right = keeper(hoursAfter(day(0), 1));
    await write(right.ledger, opened());
    await right.project(id);
    const row = (await right.rows.read(id)).find((r) => r.sk === 'CWS01');
    if (row) await right.rows.write({ referral: id, sk: 'CWS01', from: row, set: { told: 1 } });
    await right.project(id);
    expect(await right.run()).toBe(0);
    await emptied(store);
    const young = keeper('2026-11-02T09:01:00.000Z');
    await write(young.ledger, opened());
    expect(await young.run()).toBe(0);
  });

  test('finds a message that nobody sends any more, wherever its row stands', async () => {
    const { ledger, project, rows } = keeper(day(30));
    await write(ledger, opened());
    await project(id);
    // Lost with the list of lines: the sweep would not find it.
    const from = (await rows.read(id)).find((r) => r.sk === 'CWS01');
    const lost = { next: hoursAfter(day(0), 1), attempts: 2, due: hoursAfter(day(0), 1), dueShard: 'W#CWS01' };
    await rows.write({ referral: id, sk: 'CWS01', from, set: lost });
    const asked: string[] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      const later = keeper(hoursAfter(day(30), hour));
      await later.run();
      asked.push(...later.asked);
    }
    expect(asked).toEqual([id]);
  });
});

describe('an operator', () => {
  test('rebuilds: what was wrong is named without what it said, and what happened stays', async () => {
    const { ledger, project, rows, references, links } = keeper(day(20));
    const looked: string[] = [];
    const again = async (referral: string): Promise<void> => {
      looked.push(referral);
    };
    const at = { ledger, rows, references, links, participants: endpoints, area: thisArea, again };
    await write(ledger, booked());
    await project(id);
    expect(await rebuild(at, id)).toMatch(/^HO-\S+ \S+ is right: 5 rows, none written\.$/);
    const standing = (await rows.read(id)).find((r) => r.sk === 'CWS01');
    const nonsense = { told: 6, tasks: 'nonsense', list: 'L99999' };
    await rows.write({ referral: id, sk: 'CWS01', from: standing, set: nonsense });
    await store.client.send(
      new DeleteItemCommand({ TableName: store.viewsTable, Key: marshall({ pk: `R#${id}`, sk: 'L99901' }) }),
    );
    await store.client.send(
      new PutItemCommand({ TableName: store.viewsTable, Item: marshall({ pk: `R#${id}`, sk: 'GHOST' }) }),
    );
    const said = await rebuild(at, id);
    expect(said.split('\n').slice(1).sort()).toEqual([
      ' CWS01: tasks, list',
      " GHOST: is nobody's row, and is gone",
      ' L99901: was missing',
    ]);
    expect((await rows.read(id)).find((r) => r.sk === 'CWS01')).toMatchObject({ told: 6, list: 'CWS01' });
    expect(looked).toEqual([id]);
    const Key = marshall({ pk: `REF#${booked().referral.reference}`, sk: id });
    await store.client.send(new DeleteItemCommand({ TableName: store.viewsTable, Key }));
    expect(await rebuild(at, id)).toMatch(/ was put right:\n the short reference did not lead here$/);
    expect(await rebuild(at, id)).toContain('is right');
  });

  test('publishes events again: the same ids, marked as a replay, in the form of the contract', async () => {
    const { ledger, publish, published, project, run, repair } = keeper(hoursAfter(day(0), 1));
    await write(ledger, opened());
    await run();
    await repair();
    const before = published.splice(0);
    await project(id);
    expect(await republish({ ledger, publish }, id)).toMatch(
      /^HO-\S+ \S+: \d+ events of 1 versions published again\.$/,
    );
    expect(published.map(({ replay: _, ...event }) => event)).toEqual(before);
    for (const event of published) expect(thinEvent.parse(event).replay).toBe(true);
  });

  test('delivers nothing twice by that: each event wakes delivery, which finds all of it told', async () => {
    const [gp, cws] = [await startRecipient(ok), await startRecipient(ok)];
    const hub = wayOut(store, { practice: gp, service: cws, recipients: [gp, cws] });
    await hub.told(booked());
    await hub.deliver();
    const before = [gp.received.length, cws.received.length];
    expect(before).toEqual([1, 1]);
    let woken = 0;
    const publish = async (events: readonly ThinEvent[]) => {
      woken += events.length;
      for (const { data } of events) await hub.deliver(data.referral);
      return [];
    };
    await republish({ ledger: hub.ledger, publish }, id);
    expect(woken).toBeGreaterThan(5);
    expect([gp.received.length, cws.received.length]).toEqual(before);
    await Promise.all([gp.stop(), cws.stop()]);
  });
});
