import { expect, test } from 'vitest';
import {
  dueOf,
  ownerOf,
  type Suggestion,
  stateOf,
  toEnter,
} from '../../../../functions/domain/directory/suggestion.ts';
import { readCsv, writeRows } from '../../../../mappings/directory/csv.ts';
import { suggestedRow } from '../../../../mappings/directory/suggested.ts';

const who = { organisation: 'CWS01', person: 'ada' };
const said = (more: Partial<Suggestion> = {}): Suggestion => ({
  ...{ id: 'S#1', kind: 'service', need: 'yoga', place: 'GL17', at: '2026-11-02T09:00:00.000Z', ...who },
  says: 'Chair yoga, Drybrook hall, Mondays.\nRing "Jo" on 01632 960456.',
  ...more,
});
const accepted = { ...who, at: '2026-11-03T09:00:00.000Z', is: 'accepted', why: '' } as const;
const staff = [
  { code: 'mo', name: 'Mo', manager: true, away: [{ from: '2026-11-02', until: '2026-11-06' }] },
  { code: 'pk', name: 'Priya', manager: true },
  { code: 'zz', name: 'Zed', manager: true },
] as const;

test('each is somebody’s on duty by a day, and another manager’s once that has passed', () => {
  expect(dueOf(said()).slice(0, 10)).toBe('2026-11-16');
  expect(stateOf(said(), '2026-11-16T09:00:00.000Z')).toBe('waiting');
  expect(ownerOf(said(), staff, '2026-11-03T09:00:00.000Z')).toBe('Priya');
  expect(ownerOf(said(), staff, '2026-11-10T09:00:00.000Z')).toBe('Mo');
  expect(stateOf(said(), '2026-11-18T09:00:00.000Z')).toBe('late');
  expect(ownerOf(said(), staff, '2026-11-18T09:00:00.000Z')).toBe('Priya');
  expect(ownerOf(said(), [], '2026-11-18T09:00:00.000Z')).toBeUndefined();
});

test('what was accepted is counted as a gap, or is to be entered until somebody says under which id it stands', () => {
  const later = '2027-01-01T09:00:00.000Z';
  expect(stateOf(said({ kind: 'gap', decided: accepted }), later)).toBe('counted');
  expect(stateOf(said({ decided: { ...accepted, is: 'declined' } }), later)).toBe('declined');
  const open = said({ decided: accepted });
  const entered = said({ id: 'S#2', decided: accepted, entered: { ...who, at: later, entry: 'd.7' } });
  expect([stateOf(open, later), stateOf(entered, later)]).toEqual(['to-enter', 'entered']);
  expect(toEnter([said(), open, entered])).toEqual([open]);
});

test('an accepted service is a line that can be loaded, with what people said and nothing that they did not', () => {
  const { services, faults } = readCsv(writeRows([suggestedRow(said({ decided: accepted }))]));
  expect(faults).toEqual([]);
  expect(services[0]?.service).toMatchObject({ name: 'Chair yoga', status: 'active' });
  expect(services[0]?.service.description).toContain('Ring "Jo" on 01632 960456');
  expect(services[0]?.service.assured_date).toBeUndefined();
  expect(writeRows([suggestedRow(said({ says: '=cmd|x' }))])).not.toMatch(/(^|,)=cmd/m);
});
