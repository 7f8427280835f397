import { expect, test } from 'vitest';
import type { Entry } from '../../../../functions/domain/directory/entry.ts';
import { gapsOf, type NeedAt } from '../../../../functions/domain/directory/gaps.ts';
import { acceptedGaps, type Suggestion } from '../../../../functions/domain/directory/suggestion.ts';
import { entry } from './entries.ts';

const places = { GL3: [51.88, -2.17], GL7: [51.72, -1.97] } as const;
const near = (key: string, more: Partial<Entry>): Entry =>
  entry(key, { at: places.GL3, needs: ['yoga'], ways: [], ...more });
const gaps = (entries: readonly Entry[], unmet: readonly NeedAt[] = [], reported: readonly NeedAt[] = []) =>
  gapsOf({ entries, places, miles: 5, unmet, reported }).filter(({ need }) => need === 'yoga');
const times = (count: number, at: NeedAt): NeedAt[] => Array.from({ length: count }, () => at);

test('a need without an open service within the miles is a gap there, with how far the nearest is', () => {
  expect(gaps([near('d.a', {})])).toEqual([
    { need: 'yoga', place: 'GL7', nearest: expect.closeTo(14, 0), unmet: 0, reported: 0 },
  ]);
  expect(gaps([near('d.a', { open: false })]).map(({ place, nearest }) => [place, nearest])).toEqual([
    ['GL3', undefined],
    ['GL7', undefined],
  ]);
});

test('what is by telephone, at home or for the whole country is within reach of everybody', () => {
  expect(gaps([near('d.a', { ways: ['telephone'] })])).toEqual([]);
  expect(gaps([near('d.a', { national: true })])).toEqual([]);
});

test('of the people whom it concerned few are never shown, nor what gives them away', () => {
  const at = (place: string): NeedAt => ({ need: 'yoga', place });
  const shown = (unmet: readonly NeedAt[]) => gaps([], unmet).map(({ unmet: count }) => count);
  expect(shown([...times(7, at('GL3')), ...times(6, at('GL7'))])).toEqual([7, 6]);
  expect(shown([...times(7, at('GL3')), ...times(2, at('GL7'))])).toEqual(['hidden', 'hidden']);
  expect(shown(times(3, at('GL3')))).toEqual(['hidden', 0]);
});

test('what a group said is counted once somebody accepted it', () => {
  const said = (id: string, more: Partial<Suggestion>): Suggestion => ({
    ...{ id, kind: 'gap', need: 'yoga', place: 'GL7', says: 'x', at: '', organisation: 'L99901', person: 'a' },
    ...more,
  });
  const decided = (is: 'accepted' | 'declined') => ({ is, why: '', at: '', organisation: 'COU01', person: 'b' });
  const all = [
    said('1', { decided: decided('accepted') }),
    said('2', { decided: decided('declined') }),
    said('3', {}),
    said('4', { kind: 'service', decided: decided('accepted') }),
  ];
  expect(acceptedGaps(all).map(({ id }) => id)).toEqual(['1']);
  expect(gaps([near('d.a', {})], [], acceptedGaps(all))).toMatchObject([{ place: 'GL7', reported: 1 }]);
});
