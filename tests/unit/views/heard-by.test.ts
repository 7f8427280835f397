import { expect, test } from 'vitest';
import { tryAt } from '../../../functions/views/happened.ts';
import { readRow } from '../../../functions/views/row.ts';
import { changesOf } from '../../../functions/views/row-changes.ts';
import { rowsOf } from '../../../functions/views/rows.ts';
import { recorded, reports, settles } from '../domain/acts.ts';
import { coordinator, day } from '../domain/cast.ts';
import { next, taken } from '../domain/referrals.ts';

const empty = {
  told: undefined,
  ended: undefined,
  attempts: undefined,
  began: undefined,
  next: undefined,
  lease: undefined,
};
const waits = { ...empty, polled: undefined, way: undefined, outcome: 'later' as const, awaits: day(9), wanted: 7 };

test('what was too early waits until its day, and no longer than until something newer is to be said', () => {
  expect(tryAt({ ...waits, wantedAt: day(1), lastTried: day(2) })).toBe(day(9));
  // The meeting was brought forward since: the day that was waited for is that of the old one.
  expect(tryAt({ ...waits, wantedAt: day(3), lastTried: day(2) })?.slice(0, 10)).toBe(day(3).slice(0, 10));
});

test('a practice that fetches has its two working days from when a message is let out, and not from when it was made', () => {
  const elsewhere = next(taken(), coordinator, reports('other-practice', { confirmed: true }));
  const held = next(elsewhere, coordinator, recorded('conversation'), day(1));
  const wrong = next(held, coordinator, settles(held.communications[0]?.id ?? '', 'wrong'), day(8));
  const row = rowsOf(wrong, { reaches: () => false, standing: new Map() }).findLast(({ sk }) =>
    sk.startsWith('L99901#M#'),
  );
  expect([row?.polled, row?.wantedAt]).toEqual([true, day(8)]);
  expect(
    tryAt({
      ...empty,
      way: undefined,
      outcome: undefined,
      lastTried: undefined,
      awaits: undefined,
      polled: true,
      ...row,
    }),
  ).toBe('2026-11-12T17:00:00.000Z');
});

test('what was given up of a row that nobody wants any more stands in no list', () => {
  const referral = taken();
  const sk = 'walking-group#L#t000002';
  const item = { pk: `R#${referral.id}`, sk, wanted: 2, wantedAt: day(0), version: 2, turn: 1 };
  const listed = { attention: 'A#CWS01', waiting: `${day(0)}#undelivered`, coordinator: 'CWS01' };
  const row = readRow({ ...item, ...listed, ended: 2, outcome: 'refused', lastTried: day(0) });
  const changes = changesOf(referral, row ? [row] : [], [], 'following');
  expect(changes).toMatchObject([
    { sk, remove: expect.arrayContaining(['wanted', 'attention', 'waiting', 'coordinator']) },
  ]);
  expect(JSON.stringify(changes[0]?.set)).not.toMatch(/wanted|attention|waiting/);
});
