import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueOf } from '../../../functions/views/happened.ts';
import { dueShardOf, dueShards, messageKey } from '../../../functions/views/keys.ts';
import { readRow } from '../../../functions/views/row.ts';

const referral = '0123456789abcdefghjkmnpqrs';
const code = fc.stringMatching(/^[A-Za-z0-9.-]{1,64}$/);

test('an organisation always has the same part of the due index, which is one of the four', () => {
  expect(dueShardOf('CWS01')).toBe('D#03');
  expect(dueShards).toHaveLength(4);
  fc.assert(fc.property(code, (organisation) => dueShards.includes(dueShardOf(organisation))));
});

test('the key of a message gives back the organisation and the message', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(code, fc.integer({ min: 1, max: 99_999 }), (organisation, n) => {
      const sk = messageKey(organisation, `${referral}.m${n}`);
      expect(readRow({ pk: `R#${referral}`, sk })).toMatchObject({ organisation, message: `${referral}.m${n}` });
    }),
  );
});

test('what is no row is not read as one, and what is broken in a row is as if it were not there', () => {
  expect(readRow({ pk: 'REF#HO-1111-1111', sk: referral })).toBeUndefined();
  const broken = {
    pk: `R#${referral}`,
    sk: 'CWS01',
    told: 'seven',
    next: 'soon',
    outcome: 'fine',
    tasks: [{}],
    turn: 4,
  };
  const row = readRow(broken);
  expect(row).toMatchObject({ turn: 4 });
  expect([row?.told, row?.next, row?.outcome, row?.tasks]).toEqual([undefined, undefined, undefined, undefined]);
});

test('a row is due at its next try or its deadline, whichever comes first', () => {
  const at = (n: number) => `2026-11-21T0${n}:00:00.000Z`;
  const due = (row: Parameters<typeof dueOf>[1]) => dueOf('L99901', row, { isFirstTryDue: true, mayWait: true }).due;
  expect(due({})).toBeUndefined();
  expect(due({ owed: at(5) })).toBe(at(5));
  expect(due({ owed: at(5), wanted: 3, wantedAt: at(1) })).toBe('2026-11-21T01:01:00.000Z');
  expect(due({ owed: at(5), wanted: 3, wantedAt: at(1), next: at(2) })).toBe(at(2));
  expect(due({ owed: at(5), wanted: 3, wantedAt: at(1), told: 3 })).toBe(at(5));
  expect(due({ wanted: 3, wantedAt: at(1), ended: 3 })).toBeUndefined();
  expect(due({ wanted: 3, wantedAt: at(1), ended: 2, told: 1 })).toBeDefined();
});

test('the first try of how things stand is in no part of the index: the sweep finds it by the change that it tells of', () => {
  const at = (n: number) => `2026-11-21T0${n}:00:00.000Z`;
  const due = (row: Parameters<typeof dueOf>[1]) => dueOf('CWS01', row, { isFirstTryDue: false, mayWait: true }).due;
  expect(due({ owed: at(5), wanted: 3, wantedAt: at(1) })).toBe(at(5));
  expect(due({ wanted: 3, wantedAt: at(1) })).toBeUndefined();
  expect(due({ owed: at(5), wanted: 3, wantedAt: at(1), next: at(2) })).toBe(at(2));
});

test('what waits for another try lies in the part of its recipient alone, and nothing else does', () => {
  const at = (n: number) => `2026-11-21T0${n}:00:00.000Z`;
  const part = (row: Parameters<typeof dueOf>[1], mayWait = true) =>
    dueOf('L99901', row, { isFirstTryDue: false, mayWait }).dueShard;
  const waits = { owed: at(5), wanted: 3, wantedAt: at(1), next: at(2) };
  expect(part(waits)).toBe('W#L99901');
  // What is owed sooner waits for nobody who gives trouble; and nothing does of whom no line says so.
  expect(dueShards).toContain(part({ ...waits, owed: at(1) }));
  expect(dueShards).toContain(part(waits, false));
  expect(dueShards).toContain(part({ owed: at(5), wanted: 3, wantedAt: at(1) }));
  expect(dueShards).toContain(part({ owed: at(5), wanted: 3, wantedAt: at(1), next: at(2), told: 3 }));
  expect(part({})).toBeUndefined();
});
