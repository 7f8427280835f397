import { describe, expect, test } from 'vitest';
import { type SegmentCode, supportLevels, thisSegments } from '../../../contracts/areas/this-segments.ts';
import { extensions } from '../../../contracts/systems.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { segmentOf, segmentOutput, supportFor } from '../../../functions/domain/segments.ts';
import { nextOf } from '../../../functions/views/next-place.ts';
import { showToReferrer } from '../../../mappings/gp/show.ts';
import { closeWith, recorded } from './acts.ts';
import { coordinator, day, practice, t1 } from './cast.ts';
import { next, refusalsOf, taken } from './referrals.ts';

const put = (code: SegmentCode, more: object = {}) => ({
  ...({ kind: 'update-task', task: t1, to: 'accepted' } as const),
  outputs: [segmentOutput({ code, rule: 'conversation', date: '2026-11-03', by: 'Ada Martin', ...more })],
});
const inSegment = (code: SegmentCode): Referral => next(taken(), coordinator, put(code), day(2));

describe('S27: a segment', () => {
  test('is one of four, with the rule, the day and who; the newest holds', () => {
    expect(Object.keys(thisSegments.quadrants)).toHaveLength(4);
    const moved = next(inSegment('unsure-much'), coordinator, put('able-much'), day(3));
    expect(segmentOf(moved)).toEqual({ code: 'able-much', rule: 'conversation', date: '2026-11-03', by: 'Ada Martin' });
  });
  test.each([
    ['another rule', { rule: 'by eye' }],
    ['a day to come', { date: '2027-01-01' }],
    ['nobody who says so', { by: '' }],
    ['a fifth segment', { code: 'difficult' }],
  ])('with %s is refused', (_, more) => {
    const code = 'able-much';
    const display = thisSegments.quadrants[code].display;
    const text = JSON.stringify(put(code, { rule: 'conversation', ...('code' in more ? {} : more) }));
    const sent = JSON.parse(
      'code' in more ? text.replace(`"code":"${code}","display":"${display}"`, '"code":"difficult"') : text,
    );
    expect(refusalsOf(taken(), coordinator, sent, day(2))).toEqual(['invalid-input']);
  });
  test('is for the coordinator to say, and not for whoever referred to see', () => {
    expect(refusalsOf(taken(), practice, put('able-much'))).toContain('not-yours-to-change');
    expect(JSON.stringify(showToReferrer(inSegment('unsure-much').task, inSegment('unsure-much')))).not.toContain(
      'unsure',
    );
  });
  test('maps to the least support that is offered; without one there is a usual one, and nothing is held up', () => {
    expect(supportFor(inSegment('unsure-much'))).toBe('companion');
    expect(supportFor(inSegment('able-little'))).toBe('information');
    expect(supportFor(taken())).toBe('link-worker');
    const spoken = next(taken(), coordinator, recorded('conversation'), day(2));
    expect(refusalsOf(spoken, coordinator, closeWith('advice-only'), day(3))).toEqual([]);
  });
  test.each(Object.keys(thisSegments.quadrants) as SegmentCode[])(
    '%s changes no deadline, no rank and nothing that is owed',
    (code) => {
      // The same act without a segment, at the same time.
      const { outputs: _, ...plain } = put(code);
      const other = next(taken(), coordinator, { ...plain, notes: ['We spoke.'] }, day(2));
      expect(obligations(inSegment(code))).toEqual(obligations(other));
      expect(nextOf(inSegment(code))).toEqual(nextOf(other));
    },
  );
  test('and a flag beside it: support is added, and never taken away', () => {
    const telecom = [
      { system: 'phone' as const, value: '1', extension: [{ url: extensions.contactSafety, valueCode: 'not-safe' }] },
    ];
    const flagged = (referral: Referral): Referral => ({ ...referral, patient: { ...referral.patient, telecom } });
    expect(supportFor(flagged(inSegment('able-little')))).toBe('companion');
    for (const code of Object.keys(thisSegments.quadrants) as SegmentCode[]) {
      const [plain, guarded] = [supportFor(inSegment(code)), supportFor(flagged(inSegment(code)))];
      expect(supportLevels.indexOf(guarded)).toBeGreaterThanOrEqual(supportLevels.indexOf(plain));
    }
  });
});
