import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barsHeaders, barsMessage } from '../../integration/fhir/bars-message.ts';
import { startWorld, type World } from '../../integration/fhir/world.ts';
import { explained } from './explained.ts';
import { containing } from './material.ts';
import { fixture, isHere, isOfClient, laterIssue, type Resource, type Row, rows } from './rows.ts';
import { trialsOf } from './trials.ts';
import { type Judged, judge } from './verdict.ts';

let world: World;

const all = isHere ? rows() : [];
const requests = all.filter((row) => !laterIssue(row) && !isOfClient(row));

const countBy = <T>(list: readonly T[], nameOf: (item: T) => string): [string, number][] => {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
};

/** In a form that a person can read in a minute. */
const table = (judged: readonly Judged[], others: readonly Row[]): string => {
  const of = (kind: Judged['kind']) => judged.filter((j) => j.kind === kind);
  const brief = (file: string) => file.replace(/^.*\//, '').replace(/\.json$/, '');
  const lines = (kind: Judged['kind']) =>
    countBy(of(kind), (j) => j.because ?? '').map(
      ([because, n]) =>
        `  ${kind} ${n}: ${because}\n${of(kind)
          .filter((j) => (j.because ?? '') === because)
          .map((j) => `      ${brief(j.file)} [${j.verdict}] ${j.got}`)
          .join('\n')}`,
    );
  return [
    `Corpus: ${all.length} rows. Requests to the hub: ${judged.length}, of which agree ${of('agree').length}, overridden ${of('overridden').length}, disagree ${of('disagree').length}, not run ${requests.length - judged.length}.`,
    ...lines('overridden'),
    ...lines('disagree'),
    `No request of issue 3:`,
    ...countBy(others, (row) => laterIssue(row) ?? 'read as a client').map(([what, n]) => `  ${n}: ${what}`),
  ].join('\n');
};

describe.skipIf(!isHere)('every row of INDEX.md that names a request to the hub', () => {
  const judged: Judged[] = [];

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.stop());

  test('is sent, and answered as it says, or otherwise for a reason', { timeout: 120_000 }, async () => {
    for (const row of requests) judged.push(judge(row, await trialsOf(world, row)));
    process.stdout.write(
      `${table(
        judged,
        all.filter((row) => !requests.includes(row)),
      )}\n`,
    );
    expect(judged.filter((j) => j.kind === 'unexplained')).toEqual([]);
    expect(judged.filter((j) => / 5\d\d/.test(j.got))).toEqual([]);
    expect(judged.length).toBeGreaterThan(120);
    expect(judged.filter((j) => j.kind === 'agree').length).toBeGreaterThan(judged.length * 0.75);
  });

  test('and the official cancellation cancels, once it carries the id that the hub answered with', async () => {
    const sent = await world.ask('POST', '/$process-message', {
      as: 'L99901',
      body: barsMessage(),
      headers: barsHeaders(),
    });
    const { id } = sent.body.entry[1].resource;
    const official = fixture('bars/messages/SERVREQ02-Service-Request-Delete-Entered-in-error.json');
    const entry = official.entry.map((e: Resource) =>
      e.resource.resourceType === 'ServiceRequest' ? { ...e, resource: { ...e.resource, id } } : e,
    );
    const body = { ...official, entry };
    const answer = await world.ask('POST', '/$process-message', { as: 'L99901', body, headers: barsHeaders() });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.entry[1].resource).toMatchObject({ id, status: 'entered-in-error' });
  });

  test('and the two people under one identifier are two outcomes that their sender sees', async () => {
    const [eve, baby] = ['arthritis', 'early-childhood'].map((name) =>
      containing(fixture(`bser/servicerequest-bser-referral-servicerequest-${name}.json`), true),
    );
    const send = (request: Resource = {}) => world.ask('POST', '/ServiceRequest', { as: 'L99901', body: request });
    const named = (request: Resource = {}) => ({
      ...request,
      identifier: request.identifier.map((i: Resource) => ({ ...i, system: 'https://saint-luke.example/orders' })),
    });

    // Without a system the number is anybody's: two referrals.
    const [first, second] = [await send(eve), await send(baby)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.id).not.toBe(second.body.id);

    const taken = await send(named(eve));
    const refused = await send(named(baby));
    expect([taken.status, refused.status, refused.body.issue[0].code]).toEqual([201, 409, 'duplicate']);
    expect(refused.body.issue[0].diagnostics).toContain(taken.body.id);
  });

  test('has an explanation only where one is needed', () => {
    const unused = explained.filter(([form]) => !judged.some((j) => j.kind !== 'agree' && form.test(j.file)));
    expect(unused.map(([form]) => String(form))).toEqual([]);
  });
});
