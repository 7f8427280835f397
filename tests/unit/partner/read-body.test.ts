import fc from 'fast-check';
import { expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { attendance, meetingRequest, nothing, sessionAttendance } from '../../../contracts/partner-api/schemas.ts';
import { readBody } from '../../../functions/partner/read-body.ts';

const meeting = {
  start: '2026-11-24T10:00:00Z',
  end: '2026-11-24T11:30:00+00:00',
  mode: 'in-person',
  signedUpBy: 'Walk leader',
};
const faults = (schema: Parameters<typeof readBody>[0], body: unknown) => {
  const read = readBody(schema, typeof body === 'string' ? body : JSON.stringify(body));
  return read.ok ? [] : read.refusals.map((r) => `${r.code} ${r.expression ?? ''}`.trim());
};

test('what the schema allows is read', () => {
  expect(readBody(meetingRequest, JSON.stringify(meeting))).toEqual({ ok: true, value: meeting });
  expect(faults(meetingRequest, { ...meeting, place: 'Ọjà Ọba – “The Hut”', session: 'tuesday-2026-11-24' })).toEqual(
    [],
  );
  expect(faults(nothing, '')).toEqual([]);
  expect(faults(nothing, {})).toEqual([]);
});

test('every fault is told at once, with a pointer', () => {
  expect(faults(meetingRequest, { start: 'now', mode: 'by-post', signedUpBy: '', place: 5, colour: 1 })).toEqual([
    'invalid-value /start',
    'missing-element /end',
    'unknown-code /mode',
    'invalid-value /place',
    'invalid-value /signedUpBy',
    'unknown-element /colour',
  ]);
  expect(faults(sessionAttendance, { results: [{ invitation: 'x', result: 'perhaps' }] })).toEqual([
    'invalid-value /results/0/invitation',
    'unknown-code /results/0/result',
  ]);
});

test('the text of a strange field name is not repeated', () => {
  expect(faults(attendance, { result: 'came', 'Peggy O’Brien, 01452 555001': 1, 'a/b': 1 })).toEqual([
    'unknown-element',
  ]);
});

test('a meeting ends after it starts, in this century, with a zone and at most milliseconds', () => {
  expect(faults(meetingRequest, { ...meeting, end: meeting.start })).toEqual(['invalid-input /end']);
  for (const start of ['2026-11-24T10:00:00', '2026-02-30T10:00:00Z', '2026-11-24']) {
    expect(faults(meetingRequest, { ...meeting, start })).toEqual(['invalid-value /start']);
  }
  for (const start of ['0026-11-24T10:00:00Z', '2026-11-24T10:00:00.1234567890123Z']) {
    expect(faults(meetingRequest, { ...meeting, start })).toEqual(['invalid-input /start']);
  }
});

test('text is one line of whole characters', () => {
  for (const place of ['', ' ', 'a\nb', '\u0000', '\ud800', 'x'.repeat(201)]) {
    expect(faults(meetingRequest, { ...meeting, place })).toEqual(['invalid-value /place']);
  }
});

test('a person is named once in a session', () => {
  const invitation = '0123456789abcdefghjkmnpqrs.t2';
  const twice = {
    results: [
      { invitation, result: 'came' },
      { invitation, result: 'did-not-come' },
    ],
  };
  expect(faults(sessionAttendance, twice)).toEqual(['invalid-input /results']);
});

test('no text at all throws, whatever the schema', () => {
  const text = fc.oneof(fc.json(), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(
      text,
      fc.constantFrom<z.ZodMiniType>(attendance, meetingRequest, nothing, sessionAttendance),
      (body, schema) => {
        const read = readBody(schema, body);
        if (!read.ok) expect(read.refusals.length).toBeGreaterThan(0);
        else expect([undefined, {}]).toContainEqual(read.value);
      },
    ),
  );
});
