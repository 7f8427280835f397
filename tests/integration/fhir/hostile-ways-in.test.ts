import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barsCancellation, barsHeaders, barsMessage } from './bars-message.ts';
import { personInBundle, referralBundle } from './hub.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
const ask: World['ask'] = (...asked) => world.ask(...asked);

const paths = ['/$process-message', '/$validate', '/ServiceRequest/$validate', '/ServiceRequest', '/Task', ''];

const inOne = {
  resourceType: 'ServiceRequest',
  contained: [
    { resourceType: 'Patient', id: 'p', name: [{ text: 'A' }], telecom: [{ system: 'phone', value: '1' }] },
    { resourceType: 'Organization', id: 'o', name: 'B' },
  ],
  identifier: [{ system: 'https://practice.example', value: '1' }],
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '871731000000106' }] },
  subject: { reference: '#p' },
  requester: { reference: '#o' },
  note: [{ text: 'Likes dogs' }],
};
/** Of types that are kept, and read in parts only. */
const of = { subject: { reference: personInBundle } };
const risk = { resourceType: 'RiskAssessment', status: 'final', code: { coding: [{ code: '1' }] }, ...of };
const allergy = { resourceType: 'AllergyIntolerance', patient: of.subject };
const task = { resourceType: 'Task', status: 'requested', intent: 'order', focus: { reference: 'Task/x.t1' } };
const parameters = { resourceType: 'Parameters', parameter: [{ name: 'resource', resource: inOne }] };
const whole: readonly object[] = [
  ...[
    barsMessage(),
    barsCancellation('0123456789abcdefghjkmnpqrs.s1'),
    referralBundle(),
    inOne,
    referralBundle({ beside: risk }),
    referralBundle({ beside: allergy }),
    task,
    parameters,
  ],
];

/** Places of a tree: the way to every value in it. */
const placesIn = (value: unknown, way: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [way, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...way, key]))]
    : [way];

/** The same tree with another value at one place, or with nothing there. */
const changedAt = (value: unknown, [step, ...way]: readonly string[], change: (was: unknown) => unknown): unknown => {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === step ? changedAt(item, way, change) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const after = key === step ? changedAt(inner, way, change) : inner;
      return after === undefined ? [] : [[key, after]];
    }),
  );
};

/** R4 lets an extension stand in place of any value. */
const absent = { extension: [{ url: 'https://practice.example/absent', valueCode: 'masked' }] };
const onlyExtended = (tree: unknown, way: readonly string[]): unknown =>
  changedAt(tree, way.slice(0, -1), (parent) => {
    const name = way.at(-1) ?? '';
    if (typeof parent !== 'object' || parent === null || Array.isArray(parent)) return parent;
    const others = Object.entries(parent).filter(([key]) => key !== name);
    return { ...Object.fromEntries(others), [`_${name}`]: absent };
  });

/** A message that was whole once, with a few places of it broken in any way. */
const broken = fc.constantFrom(...whole).chain((message) => {
  const change = fc.tuple(
    fc.constantFrom(...placesIn(message)),
    fc.oneof(
      fc.constant(undefined),
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(...whole, '#p', '#', 'urn:', '__proto__'),
      fc.constant(absent),
    ),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce<unknown>(
        (tree, [way, to]) => (to === absent ? onlyExtended(tree, way) : changedAt(tree, way, () => to)),
        message,
      ),
    );
});

const body = fc.oneof({ weight: 4, arbitrary: broken }, fc.jsonValue({ maxDepth: 5 }), fc.string());

test('whatever is sent to a way in, it is taken or refused, and never breaks the hub', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), body, async (path, sent) => {
      const text = typeof sent === 'string' ? sent : (JSON.stringify(sent) ?? '');
      const { status, body: answer } = await ask('POST', path, { as: 'L99901', body: text, headers: barsHeaders() });
      expect(status, `${path} ${text.slice(0, 2000)}`).toBeLessThan(500);
      if (status >= 400) expect(answer.resourceType).toBe('OperationOutcome');
    }),
    { numRuns: 400 },
  );
  expect(world.faults).toEqual([]);
});
