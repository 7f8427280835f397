import { expect, test } from 'vitest';
import { mailOf } from '../../../functions/digest/words.ts';
import { isWorkingDayFrom } from '../../../functions/domain/calendar.ts';

const said = { name: 'A Service', day: '2026-11-23', list: 'https://hub.example/overdue' };

test('the e-mail says counts, and where the list is', () => {
  const { subject, text } = mailOf({ ...said, counts: { overdue: 12, stuck: 3, silent: 2, undelivered: 1 } });
  expect(subject).toBe('Handover: 12 overdue, 2 silent, 1 undelivered');
  expect(text).toContain('A Service, Monday 23 November 2026\n');
  for (const line of [
    /^Overdue: 12$/m,
    /^Stuck.*: 3$/m,
    /^Silent.*: 2$/m,
    /^Messages.*: 1$/m,
    /: https:\/\/hub\.example\/overdue$/m,
  ])
    expect(text).toMatch(line);
  expect(text).not.toMatch(/HO-|NHS/);
});

test('a good day is said as well, so that silence is not taken for one', () => {
  const { subject, text } = mailOf({ ...said, counts: { overdue: 0, stuck: 0, silent: 0, undelivered: 0 } });
  expect(subject).toBe('Handover: nothing is overdue');
  expect(text).toContain('There is nothing to do.');
});

test.each([
  ['on a working day from eight in England', '2026-11-23T08:00:00.000Z', true],
  ['not before', '2026-11-23T07:59:59.999Z', false],
  ['in summer time an hour earlier by UTC', '2026-07-20T07:00:00.000Z', true],
  ['not on a Sunday', '2026-11-22T12:00:00.000Z', false],
  ['not on a bank holiday', '2026-12-25T12:00:00.000Z', false],
])('it goes out %s', (_, now, goes) => {
  expect(isWorkingDayFrom(now, '08:00')).toBe(goes);
});
