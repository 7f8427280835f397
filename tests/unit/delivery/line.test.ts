import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterTry, gateOf, isBroken, type Line, mostFailures, mostSlots } from '../../../functions/delivery/line.ts';
import { gaps } from '../../../functions/delivery/steps.ts';

const start = Date.parse('2026-11-21T10:00:00.000Z');
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();
const failed = { answered: false, milliseconds: 10 };
const answered = { answered: true, milliseconds: 10 };
const line = (more: Partial<Line>): Line => ({ failures: 0, probes: 0, slots: [], ...more });
const broken = line({ failures: mostFailures, probes: 1, until: at(5) });

describe('a line', () => {
  test('to somebody who answers, and soon, is never written', () => {
    expect(gateOf(undefined, at(0), false)).toEqual({ kind: 'go' });
    expect(afterTry(undefined, answered, at(0))).toBeUndefined();
  });

  test('that failed five times in a row is broken: one probe goes at its time, and nothing beside it', () => {
    let standing: Line | undefined;
    for (let n = 0; n < mostFailures; n += 1) {
      expect(gateOf(standing, at(n), false).kind).toBe('go');
      standing = afterTry(standing, failed, at(n));
    }
    expect(standing && isBroken(standing)).toBe(true);
    expect(gateOf(standing, at(5), false)).toEqual({ kind: 'broken' });
    const probe = gateOf(standing, at(60), false);
    expect(probe).toMatchObject({ kind: 'go', line: { until: at(120) } });
    expect(gateOf('line' in probe ? probe.line : undefined, at(61), false)).toEqual({ kind: 'broken' });
  });

  test('is probed ever more rarely, and at least every half hour', () => {
    let standing: Line = broken;
    const waits = [0, 0, 0, 0].map(() => {
      const now = standing.until ?? '';
      standing = afterTry(standing, { ...failed, probe: true }, now) ?? standing;
      return (Date.parse(standing.until ?? '') - Date.parse(now)) / 1000;
    });
    expect(waits).toEqual([300, 1800, 1800, 1800]);
  });

  test('that answers again is whole at once, and says so until what waited was brought forward', () => {
    const whole = afterTry(broken, answered, at(60));
    expect(whole).toMatchObject({ failures: 0, probes: 0, recovered: at(60) });
    expect(whole?.until).toBeUndefined();
    expect(gateOf(whole, at(60), false)).toEqual({ kind: 'go' });
  });

  test('that breaks while many are under way is probed as if one had failed: those are no probes', () => {
    let standing: Line | undefined;
    for (let n = 0; n < 3 * mostFailures; n += 1) standing = afterTry(standing, failed, at(0)) ?? standing;
    expect(standing).toMatchObject({ failures: mostFailures, probes: 1, until: at(5) });
  });

  test('that recovers, and fails once while what waited is brought forward, goes on with that', () => {
    const whole = afterTry(broken, answered, at(60));
    const failedOnce = afterTry(whole, failed, at(61));
    expect(afterTry(failedOnce, answered, at(62))?.recovered).toBe(at(60));
  });

  test('one message that fails beside others that arrive was no outage: nothing is brought forward for it', () => {
    const once = afterTry(undefined, failed, at(0));
    const after = afterTry(once, answered, at(1));
    expect(after).toMatchObject({ failures: 0 });
    expect(after?.recovered).toBeUndefined();
    const asked = afterTry(undefined, { ...failed, retryAfterSeconds: 90 }, at(0));
    expect(afterTry(asked, answered, at(91))?.recovered).toBe(at(91));
  });

  test('whose recipient asked for time waits for as long, a day at most', () => {
    const asked = afterTry(undefined, { ...failed, retryAfterSeconds: 90 }, at(0));
    expect(gateOf(asked, at(89), false)).toEqual({ kind: 'wait', until: at(90) });
    expect(gateOf(asked, at(90), false)).toEqual({ kind: 'go' });
    expect(afterTry(undefined, { ...failed, retryAfterSeconds: 9_000_000 }, at(0))?.until).toBe(at(86_400));
  });

  test('to somebody slow takes few at a time, and gives a place back', () => {
    const slow = afterTry(undefined, { answered: true, milliseconds: 9000 }, at(0));
    let standing = slow;
    const places: (string | undefined)[] = [];
    for (let n = 0; n < mostSlots; n += 1) {
      const gate = gateOf(standing, at(1), false);
      if (gate.kind !== 'go') throw new Error('No place');
      standing = gate.line;
      places.push(gate.slot);
    }
    // 9 s of work by two at a time, and half a second between turns: the first turn is when one of them is through.
    const turn = gateOf(standing, at(1), false);
    expect(turn).toMatchObject({ kind: 'turn', until: at(11) });
    expect(gateOf('line' in turn ? turn.line : undefined, at(1), false)).toMatchObject({ kind: 'turn', until: at(16) });
    const left = afterTry(standing, { ...answered, slot: places[0] }, at(2));
    expect(gateOf(left, at(2), false).kind).toBe('go');
    // Whoever died with a place does not keep it, and nobody is slow for ever.
    expect(gateOf(standing, at(61), false).kind).toBe('go');
    expect(gateOf(standing, at(601), false)).toEqual({ kind: 'go' });
  });

  test('to somebody slow lets nobody who comes anew before those who have a turn', () => {
    const standing = line({ slow: at(600), takes: 9000, booked: at(30) });
    expect(gateOf(standing, at(1), false)).toMatchObject({ kind: 'turn', until: at(35) });
    expect(gateOf(standing, at(1), true).kind).toBe('go');
    // Those before it take longer: it comes soon again, and does not go behind the others.
    const full = { ...standing, slots: [at(50), at(50)] };
    expect(gateOf(full, at(1), true)).toEqual({ kind: 'turn', until: at(6) });
  });

  test('learns nothing from a try that sent nothing', () => {
    expect(afterTry(broken, { answered: undefined, milliseconds: 0 }, at(1))).toBeUndefined();
  });

  test('never keeps a message from its own steps: at each of them, one that is alone goes', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 9, maxLength: 9 }), (lateBy) => {
        let standing: Line | undefined;
        let seconds = 0;
        for (let n = 0; n <= gaps.length; n += 1) {
          const gate = gateOf(standing, at(seconds), false);
          expect(gate.kind).toBe('go');
          const tried = gate.kind === 'go' ? gate : undefined;
          standing = afterTry(tried?.line ?? standing, { ...failed, probe: tried?.probe }, at(seconds)) ?? standing;
          seconds += (gaps[n] ?? 0) + (lateBy[n] ?? 0);
        }
      }),
    );
  });
});
