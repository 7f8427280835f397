import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { behind, headOf, isLeased, lanesOf, mustWait } from '../../../functions/delivery/lanes.ts';
import { claimed, deferred, held, heldAfterTry, settled } from '../../../functions/delivery/settle.ts';
import { isPending } from '../../../functions/views/happened.ts';
import { type Row, readRow } from '../../../functions/views/row.ts';

const referral = '0123456789abcdefghjkmnpqrs';
const now = '2026-11-21T10:00:00.000Z';
const row = (more: Record<string, unknown> = {}, sk = 'CWS01'): Row => {
  const made = readRow({
    pk: `R#${referral}`,
    sk,
    version: 7,
    turn: 3,
    wanted: 7,
    wantedAt: now,
    ...more,
  });
  if (!made) throw new Error('No row');
  return made;
};
const apply = (to: Row, { set, remove }: ReturnType<typeof settled>): Row =>
  row({
    ...Object.fromEntries(Object.entries(to.item).filter(([k]) => !['pk', 'sk'].includes(k) && !remove.includes(k))),
    ...set,
  });

describe('a claim', () => {
  test('lasts longer than a send and counts the try', () => {
    expect(claimed(row({ attempts: 2 }), now).set).toEqual({
      lease: '2026-11-21T10:01:00.000Z',
      lastTried: now,
      attempts: 3,
    });
    expect(isLeased(row({ lease: '2026-11-21T10:01:00.000Z' }), now)).toBe(true);
    expect(isLeased(row({ lease: now }), now)).toBe(false);
  });
});

describe('a row after a try', () => {
  test('that arrived is told, and nothing is due any more', () => {
    const after = apply(
      row({ next: now, due: now, attempts: 2, lease: now }),
      settled(row(), 7, { outcome: 'infrastructure-ack', reason: 'taken' }, now),
    );
    expect(after).toMatchObject({ told: 7, outcome: 'infrastructure-ack' });
    expect([after.next, after.lease, after.attempts, after.item.due]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('that must wait is due at the next step', () => {
    const { set, remove } = settled(row({ attempts: 1 }), 7, { outcome: 'later', reason: 'told-to-wait' }, now);
    expect(set).toMatchObject({ next: '2026-11-21T10:00:05.000Z', due: '2026-11-21T10:00:05.000Z', outcome: 'later' });
    expect(remove).toContain('lease');
    expect(remove).not.toContain('attempts');
  });

  test('that was the tenth in vain is a human’s, and stays to be seen', () => {
    const { set } = settled(row({ attempts: 10 }), 7, { outcome: 'later', reason: 'told-to-wait' }, now);
    expect(set).toMatchObject({ outcome: 'by-hand', ended: 7 });
    expect(set).not.toHaveProperty('told');
  });

  test.each(['refused', 'withdrawn', 'by-hand'] as const)('that came to %s is not tried again', (outcome) => {
    expect(isPending(apply(row(), settled(row(), 7, { outcome, reason: 'x' }, now)))).toBe(false);
  });

  test('stays pending when something newer is wanted by now', () => {
    const newer = row({ wanted: 9 });
    const after = apply(newer, settled(newer, 7, { outcome: 'infrastructure-ack', reason: 'taken' }, now));
    expect(after.told).toBe(7);
    expect(isPending(after)).toBe(true);
  });

  test('never untells: what is told only grows, whatever comes', () => {
    expect.hasAssertions();
    const verdict = fc.constantFrom(
      'infrastructure-ack',
      'refused',
      'later',
      'unknown',
      'withdrawn',
      'by-hand' as const,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), verdict), { maxLength: 20 }), (tries) => {
        let standing = row({ wanted: 9 });
        for (const [version, outcome] of tries) {
          const before = standing.told ?? 0;
          standing = apply(standing, settled(standing, version, { outcome, reason: 'x' }, now));
          expect(standing.told ?? 0).toBeGreaterThanOrEqual(before);
        }
      }),
    );
  });

  test('for a paused organisation waits, and no try is counted, also not the one that showed that nobody is there', () => {
    const later = '2026-11-21T10:05:00.000Z';
    const waiting = apply(row({ attempts: 3 }), held(row({ attempts: 3 }), now));
    expect(waiting).toMatchObject({ outcome: 'later', attempts: 3, next: later });
    expect(waiting.item.due).toBe(later);
    expect(isPending(waiting)).toBe(true);
    const tried = row({ attempts: 4, lease: '2026-11-21T10:01:00.000Z' });
    expect(apply(tried, heldAfterTry(tried, now))).toMatchObject({ outcome: 'later', attempts: 3, next: later });
    expect(apply(tried, heldAfterTry(tried, now)).lease).toBeUndefined();
    const first = row({ attempts: 1, lease: '2026-11-21T10:01:00.000Z' });
    expect(apply(first, heldAfterTry(first, now)).attempts).toBeUndefined();
  });

  test('keeps the deadline of the organisation', () => {
    const owed = '2026-11-24T17:00:00.000Z';
    expect(settled(row({ owed }), 7, { outcome: 'infrastructure-ack', reason: 'taken' }, now).set).toMatchObject({
      due: owed,
    });
  });
});

describe('a lane', () => {
  const message = (n: number, more: Record<string, unknown> = {}) => row(more, `L99901#M#000000${n}`);

  test('is the state of an organisation, or all its messages', () => {
    const lanes = lanesOf([message(2), row(), message(1), row({}, 'L99901')]);
    expect(lanes.map((lane) => lane.map((r) => r.sk))).toEqual([
      ['CWS01'],
      ['L99901'],
      ['L99901#M#0000001', 'L99901#M#0000002'],
    ]);
  });

  test('an older message that waits holds up a newer one; one that ended does not', () => {
    const waiting = message(1, { next: '2026-11-21T10:05:00.000Z' });
    expect(headOf([waiting, message(2)], now)?.sk).toBe('L99901#M#0000001');
    expect(mustWait(waiting, now)).toBe(true);
    expect(behind([waiting, message(2), message(3, { told: 7 })], waiting, now).map((r) => r.sk)).toEqual([
      'L99901#M#0000002',
    ]);
    expect(headOf([message(1, { ended: 7 }), message(2)], now)?.sk).toBe('L99901#M#0000002');
  });

  test('what waits behind another comes up when that one does', () => {
    expect(deferred(message(2), '2026-11-21T10:05:00.000Z').set).toMatchObject({
      next: '2026-11-21T10:05:00.000Z',
      due: '2026-11-21T10:05:00.000Z',
    });
  });
});
