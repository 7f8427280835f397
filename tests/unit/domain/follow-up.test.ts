import { describe, expect, test } from 'vitest';
import { decide } from '../../../functions/domain/decide/decide.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, meetingAt, move, onwardTo, recorded, said } from './acts.ts';
import { coordinator, day, group, practice, t1, t2 } from './cast.ts';
import { attempt, next, opened, reminded, story } from './referrals.ts';

/** DESIGN 4: a person not coming never ends anything. It makes a follow-up for the coordinator. */
const accepted = (): Referral =>
  story(
    opened(),
    [coordinator, recorded('conversation')],
    [coordinator, move(t1, 'accepted')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
  );
const named = () => next(accepted(), group, meetingAt(day(3)));
const missed = (result: Parameters<typeof said>[0] = 'did-not-attend') =>
  next(named(), group, said(result), day(3, 12));
const owed = (referral: Referral) => obligations(referral).map((o) => `${o.who} ${o.what} ${o.task.split('.')[1]}`);
const followUp = 'CWS01 follow-up t2';

const close = closeWith('connected-not-attended');
/** What keeps the referral from closing, in the words of the hub. */
const closing = (referral: Referral, at?: string): string[] => {
  const decided = attempt(referral, coordinator, close, at);
  return decided.ok ? [] : decided.refusals.map((r) => `${r.code}: ${r.diagnostics}`);
};
const tried = (referral: Referral, ...days: number[]) =>
  days.reduce((r, n, i) => next(r, coordinator, recorded('contact-attempt', t2), day(n, i === 1 ? 18 : 14)), referral);

describe('closing while the person was not followed up', () => {
  test.each(['did-not-attend', 'could-not-come'] as const)('is refused after %s, with what is missing', (result) => {
    const refused = closing(missed(result));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(/^hot-handover: Task\/.+t2 lacks a conversation with the person since .*, or 3 tries/);
    expect(owed(missed(result))).toContain(followUp);
  });

  test.each([t1, t2])('is possible after a conversation since the result, about %s', (task) => {
    const spoken = next(missed(), coordinator, recorded('conversation', task));
    expect(closing(spoken)).toEqual([]);
    expect(owed(spoken)).not.toContain(followUp);
  });

  test('and is not wanted anew because somebody says the same after it', () => {
    const noted = next(named(), coordinator, said('did-not-attend'), day(3, 12));
    const spoken = next(noted, coordinator, recorded('conversation', t2), day(3, 14));
    const agreed = next(spoken, group, said('did-not-attend'), day(4));
    expect(owed(agreed)).not.toContain(followUp);
    expect(closing(agreed)).toEqual([]);
    const came = next(agreed, coordinator, said('could-not-come'), day(4, 12));
    expect(owed(came)).toContain(followUp);
  });

  test('a conversation from before the result, or one that was not possible, is none', () => {
    const before = story(
      named(),
      [coordinator, recorded('conversation', t2), day(3, 11)],
      [group, said('did-not-attend'), day(3, 12)],
    );
    expect(closing(before)).toHaveLength(1);
    const backdated = next(missed(), coordinator, recorded('conversation', t2, { sent: day(3, 11) }));
    expect(closing(backdated)).toHaveLength(1);
  });

  test('S31: is possible after three tries on different days at different times, not after three on one day', () => {
    expect(closing(tried(missed(), 3, 4))).toHaveLength(1);
    const oneDay = story(missed(), ...[13, 14, 15].map((h) => attemptOn(h)));
    expect(closing(oneDay)).toHaveLength(1);
    const enough = tried(missed(), 3, 4, 7);
    expect(closing(enough)).toEqual([]);
    expect(owed(enough)).not.toContain(followUp);
  });

  test('is possible when the person came to a later meeting', () => {
    const again = story(missed(), [group, meetingAt(day(7))], [group, said('attended'), day(7, 12)]);
    expect(attempt(again, coordinator, closeWith('connected-and-attended')).ok).toBe(true);
    expect(owed(again)).not.toContain(followUp);
  });

  test('stays refused when only another meeting is named, or was missed as well', () => {
    const again = next(missed(), group, meetingAt(day(7)));
    expect(owed(again)).toEqual(['CWS01 tell-person t2', followUp, 'walking-group meeting-result t2']);
    const spoken = next(again, coordinator, recorded('conversation', t2), day(5));
    expect(owed(spoken)).toEqual(['walking-group meeting-result t2']);
    const twice = next(spoken, group, said('did-not-attend'), day(7, 12));
    expect(closing(twice)).toHaveLength(1);
  });

  test('is not hindered by what could not be found out: a try to ask was needed to say so', () => {
    const chased = reminded(reminded(named(), 'meeting-result'), 'meeting-result');
    const unknown = story(chased, [coordinator, recorded('contact-attempt', t2)], [coordinator, said('not-known')]);
    expect(closing(unknown)).toEqual([]);
    expect(owed(unknown)).not.toContain(followUp);
  });

  test('is not hindered, nor anything owed after, when the person has moved away or died', () => {
    expect(attempt(missed(), coordinator, closeWith('moved-or-died')).ok).toBe(true);
    for (const end of ['failed', 'cancelled'] as const) {
      const ended = next(missed(), coordinator, move(t1, end, because('Told by the family', 'moved-or-died')));
      expect(owed(ended)).not.toContain(followUp);
    }
  });

  test('is refused also in the very version that says that the person did not come', () => {
    const spoken = next(named(), coordinator, recorded('conversation', t2), day(2));
    expect(decide(spoken, [said('did-not-attend'), close], coordinator, day(3, 12))).toMatchObject({
      ok: false,
      refusals: [{ code: 'hot-handover' }],
    });
  });
});

const attemptOn = (hour: number) => [coordinator, recorded('contact-attempt', t2), day(3, hour)] as const;

describe('a follow-up that is not settled', () => {
  test.each([
    ['the group ended its part', (r: Referral) => next(r, group, move(t2, 'failed', because('We closed')))],
    ['the group finished', (r: Referral) => next(r, group, move(t2, 'completed'))],
    [
      'the group holds',
      (r: Referral) => next(r, group, move(t2, 'on-hold', { ...because('x'), reviewDate: '2026-11-12' })),
    ],
    ['the referral failed', (r: Referral) => next(r, coordinator, move(t1, 'failed', because('x')))],
    [
      'the person withdrew',
      (r: Referral) => next(r, coordinator, move(t1, 'cancelled', because('x', 'declined-by-person'))),
    ],
  ])('stays owed when %s', (_, end) => {
    const ended = end(missed());
    expect(owed(ended)).toContain(followUp);
    expect(owed(next(ended, coordinator, recorded('conversation', t2)))).not.toContain(followUp);
  });
});

describe('the result of a meeting that began', () => {
  const endings: [string, (r: Referral) => Referral][] = [
    ['the group stopped', (r) => next(r, group, move(t2, 'failed', because('x')), day(3, 9))],
    ['the coordinator took it back', (r) => next(r, coordinator, move(t2, 'cancelled', because('x')), day(3, 9))],
    ['the referral ended', (r) => next(r, coordinator, move(t1, 'failed', because('x')), day(3, 9))],
    ['the request was recalled', (r) => next(r, practice, move(t1, 'entered-in-error', because('x')), day(3, 9))],
  ];
  // Recalled while nobody has yet spoken to the person.
  const begun = () =>
    story(
      opened(),
      [coordinator, move(t1, 'accepted')],
      [coordinator, onwardTo('walking-group')],
      [group, move(t2, 'accepted')],
      [group, meetingAt(day(2, 23))],
    );

  test.each(endings)('stays owed when %s: by the group, then by the coordinator', (_, end) => {
    let referral = end(begun());
    const asked = [0, 1, 2, 3].map(() => {
      const due = obligations(referral).find((o) => o.what === 'meeting-result');
      referral = reminded(referral, 'meeting-result');
      return `${due?.who} ${due?.due.slice(5, 10)}`;
    });
    // The meeting is on Wednesday night.
    expect(asked).toEqual(['walking-group 11-06', 'walking-group 11-09', 'CWS01 11-10', 'CWS01 11-11']);
  });

  test.each(endings)('can still be said, however late, when %s', (_, end) => {
    const answered = next(end(begun()), coordinator, said('attended'), day(90));
    expect(owed(answered)).not.toContain('CWS01 meeting-result t2');
    expect(attempt(answered, coordinator, said('did-not-attend'), day(91))).toMatchObject({
      refusals: [{ code: 'too-late' }],
    });
  });

  test('is not owed for one that was still ahead', () => {
    const ended = next(begun(), group, move(t2, 'failed', because('x')), day(1));
    expect(owed(ended).filter((o) => o.includes('meeting-result'))).toEqual([]);
  });

  test('of a further meeting keeps the referral open', () => {
    const twice = story(named(), [group, said('attended'), day(3, 12)], [group, meetingAt(day(7))]);
    const closed = attempt(twice, coordinator, closeWith('connected-and-attended'), day(8));
    expect(closed).toMatchObject({ refusals: [{ code: 'onward-open' }] });
  });
});
