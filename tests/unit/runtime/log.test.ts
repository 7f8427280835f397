import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { errorName, log, metric } from '../../../functions/runtime/log.ts';

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());
const written = () => lines.map((line) => JSON.parse(line));

const uuid = '3f0c6f2a-6d5b-4d4e-8f7a-0123456789ab';

test('a line says when, how bad, what, and the fields that were given', () => {
  log('token-refused', { client: 'surgery', reason: 'used-before', requestId: uuid, correlationId: undefined });
  const line = { level: 'warn', event: 'token-refused', client: 'surgery', reason: 'used-before', requestId: uuid };
  expect(written()).toEqual([{ at: expect.stringMatching(/^\d{4}-.*Z$/), ...line }]);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
});

test.each([
  ['client', 'Mary Smith'],
  ['organisation', '9449305552'],
  ['organisation', 'x9449305552'],
  ['recipient', 'mary@example.org'],
  ['requestId', 'NHS 944 930 5552'],
  ['requestId', '9449305552'],
  ['referral', '9449305552'],
  ['reason', 'Lives alone'],
  ['error', 'Invalid name: Mary'],
  ['route', 'GET /FHIR/R4/Patient?name=Mary'],
])('what does not have the form of the field %s is withheld: %s', (field, value) => {
  log('request-answered', { [field]: value });
  expect(written()[0]?.[field]).toBe('(withheld)');
  expect(lines.join()).not.toContain(value);
});

test('a field that nobody registered, or a number that is none, is withheld', () => {
  log('request-answered', { ...{ patient: 'Mary' }, status: Number.NaN });
  expect(written()[0]).toMatchObject({ patient: '(withheld)', status: '(withheld)' });
});

test('of an exception only its class is told', () => {
  expect([errorName(new TypeError('Mary')), errorName('Mary')]).toEqual(['TypeError', 'Unknown']);
});

test('a metric is one line that CloudWatch understands', () => {
  metric('Heartbeat', 1, 'chase');
  expect(written()).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          { Namespace: 'Handover', Dimensions: [['Function']], Metrics: [{ Name: 'Heartbeat', Unit: 'Count' }] },
        ],
      },
      Function: 'chase',
      Heartbeat: 1,
    },
  ]);
});
