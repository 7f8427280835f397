import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { swemwbs } from '../../../contracts/measures/swemwbs.ts';
import { systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import { referenceOf } from '../../../functions/domain/request/reference.ts';
import { fhirRows } from '../../../functions/fhir/routes.ts';
import { recordedBy } from '../../unit/domain/acts.ts';
import { measure, seven } from '../../unit/domain/measured.ts';
import type { Answered } from './hub.ts';
import { codeOf, startWorld, type World } from './world.ts';

/** Issue 10, 1: an outside provider of questionnaires writes numbers of whom it was given a reference, and is shown nothing. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
beforeEach(() => world.empty());

const four = { satisfied: 4, worthwhile: 5, happy: 3, anxious: 7 };
const noon = (n: number): string => `2026-11-${String(n).padStart(2, '0')}T12:00:00.000Z`;
const nobodys = referenceOf('0'.repeat(26));

const permits = async (ids: Record<string, string>, type: 'permit' | 'deny'): Promise<Answered> => {
  const body = {
    ...{ resourceType: 'Consent', status: 'active', scope: { text: 'measuring' }, category: [{ text: 'measuring' }] },
    extension: [recordedBy],
    patient: { reference: `Patient/${ids.Patient}` },
    performer: [{ reference: `Patient/${ids.Patient}` }],
    dateTime: noon(3),
    policy: [{ uri: `${wordingBase}measuring-1` }],
    provision: {
      type,
      actor: [{ role: { text: 'asks' }, reference: { reference: 'Organization/SURVEY1' } }],
      purpose: [{ system: systems.permissionPurpose, code: 'send-measures' }],
    },
  };
  const kept = await world.ask('POST', '/Consent', { as: 'CWS01', body });
  expect(kept.status, JSON.stringify(kept.body)).toBe(201);
  return kept;
};

interface Given {
  readonly ids: Record<string, string>;
  readonly reference: string;
}
const accepted = async (): Promise<Given> => {
  world.setTime(noon(2));
  const ids = await world.send('L99901');
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  await world.projectAll();
  world.setTime(noon(3));
  const { identifier } = await world.get(`/Task/${ids.Task}`);
  const reference = identifier.find(({ system }: { system: string }) => system === systems.reference).value;
  return { ids, reference };
};
const agreed = async (): Promise<Given> => {
  const given = await accepted();
  await permits(given.ids, 'permit');
  return given;
};

const about = (reference: string, more: object = {}, [instrument, answers] = [ons4, four] as Asked) => ({
  ...measure(instrument, answers, { basedOn: [{ identifier: { system: systems.reference, value: reference } }] })
    .response,
  subject: undefined,
  ...more,
});
type Asked = [Parameters<typeof measure>[0], Parameters<typeof measure>[1]];
const push = (body: object, headers: Record<string, string> = {}) =>
  world.ask('POST', '/QuestionnaireResponse', { as: 'SURVEY1', body, headers });
const outputsOf = async ({ ids }: Given) => (await world.get(`/Task/${ids.Task}`)).output ?? [];

/** What a caller can compare: everything but what changes with each request. */
const shownOf = ({ status, headers, body }: Answered) =>
  JSON.stringify([
    status,
    Object.entries(headers).filter(([name]) => !/^(x-request-id|x-correlation-id|date|ratelimit.*)$/i.test(name)),
    body,
  ]);

describe('what it sends of a person who agreed', () => {
  test('becomes measures of the Task, said to be from it, and it gets a receipt without an id, a version or a time', async () => {
    const given = await agreed();
    const posted = await push(about(given.reference));
    expect(posted.status, JSON.stringify(posted.body)).toBe(201);
    expect(posted.body).toEqual({ resourceType: 'OperationOutcome', issue: [expect.anything()] });
    expect(Object.keys(posted.headers).filter((name) => /etag|location|last-modified/i.test(name))).toEqual([]);
    expect(JSON.stringify(posted)).not.toContain(given.ids.Task?.split('.')[0]);
    const outputs = await outputsOf(given);
    expect(outputs).toHaveLength(5);
    const kept = await world.get(`/${outputs[0].valueReference.reference}`);
    expect(kept).toMatchObject({ author: { reference: 'Organization/SURVEY1' }, item: expect.anything() });
  });

  test('is kept once, however often it is sent', async () => {
    const given = await agreed();
    const headers = { 'X-Request-Id': '5d1f1d3e-0c3f-4f0f-9d0a-5a0c1f3c8e12' };
    const [first, again] = [await push(about(given.reference), headers), await push(about(given.reference), headers)];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await outputsOf(given)).toHaveLength(5);
  });

  test('is held to every rule of a measure; that of the person is said in one way, whatever it is', async () => {
    const given = await agreed();
    const answers = [
      await push(about(given.reference, {}, [swemwbs, seven(3, 3, 3, 3, 3, 3, 3)])),
      await push(about(given.reference, { authored: noon(9) })),
      await push(about(given.reference, { authored: noon(1) })),
    ];
    for (const answer of answers) {
      expect([answer.status, codeOf(answer)]).toEqual([422, 'measure-not-now']);
      expect(answer.body.issue[0].diagnostics).toBeUndefined();
    }
    expect(new Set(answers.map(shownOf)).size).toBe(1);
    const wrong = await push(about(given.reference, {}, [ons4, { happy: 11 }]));
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'measure-answers']);
    expect(await outputsOf(given)).toEqual([]);
  });
});

describe('it is told the same', () => {
  test('of a reference that is nobody’s, of one whose person was not asked, and of one who takes it back', async () => {
    const [stranger, own] = [await accepted(), await agreed()];
    expect((await push(about(own.reference))).status).toBe(201);
    await permits(own.ids, 'deny');
    const answers = [
      await push(about(nobodys)),
      await push(about(stranger.reference)),
      await push(about(own.reference)),
      await push(about(stranger.reference, {}, [swemwbs, seven(3, 3, 3, 3, 3, 3, 3)])),
    ];
    for (const answer of answers) expect([answer.status, codeOf(answer)]).toEqual([404, 'not-found']);
    expect(new Set(answers.map(shownOf)).size).toBe(1);
    expect(await outputsOf(stranger)).toEqual([]);
  });

  test('at every other door of FHIR, whatever it asks for there', async () => {
    const { ids } = await agreed();
    const rows = fhirRows.filter(
      ({ type, interaction }) => type !== 'QuestionnaireResponse' || interaction !== 'create',
    );
    for (const { method, path, consumes } of rows) {
      const filled = path
        .replace('/FHIR/R4', '')
        .replace('{id}', ids.Task ?? '')
        .replace('{version}', '1');
      const body = method === 'GET' ? {} : { body: '{}' };
      const headers: Record<string, string> = consumes ? { 'Content-Type': consumes[0] ?? '' } : {};
      const answer = await world.ask(method, filled, { as: 'SURVEY1', headers, ...body });
      const code = path.endsWith('$process-message') ? 'REC_FORBIDDEN' : 'role-may-not';
      expect([answer.status, codeOf(answer)], `${method} ${path}`).toEqual([403, code]);
    }
    expect(rows.length).toBeGreaterThan(30);
  });
});

test('it names whom by the reference alone: no Patient, no other identifier, no reference that cannot be', async () => {
  const { ids, reference } = await agreed();
  const identified = (system: string, value: string) => ({ basedOn: [{ identifier: { system, value } }] });
  for (const [more, code] of [
    [{ subject: { reference: `Patient/${ids.Patient}` } }, 'invalid-input'],
    [{ basedOn: [{ reference: `ServiceRequest/${ids.ServiceRequest}` }] }, 'missing-element'],
    [identified('https://fhir.nhs.uk/Id/nhs-number', '9000000009'), 'missing-element'],
    [identified(systems.reference, `${reference.slice(0, -1)}0`), 'missing-element'],
    [{ basedOn: undefined }, 'missing-element'],
  ] as const)
    expect(codeOf(await push(about(reference, more)))).toBe(code);
});
