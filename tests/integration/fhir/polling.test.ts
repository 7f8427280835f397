import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { relations } from '../../../contracts/systems.ts';
import { askOnward, idsOf, linkIn, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  await world.empty();
  world.setTime(undefined);
});
afterAll(() => world?.stop());

const get = async (path: string, as = 'CWS01') => {
  const answer = await world.ask('GET', path, { as });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

interface Entry {
  readonly resource: { readonly id: string; readonly meta: { readonly versionId: string } };
  readonly search: { readonly mode: string };
}
const matchesIn = ({ entry }: { entry: Entry[] }) =>
  entry
    .filter((e) => e.search.mode === 'match')
    .map(({ resource }) => ({ id: resource.id, version: resource.meta.versionId }));

/** Every page from here on, and where to poll from next. */
const walk = async (path: string, as = 'CWS01', between: () => Promise<void> = async () => undefined) => {
  const found: { id: string; version: string }[] = [];
  let poll = '';
  let next: string | undefined = path;
  for (let pages = 0; next !== undefined; pages += 1) {
    expect(pages).toBeLessThan(60);
    const page: Awaited<ReturnType<typeof get>> = await get(next, as);
    found.push(...matchesIn(page));
    poll = linkIn(page, relations.nextPoll) ?? '';
    next = linkIn(page, 'next');
    if (next !== undefined) await between();
  }
  return { found, ids: found.map(({ id }) => id), poll };
};

const start = Date.parse('2027-01-04T09:00:00.000Z');
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

describe('a poller over a projection that is late', () => {
  test.each([
    [30, 5],
    [30, 45],
    [30, 90],
    [400, 5],
    [400, 90],
  ])('by %i s misses nothing when it asks every %i seconds', async (late, every) => {
    const changes: { at: number; referral: string }[] = [];
    const written = new Map<string, string>();
    const seen = new Map<string, Set<string>>();
    let poll = '/Task?owner=Organization/CWS01&_lastUpdated=ge2027-01-01';
    const sent: string[] = [];
    let polled = 0;
    for (let now = 0; now <= 400 + late; now += 5) {
      world.setTime(at(now));
      // Something happens at odd moments for five minutes: a new referral, or something is said of one.
      const isSent = now <= 300 && now % 35 === 0;
      if (isSent) sent.push((await world.send('L99901')).Task ?? '');
      const id = sent[Math.floor(now / 70)];
      const isNoted = now <= 300 && now % 55 === 10 && id !== undefined;
      if (isNoted) await addNote(id, now);
      for (const task of isSent || isNoted ? sent : []) {
        const { body } = await world.ask('GET', `/Task/${task}`, { as: 'CWS01' });
        if (written.get(task) === body.meta.versionId) continue;
        written.set(task, body.meta.versionId);
        changes.push({ at: now, referral: task.slice(0, 26) });
      }
      for (const change of changes.filter((c) => c.at === now - late)) await world.project(change.referral);
      if (now - polled < every && now > 0) continue;
      polled = now;
      const { found, poll: next } = await walk(poll);
      for (const { id: task, version } of found) seen.set(task, (seen.get(task) ?? new Set()).add(version));
      poll = next;
    }
    expect(sent.length).toBeGreaterThan(5);
    for (const [task, version] of written) expect([task, seen.get(task)?.has(version)]).toEqual([task, true]);
  });
});

test('what changed first is met too, when a referral and what was said of it come out together, an hour late', async () => {
  world.setTime(at(0));
  const { Task } = await world.send('L99901');
  world.setTime(at(600));
  await world.record(Task, 'contact-attempt', { medium: [{ text: 'Telephone' }] });
  world.setTime(at(3600));
  await world.projectAll();
  world.setTime(at(3605));
  const { ids } = await walk(`/Task?owner=Organization/CWS01&_lastUpdated=ge${at(3540)}`);
  expect(ids).toContain(Task);
});

const addNote = async (id: string, n: number) => {
  const { output = [] } = await get(`/Task/${id}`);
  await world.change('CWS01', `/Task/${id}`, { output: [...output, note(n)] });
};
const note = (n: number) => ({
  type: { coding: [{ system: 'https://fhir.handover.example/CodeSystem/task-output', code: 'note' }] },
  valueString: `Note ${n}`,
});

describe('the link for the next poll', () => {
  test('asks the same from a minute before the first page was asked for, whichever page it stands on', async () => {
    for (let n = 0; n < 3; n += 1) await world.send('L99901');
    await world.projectAll();
    world.setTime(at(1000));
    const question = '/Task?status=requested&_lastUpdated=gt2020-01-01&_lastUpdated=lt2999-01-01&_count=2';
    const first = await get(question);
    world.setTime(at(1500));
    const second = await get(linkIn(first, 'next') ?? '');
    const poll = new URLSearchParams(linkIn(first, relations.nextPoll)?.split('?')[1]);
    expect([...poll]).toEqual([
      ['status', 'requested'],
      ['_lastUpdated', 'lt2999-01-01'],
      ['_count', '2'],
      ['_lastUpdated', `ge${at(940)}`],
    ]);
    expect(linkIn(second, relations.nextPoll)).toBe(linkIn(first, relations.nextPoll));
    expect(linkIn(second, 'self')).toContain('_page=');
  });

  test('stands on every searchset, also an empty one', async () => {
    for (const path of ['/Task?_id=none', '/ServiceRequest', '/Communication?recipient=CWS01', '/Patient?_id=none'])
      expect(linkIn(await get(path), relations.nextPoll)).toContain('_lastUpdated=ge');
  });
});

describe('pages', () => {
  const count = fc.integer({ min: 1, max: 7 });
  const questions = fc.constantFrom(
    '/Task?owner=Organization/CWS01',
    '/Task?status=requested,accepted,in-progress',
    '/Task?_lastUpdated=ge2020-01-01',
    '/Task?code=fulfill&_include=Task:focus',
    '/ServiceRequest?requester=Organization/L99901',
    '/ServiceRequest?_lastUpdated=ge2020-01-01',
  );

  test('show every item exactly once while nothing changes, never more at a time than was asked for', async () => {
    const sent: Record<string, string>[] = [];
    for (let n = 0; n < 9; n += 1) sent.push(await world.send('L99901'));
    for (const { Task } of sent.slice(0, 3)) await world.change('CWS01', `/Task/${Task}`, { status: 'accepted' });
    const onward: Record<string, string>[] = [];
    for (const ids of [sent[0], sent[0], sent[1]]) onward.push(await askOnward(world, ids ?? {}));
    for (const { Task } of sent.slice(3, 5))
      await world.change('CWS01', `/Task/${Task}`, { status: 'rejected', statusReason: { text: 'No room' } });
    await world.projectAll();
    await fc.assert(
      fc.asyncProperty(questions, count, fc.constantFrom('CWS01', 'L99901'), async (question, size, as) => {
        const { ids } = await walk(`${question}&_count=${size}`, as);
        const isTask = question.startsWith('/Task');
        const open = question.includes('status=');
        const own = question.includes('requester') || as === 'L99901' ? [] : onward;
        const all = [...sent.filter((_, n) => !open || n < 3 || n > 4), ...own].map((s) =>
          isTask ? s.Task : s.ServiceRequest,
        );
        expect([...ids].sort()).toEqual([...all].sort());
        const page = await get(`${question}&_count=${size}`, as);
        expect(idsOf(page).length).toBeLessThanOrEqual(size);
      }),
      { numRuns: 40 },
    );
  });

  test('and the poll after them miss nothing while things change', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/Task?owner=Organization/CWS01', '/Task?_lastUpdated=ge2020-01-01'),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 6 }),
        async (question, size, moves) => {
          await world.empty();
          const tasks: string[] = [];
          for (let n = 0; n < 6; n += 1) tasks.push((await world.send('L99901')).Task ?? '');
          await world.projectAll();
          const left = [...moves];
          const between = async () => {
            const task = tasks[left.shift() ?? -1];
            if (task === undefined) return;
            const { body } = await world.ask('GET', `/Task/${task}`, { as: 'CWS01' });
            if (body.status === 'requested') await world.change('CWS01', `/Task/${task}`, { status: 'accepted' });
            else if (body.status === 'accepted')
              await world.change('CWS01', `/Task/${task}`, {
                status: 'cancelled',
                statusReason: { text: 'Moved away' },
              });
            await world.project(task.slice(0, 26));
          };
          const walked = await walk(`${question}&_count=${size}`, 'CWS01', between);
          const after = await walk(walked.poll);
          const seen = new Map([...walked.found, ...after.found].map(({ id, version }) => [`${id} ${version}`, true]));
          for (const task of tasks) {
            const { body } = await world.ask('GET', `/Task/${task}`, { as: 'CWS01' });
            expect(seen.has(`${task} ${body.meta.versionId}`)).toBe(true);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test.each([
    ['news', `/Task?_lastUpdated=ge${at(0)}&_count=1`],
    ['what is open', '/Task?status=requested,accepted,cancelled&_count=1'],
  ])('that end within a referral leave out nothing of another that stands there next, of %s', async (_, question) => {
    world.setTime(at(10));
    const first = await world.send('L99901');
    await world.change('CWS01', `/Task/${first.Task}`, { status: 'accepted' });
    await askOnward(world, first);
    const second = await world.send('L99901');
    await world.change('CWS01', `/Task/${second.Task}`, { status: 'accepted' });
    await askOnward(world, second);
    await world.projectAll();
    world.setTime(at(1000));
    const page = await get(question);
    const [begun] = idsOf(page);
    const [moves, other] = begun === first.Task ? [first, second] : [second, first];
    expect([first.Task, second.Task]).toContain(begun);
    await world.change('CWS01', `/Task/${moves.Task}`, { status: 'cancelled', statusReason: { text: 'Moved away' } });
    await world.project(String(moves.Task).slice(0, 26));
    const { ids } = await walk(linkIn(page, 'next') ?? '');
    expect(ids).toContain(other.Task);
  });

  test('are bound to the caller, its organisation, the type and the question', async () => {
    for (let n = 0; n < 3; n += 1) await world.send('L99901');
    await world.projectAll();
    const page = await get('/Task?status=requested&_count=1');
    const cursor = new URLSearchParams(linkIn(page, 'next')?.split('?')[1]).get('_page');
    const status = async (path: string, as: string) => (await world.ask('GET', path, { as })).status;
    expect(await status(`/Task?status=requested&_count=1&_page=${cursor}`, 'CWS01')).toBe(200);
    expect(await status(`/Task?status=requested&_count=1&_page=${cursor}`, 'L99901')).toBe(400);
    expect(await status(`/Task?_count=1&_page=${cursor}`, 'CWS01')).toBe(400);
    expect(await status(`/ServiceRequest?status=requested&_count=1&_page=${cursor}`, 'CWS01')).toBe(400);
    expect(JSON.stringify(page.link)).not.toMatch(/[0-9a-z]{26}\./);
  });
});
