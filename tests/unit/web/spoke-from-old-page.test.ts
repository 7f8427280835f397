import { expect, test } from 'vitest';
import type { Referral } from '../../../functions/domain/referral.ts';
import { contactAct } from '../../../functions/web/worklist/acts/contact.ts';
import { meetingAt, recorded } from '../domain/acts.ts';
import { coordinator, day, group, id, t2 } from '../domain/cast.ts';
import { accepted } from '../domain/owed.ts';
import { next } from '../domain/referrals.ts';
import { at } from './at-desk.ts';

/** The worker has the page open as it was at a version, and taps when they have rung. */
const taps = async (referral: Referral, came: string, seen: number, about = 't2') => {
  const done = await contactAct.actions({ ...at(referral), about }, { came, seen: String(seen) });
  return done.ok ? 'taken' : done.refusals[0].code;
};

const named = () => next(accepted(), group, meetingAt(day(9)), day(2));
const moved = () => next(named(), group, meetingAt(day(10), { appointment: `${id}.a1` }), day(3));

test('who spoke to the person while the meeting was moved is shown that before it counts as told', async () => {
  const seen = named().version;
  expect(await taps(named(), 'spoke', seen)).toBe('taken');
  expect(await taps(moved(), 'spoke', seen)).toBe('stale-version');
  expect(await taps(moved(), 'spoke', moved().version)).toBe('taken');
});

test('nothing else is held up: a try, a call about the whole, and what was no news to the person', async () => {
  const seen = named().version;
  expect(await taps(moved(), 'no-answer', seen)).toBe('taken');
  expect(await taps(moved(), 'spoke', seen, 't1')).toBe('taken');
  const noted = next(named(), coordinator, recorded('contact-attempt', t2), day(3));
  expect(await taps(noted, 'spoke', seen)).toBe('taken');
});
