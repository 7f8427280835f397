import { expect, test } from 'vitest';
import { ways } from '../../../contracts/lifecycle/ways.ts';
import { polls, type Reach, wayAfter, wayFrom } from '../../../functions/domain/reach.ts';

const order = ['fhir', 'poll', 'document', 'mail', 'post'] as const;
const endpoint = { url: 'https://practice.example/R4' };
const otherWays = { mesh: 'X26GP001', mail: 'a@nhs.net', post: ['1 Road', 'GL1 1AA'] };
const walked = (by: Reach): string[] => {
  const found: string[] = [];
  for (let way = wayFrom(order, by); way !== undefined; way = wayAfter(order, by, way)) found.push(way);
  return found;
};

test.each<[string, Reach, readonly string[]]>([
  ['nothing', {}, ['poll']],
  ['an endpoint', { endpoint }, ['fhir']],
  ['an endpoint and all others', { endpoint, otherWays }, ['fhir', 'document', 'mail', 'post']],
  ['no endpoint and all others', { otherWays }, ['poll', 'document', 'mail', 'post']],
  ['software that fetches nothing', { otherWays: { ...otherWays, polls: false } }, ['document', 'mail', 'post']],
  ['no way at all', { otherWays: { polls: false } }, []],
  [
    'an endpoint that is gone',
    { endpoint, otherWays, paused: { reason: 'endpoint-gone', since: '' } },
    ['document', 'mail', 'post'],
  ],
])('an organisation with %s is reached by its ways in the order of the area, each once', (_, by, expected) => {
  expect(walked(by)).toEqual(expected);
});

test('a way that it has lost meanwhile is passed over, and one that the area does not use is none', () => {
  expect(wayFrom(order, { endpoint, otherWays: { mail: 'a@nhs.net' } }, 'document')).toBe('mail');
  expect(wayFrom(['fhir', 'post'], { otherWays })).toBe('post');
  expect(wayAfter(['fhir'], { endpoint, otherWays }, 'document')).toBeUndefined();
});

test('where it has lost its way and has none after it, one that it was given before it is taken', () => {
  expect(wayFrom(order, { endpoint }, 'document')).toBe('fhir');
  expect(wayFrom(order, { otherWays: { ...otherWays, polls: false } }, 'post')).toBe('post');
  expect(wayFrom(order, { otherWays: { polls: false, mesh: 'X26GP001' } }, 'mail')).toBe('document');
  expect(wayAfter(order, { endpoint }, 'document')).toBeUndefined();
});

test('what nobody fetched goes to an endpoint that was made since', () => {
  expect(wayFrom(order, { endpoint, otherWays }, 'poll')).toBe('fhir');
});

test('who polls is left alone first', () => {
  expect([polls(order, {}), polls(order, { endpoint }), polls(['document', 'poll'], { otherWays })]).toEqual([
    true,
    false,
    false,
  ]);
  // The last is to people of groups, and to no practice.
  expect(Object.keys(ways)).toEqual([...order, 'notify']);
});
