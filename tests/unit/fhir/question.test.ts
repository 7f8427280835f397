import * as fc from 'fast-check';
import type { Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { readBound } from '../../../functions/fhir/reading/search/last-updated.ts';
import { readQuestion } from '../../../functions/fhir/reading/search/question.ts';
import { tasks } from '../../../functions/fhir/reading/search/tasks.ts';

const task: Task = {
  resourceType: 'Task',
  id: 'x.t1',
  meta: { lastUpdated: '2026-07-01T09:30:15.500Z' },
  status: 'requested',
  intent: 'order',
  owner: { reference: 'Organization/CWS01' },
  code: { coding: [{ system: 'http://one.example', code: 'a,b' }, { code: 'plain' }] },
};

const holds = (query: string): boolean | string => {
  const question = readQuestion(tasks, new URLSearchParams(query));
  if (!question.ok) return question.refusals[0].code;
  const { criteria, bounds } = question.value;
  return criteria.every((c) => c.holds(task, undefined)) && bounds.every((b) => b.holds(task.meta?.lastUpdated ?? ''));
};

test.each([
  ['status=requested,accepted', true],
  ['status:not=requested', false],
  ['status:not=draft,accepted', true],
  ['status=http://hl7.org/fhir/task-status|requested', true],
  ['status=http://other.example|requested', 'invalid-parameter'],
  ['owner=CWS01&owner=L99901', false],
  ['owner=L99901,Organization/CWS01', true],
  ['owner:missing=false', true],
  ['part-of:missing=true', true],
  ['part-of:missing=false', false],
  ['code=a\\,b', true],
  ['code=http://one.example|a\\,b', true],
  ['code=a,b', false],
  ['code=|plain', true],
  ['code=|a\\,b', false],
  ['code=one,plain', true],
  ['status:not:not=draft', 'unknown-parameter'],
  ['hasOwnProperty=x', 'unknown-parameter'],
])('?%s holds of the Task: %s', (query, expected) => {
  expect(holds(query)).toBe(expected);
});

/** 1 July is summer time in England: the day begins at 23:00Z the day before. */
test.each([
  ['gt2026-07-01T09:30:15.500Z', false],
  ['gt2026-07-01T09:30:15Z', true],
  ['ge2026-07-01T10:30:15.5+01:00', true],
  ['ge2026-07-01T10:30:15.5 01:00', true],
  ['le2026-07-01T09:30:15.500Z', true],
  ['lt2026-07-01T09:30:15.500Z', false],
  ['ge2026-07-01', true],
  ['gt2026-07-01', false],
  ['le2026-07-01', true],
  ['lt2026-07-01', false],
  ['gt2026-06-30', true],
  ['ge2026-07-01T09:30Z', true],
])('_lastUpdated=%s', (value, expected) => {
  expect(holds(`_lastUpdated=${value}`)).toBe(expected);
  expect(holds(`_lastupdated=${encodeURIComponent(value)}`)).toBe(expected);
});

test('a day means the day in England, also for where an index begins', () => {
  const since = (value: string) => {
    const bound = readBound(value);
    return bound.ok ? bound.value.since : undefined;
  };
  expect(since('ge2026-07-01')).toBe('2026-06-30T23:00:00.000Z');
  expect(since('gt2026-07-01')).toBe('2026-07-01T22:59:59.999Z');
  expect(since('le2026-07-01')).toBeUndefined();
});

test('any query is understood or refused, never thrown', () => {
  expect.hasAssertions();
  const names = fc.oneof(
    fc.constantFrom(
      ...Object.keys(tasks.parameters),
      '_lastUpdated',
      '_count',
      '_sort',
      '_include',
      '_page',
      '__proto__',
    ),
    fc.string(),
  );
  const modifiers = fc.constantFrom('', ':not', ':missing', ':', ':exact', ':__proto__');
  const pairs = fc.array(fc.tuple(names, modifiers, fc.string({ unit: 'binary' })), { maxLength: 6 });
  fc.assert(
    fc.property(pairs, (all) => {
      const query = new URLSearchParams(
        all.map(([name, modifier, value]): [string, string] => [name + modifier, value]),
      );
      expect(typeof readQuestion(tasks, query).ok).toBe('boolean');
    }),
    { numRuns: 2000 },
  );
});
