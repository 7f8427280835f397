import { expect, test } from 'vitest';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { stillPaused } from '../../../infra/operator/still-paused.ts';

const group: Participant = {
  ...{ organisation: 'walking-group', name: 'Walking Group', kind: 'voluntary', tier: 'name-only' },
  ...{ active: true, version: 2, identifier: { system: 'https://example.org', value: 'walking-group' } },
  webhook: { url: 'https://group.example', since: '2026-11-02T09:00:00.000Z', secrets: ['one'] },
};
const paused: Participant = { ...group, paused: { reason: 'endpoint-gone', since: '2026-11-03T09:00:00.000Z' } };

test('whoever gives a paused group another webhook is told that it is still paused, and to test it first', () => {
  expect(stillPaused(group)).toBe('');
  expect(stillPaused(paused)).toBe(' It is still paused (its endpoint answered 410: gone): test it, then resume it.');
});

test('after a test that went well there is one thing left to do', () => {
  expect(stillPaused(paused, true)).toBe(' It is still paused (its endpoint answered 410: gone): resume it.');
});
