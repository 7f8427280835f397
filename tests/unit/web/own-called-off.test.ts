import { expect, test } from 'vitest';
import type { Referral } from '../../../functions/domain/referral.ts';
import { optionPart } from '../../../functions/web/own/option-part.ts';
import { textsIn } from '../../../functions/web/words/texts.ts';
import { planOf } from '../../../mappings/person/plan.ts';
import { because, meetingAt } from '../domain/acts.ts';
import { day, group, id } from '../domain/cast.ts';
import { accepted } from '../domain/owed.ts';
import { next } from '../domain/referrals.ts';

/** What the person reads of their group, as text. */
const read = (referral: Referral): string => {
  const texts = textsIn('en');
  const [option] = planOf({ referral, now: day(3), groups: new Map() }).options;
  if (!texts || !option) throw new Error('Nothing to read');
  return optionPart(option, texts, { now: day(3), at: undefined })
    .text.replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
};

const one = () => next(accepted(), group, meetingAt(day(9)), day(2));
const both = () => next(one(), group, meetingAt(day(16)), day(2));
const off = (referral: Referral, n: number) =>
  next(referral, group, { kind: 'cancel-meeting', appointment: `${id}.a${n}`, ...because('Rain') }, day(3));

test('of two meetings it is said which one is off, and no new day is promised while the other stands', () => {
  const text = read(off(both(), 2));
  expect(text).toMatch(/18 November.* This meeting is called off\. Please do not go\./);
  expect(text).toMatch(/11 November/);
  expect(text).not.toContain('new day');
});

test('of one alone a new day is promised', () => {
  expect(read(off(one(), 1))).toMatch(/11 November.* called off\. Please do not go\. We will tell you the new day\./);
});
