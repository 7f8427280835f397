import { expect, test } from 'vitest';
import { scheduleExpression } from '../../../infra/local/lambda/schedule-expression.ts';

const nextOf = (text: string, after: string, zone?: string): string =>
  new Date(scheduleExpression.parse(text)(Date.parse(after), zone)).toISOString();

test('a rate counts from the last time', () => {
  expect(nextOf('rate(5 minutes)', '2026-11-02T09:00:30.000Z')).toBe('2026-11-02T09:05:30.000Z');
  expect(nextOf('rate(1 hour)', '2026-11-02T09:00:30.000Z')).toBe('2026-11-02T10:00:30.000Z');
});

test.each([
  ['on a Friday after its hour', '2026-11-06T09:00:00.000Z', '2026-11-09T08:00:00.000Z'],
  ['within its hour', '2026-11-06T08:00:00.000Z', '2026-11-06T08:15:00.000Z'],
  ['before summer time begins', '2026-03-27T10:00:00.000Z', '2026-03-30T07:00:00.000Z'],
])('a time of day is that of its zone: %s', (_, after, next) => {
  expect(nextOf('cron(0,15,30,45 8 ? * MON-FRI *)', after, 'Europe/London')).toBe(next);
});

test.each(['at(2026-11-02T09:00:00)', 'cron(0 8 * * ? 2027)', 'rate(5 weeks)'])('%s stops the start', (text) => {
  expect(scheduleExpression.safeParse(text).error?.message).toContain(`not ${text}`);
});
