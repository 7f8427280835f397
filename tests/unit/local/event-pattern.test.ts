import { expect, test } from 'vitest';
import { eventPattern } from '../../../infra/local/bus/event-pattern.ts';

const event = {
  source: 'handover',
  'detail-type': 'task-accepted',
  resources: ['a', 'b'],
  detail: { version: 3, referral: 'r1', gone: null },
};

test.each([
  [{ source: ['handover'] }, true],
  [{ source: ['other', 'handover'] }, true],
  [{ source: ['other'] }, false],
  [{ source: ['handover'], 'detail-type': ['task-rejected'] }, false],
  [{ 'detail-type': [{ prefix: 'task-' }] }, true],
  [{ 'detail-type': [{ suffix: '-rejected' }] }, false],
  [{ 'detail-type': [{ 'anything-but': ['task-accepted', 'other'] }] }, false],
  [{ 'detail-type': [{ 'anything-but': 'other' }] }, true],
  [{ resources: ['b'] }, true],
  [{ detail: { version: [3] } }, true],
  [{ detail: { version: ['3'] } }, false],
  [{ detail: { absent: [{ exists: false }] } }, true],
  [{ detail: { referral: [{ exists: false }] } }, false],
  [{ detail: { absent: ['x'] } }, false],
  [{ absent: { deeper: ['x'] } }, false],
])('%j matches: %s', (pattern, expected) => {
  expect(eventPattern(pattern)(event)).toBe(expected);
});

test.each([
  { source: [{ wildcard: '*.x' }] },
  { detail: { version: [{ numeric: ['>', 1] }] } },
  { $or: [{ source: ['a'] }] },
  { source: [{ 'anything-but': { prefix: 'a' } }] },
  { source: 'handover' },
])('an operator that is not matched here stops the start: %j', (pattern) => {
  expect(() => eventPattern(pattern)).toThrow('event pattern');
});
