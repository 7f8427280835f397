import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { extensions } from '../../../contracts/systems.ts';
import { thinEventsOf } from '../../../functions/events/thin-events.ts';
import { measure } from '../../unit/domain/measured.ts';
import { codeOf, startWorld, type World } from './world.ts';

/** How people are, over HTTP (contracts/measures): numbers of the person and the coordinator, and nobody's else. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
beforeEach(() => world.empty());

const four = { satisfied: 4, worthwhile: 5, happy: 3, anxious: 7 };
const noon = (n: number): string => `2026-11-${String(n).padStart(2, '0')}T12:00:00.000Z`;

const accepted = async (): Promise<Record<string, string>> => {
  world.setTime(noon(2));
  const ids = await world.send('L99901');
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  world.setTime(noon(3));
  return ids;
};
const said = (ids: Record<string, string>, ...[answers, more]: [typeof four | 'declined', object?]) => ({
  ...measure(ons4, answers, { subject: { reference: `Patient/${ids.Patient}` }, ...more }).response,
});
const post = (as: string, body: object, headers: Record<string, string> = {}) =>
  world.ask('POST', '/QuestionnaireResponse', { as, body, headers });

describe('whoever referred', () => {
  test('is shown the same of the referral before and after a measure, by every way of asking', async () => {
    const ids = await accepted();
    const task = `/Task/${ids.Task}`;
    const seen = async () => {
      await world.projectAll();
      const asked = [task, `${task}/_history`, `/Task?_id=${ids.Task}`, '/Task?requester=L99901'];
      const all = await Promise.all(asked.map((path) => world.get(path, 'L99901')));
      const news = await world.get(`/Task?requester=L99901&_lastUpdated=ge${noon(3)}`, 'L99901');
      return JSON.stringify([...all, news].map(({ entry, meta, lastModified }) => ({ entry, meta, lastModified })));
    };
    const before = await seen();
    const posted = await post('CWS01', said(ids, four));
    expect(posted.status, JSON.stringify(posted.body)).toBe(201);
    world.setTime(noon(4));
    expect(await seen()).toBe(before);
    expect((await world.ask('GET', `${task}/_history/3`, { as: 'L99901' })).status).toBe(404);
    const mine = await world.get(task);
    expect([mine.meta.versionId, mine.output.length]).toEqual(['3', 5]);
    for (const { valueReference } of mine.output)
      expect((await world.ask('GET', `/${valueReference.reference}`, { as: 'L99901' })).status).toBe(404);
  });

  test('changes what it knows by the version that it was shown, and sees what moves then', async () => {
    const ids = await accepted();
    const task = `/Task/${ids.Task}`;
    const known = await world.get(task, 'L99901');
    await post('CWS01', said(ids, four));
    world.setTime(noon(4));
    const status = { status: 'cancelled', statusReason: { text: 'She moved away' } };
    const put = await world.ask('PUT', task, {
      as: 'L99901',
      body: { ...known, ...status },
      headers: { 'If-Match': `W/"${known.meta.versionId}"` },
    });
    expect(put.status, JSON.stringify(put.body)).toBe(200);
    expect([put.body.meta.versionId, put.body.status]).toEqual(['4', 'cancelled']);
    const versions = (await world.get(`${task}/_history`, 'L99901')).entry;
    expect(versions.map((e: { resource: { meta: { versionId: string } } }) => e.resource.meta.versionId)).toEqual([
      ...['4', '2', '1'],
    ]);
  });

  test('gets no event of a measure, and of what comes after', async () => {
    const ids = await accepted();
    await post('CWS01', said(ids, four));
    const referral = ids.Task?.split('.')[0] ?? '';
    const toldOf = async () => {
      const loaded = await world.ledger.load(referral);
      return loaded ? thinEventsOf(loaded).flatMap(({ data }) => data.organisations) : [];
    };
    expect(await toldOf()).toEqual(['CWS01']);
    const statusReason = { text: 'In hospital' };
    const extension = [{ url: extensions.reviewDate, valueDate: '2026-11-20' }];
    const { extension: stands } = await world.get(`/Task/${ids.Task}`);
    const held = { status: 'on-hold', statusReason, extension: [...stands, ...extension] };
    await world.change('CWS01', `/Task/${ids.Task}`, held);
    expect(await toldOf()).toEqual(['L99901', 'CWS01']);
  });
});

describe('is refused', () => {
  test('for who may not, as if there were no such person', async () => {
    const ids = await accepted();
    const { status } = await post('L99901', said(ids, four));
    expect(status).toBe(403);
    const [strange, absent] = await Promise.all([
      post('L99902', said(ids, four)),
      post('L99902', said({ Patient: `${'0'.repeat(26)}.p1` }, four)),
    ]);
    expect([strange.status, codeOf(strange)]).toEqual([404, 'not-found']);
    expect([absent.status, codeOf(absent)]).toEqual([404, 'not-found']);
  });

  test.each<[string, object, number]>([
    ['a person who is none', { subject: { reference: 'Patient/x' } }, 422],
    ['a reference to another kind', { subject: { reference: 'Group/1' } }, 422],
    ['another questionnaire', { questionnaire: 'https://example.org/phq-9|1' }, 400],
    [
      'the questionnaire without its version',
      { questionnaire: 'https://fhir.handover.example/Questionnaire/ons4' },
      400,
    ],
    ['no questionnaire', { questionnaire: undefined }, 400],
    ['a day in place of an instant', { authored: '2026-11-03' }, 422],
    ['an instant that is none', { authored: 'yesterday' }, 400],
    ['the future', { authored: noon(9) }, 422],
    ['a status of a draft', { status: 'in-progress' }, 422],
    ['items that are no list', { item: 'happy' }, 400],
    ['an item without its name', { item: [{ answer: [{ valueInteger: 3 }] }] }, 422],
    ['items in items', { item: [{ linkId: 'happy', item: [{ linkId: 'sad', answer: [{ valueInteger: 3 }] }] }] }, 422],
    ['a number out of range', { item: [{ linkId: 'happy', answer: [{ valueInteger: -1 }] }] }, 422],
    ['a number that is none', { item: [{ linkId: 'happy', answer: [{ valueInteger: '3' }] }] }, 400],
    ['ten thousand items', { item: Array(10_000).fill({ linkId: 'happy', answer: [{ valueInteger: 3 }] }) }, 413],
    ['no word of when and how', { extension: [] }, 400],
  ])('with %s', async (_, more, status) => {
    const ids = await accepted();
    const answer = await post('CWS01', said(ids, four, more));
    expect([answer.status, answer.body.resourceType]).toEqual([status, 'OperationOutcome']);
    expect((await world.get(`/Task/${ids.Task}`)).output).toBeUndefined();
  });

  test('when the same request comes with other numbers; the same again is answered and kept once', async () => {
    const ids = await accepted();
    const headers = { 'X-Request-Id': '5d1f1d3e-0c3f-4f0f-9d0a-5a0c1f3c8e11' };
    const first = await post('CWS01', said(ids, four), headers);
    const again = await post('CWS01', said(ids, four), headers);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    const other = await post('CWS01', said(ids, { ...four, happy: 9 }), headers);
    expect([other.status, codeOf(other)]).toEqual([422, 'request-id-reused']);
    expect((await world.get(`/Task/${ids.Task}`)).output).toHaveLength(5);
  });

  test('where the beginning would come after the end, whichever was written down first', async () => {
    const ids = await accepted();
    const exit = await post('CWS01', said(ids, four, { occasion: 'exit', authored: noon(3) }));
    expect(exit.status).toBe(201);
    world.setTime(noon(6));
    const entry = await post('CWS01', said(ids, four, { occasion: 'entry', authored: noon(5) }));
    expect([entry.status, codeOf(entry)]).toEqual([422, 'measure-not-now']);
  });
});
