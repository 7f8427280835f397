import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttendanceResult } from '../../../contracts/lifecycle/codes.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { heardOf, isDisputed, type Sayer } from '../../../functions/domain/meetings/heard.ts';
import { resultOf } from '../../../functions/domain/meetings/meetings.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { meetingAt, move, said } from './acts.ts';
import { coordinator, day, group, hub, t2 } from './cast.ts';
import { agreed, attempt, next, refusalsOf, story } from './referrals.ts';

const after = day(3, 12);
const named = () => story(agreed(), [group, meetingAt(day(3))]);
/** The person's word, as a call that the link worker writes down; or the group's, as a paper register that they type in. */
const word = (result: AttendanceResult, by: Sayer): Action => Object.assign({}, said(result), { by });
const meetingIn = (referral: Referral) => {
  const meeting = referral.onward[0]?.meetings[0];
  if (!meeting) throw new Error('No meeting');
  return meeting;
};
const owedIn = (referral: Referral) => obligations(referral).map(({ what, who }) => `${who} ${what}`);
const person = { client: 'person', organisation: 'CWS01', as: ['person'] } as const;
const nothing = { ok: true, value: { changed: [], events: [] } };

describe('the person and the group say the same', () => {
  test('whoever says it first, the result and its events are the same, and the other adds no event', () => {
    const first = attempt(named(), group, said('attended'), after);
    const own = attempt(named(), coordinator, word('attended', 'person'), after);
    if (!first.ok || !own.ok) throw new Error('refused');
    expect(own.value.events).toEqual(first.value.events);
    const both = next(named(), group, said('attended'), after);
    expect(attempt(both, coordinator, word('attended', 'person'), after)).toMatchObject({
      ok: true,
      value: { events: [] },
    });
    expect(
      attempt(next(named(), coordinator, word('attended', 'person'), after), group, said('attended'), after),
    ).toMatchObject({
      ok: true,
      value: { events: [] },
    });
  });

  test('said again, by whichever way, nothing at all is written', () => {
    const both = next(next(named(), group, said('attended'), after), coordinator, word('attended', 'person'), after);
    expect(attempt(both, coordinator, word('attended', 'person'), after)).toMatchObject(nothing);
    expect(attempt(both, coordinator, word('attended', 'group'), after)).toMatchObject(nothing);
    expect(attempt(both, group, said('attended'), after)).toMatchObject(nothing);
    expect(owedIn(both)).not.toContain('CWS01 results-differ');
  });
});

describe('the person and the group do not say the same', () => {
  const groupFirst = () =>
    next(next(named(), group, said('did-not-attend'), after), coordinator, word('attended', 'person'), after);
  const personFirst = () =>
    next(next(named(), coordinator, word('attended', 'person'), after), group, said('did-not-attend'), after);

  test('both stand, what was said first is not overwritten, and the link worker is to say which holds', () => {
    for (const [referral, first] of [
      [groupFirst(), 'did-not-attend'],
      [personFirst(), 'attended'],
    ] as const) {
      expect(resultOf(meetingIn(referral))).toBe(first);
      expect(heardOf(meetingIn(referral))).toEqual({ group: 'did-not-attend', person: 'attended' });
      expect(owedIn(referral)).toContain('CWS01 results-differ');
    }
  });

  test.each(['attended', 'did-not-attend'] as const)(
    'the link worker says that %s holds, and it is settled',
    (result) => {
      const settled = next(groupFirst(), coordinator, said(result), after);
      expect(resultOf(meetingIn(settled))).toBe(result);
      expect(owedIn(settled)).not.toContain('CWS01 results-differ');
      // The same words again do not open it.
      expect(attempt(settled, coordinator, word('attended', 'person'), after)).toMatchObject(nothing);
      expect(attempt(settled, group, said('did-not-attend'), after)).toMatchObject(nothing);
    },
  );

  test('one of them corrects itself, and they agree: that holds', () => {
    expect(resultOf(meetingIn(next(groupFirst(), group, said('attended'), after)))).toBe('attended');
    const corrected = next(groupFirst(), coordinator, word('did-not-attend', 'person'), after);
    expect(isDisputed(meetingIn(corrected))).toBe(false);
    expect(resultOf(meetingIn(corrected))).toBe('did-not-attend');
  });

  test('it can be settled however late, and a result cannot be corrected as late', () => {
    expect(refusalsOf(groupFirst(), coordinator, said('attended'), day(60))).toEqual([]);
    expect(refusalsOf(next(named(), group, said('attended'), after), group, said('did-not-attend'), day(60))).toEqual([
      'too-late',
    ]);
  });

  test('why they were not there is no disagreement, and what was said first stands', () => {
    const told = next(next(named(), group, said('did-not-attend'), after), person, said('could-not-come'), after);
    expect(resultOf(meetingIn(told))).toBe('did-not-attend');
    expect(owedIn(told)).not.toContain('CWS01 results-differ');
  });

  test('what they say on their own page is their word; that they cannot come, said before, is none on who came', () => {
    const went = next(next(named(), group, said('did-not-attend'), after), person, said('attended'), after);
    expect(owedIn(went)).toContain('CWS01 results-differ');
    const ahead = next(named(), person, said('could-not-come'), day(2));
    expect(heardOf(meetingIn(ahead))).toEqual({ beforehand: 'could-not-come' });
    const came = next(ahead, group, said('attended'), after);
    expect([resultOf(meetingIn(came)), heardOf(meetingIn(came))]).toEqual(['attended', {}]);
    expect(owedIn(came)).not.toContain('CWS01 results-differ');
    // They went after all, as they tell the service: the group has said nothing of it.
    const told = next(ahead, coordinator, word('attended', 'person'), after);
    expect([resultOf(meetingIn(told)), heardOf(meetingIn(told)).group]).toEqual(['attended', undefined]);
    expect(owedIn(told)).not.toContain('CWS01 results-differ');
  });

  test('who said before it that they cannot come did not come: a list on which that is ticked says no more', () => {
    const ahead = next(named(), person, said('could-not-come'), day(2));
    const ticked = attempt(ahead, group, said('did-not-attend'), after);
    expect(ticked.ok && ticked.value.events).toEqual([]);
    expect(resultOf(meetingIn(next(ahead, group, said('did-not-attend'), after)))).toBe('could-not-come');
    // What the group itself said once it had begun it may correct.
    const wrong = next(named(), group, said('could-not-come'), after);
    expect(resultOf(meetingIn(next(wrong, group, said('did-not-attend'), after)))).toBe('did-not-attend');
  });

  test('a group does not speak for the person', () => {
    const told = next(
      next(named(), coordinator, word('attended', 'person'), after),
      group,
      word('did-not-attend', 'person'),
      after,
    );
    expect(heardOf(meetingIn(told))).toEqual({ group: 'did-not-attend', person: 'attended' });
  });
});

describe('the coordinator writes down itself who came', () => {
  const noted = (result: AttendanceResult) => next(named(), coordinator, said(result), after);

  test('it is not the group’s word, and may be corrected', () => {
    expect(heardOf(meetingIn(noted('attended')))).toEqual({ coordinator: 'attended' });
    const corrected = next(noted('attended'), coordinator, said('did-not-attend'), after);
    expect([heardOf(meetingIn(corrected)), resultOf(meetingIn(corrected))]).toEqual([
      { coordinator: 'did-not-attend' },
      'did-not-attend',
    ]);
  });

  test('a group that says the same adds its word, and no event', () => {
    const decided = attempt(noted('attended'), group, said('attended'), after);
    expect(decided).toMatchObject({ ok: true, value: { events: [] } });
    const both = next(noted('attended'), group, said('attended'), after);
    expect(heardOf(meetingIn(both))).toEqual({ group: 'attended', coordinator: 'attended' });
    expect(owedIn(both)).not.toContain('CWS01 results-differ');
    expect(attempt(both, group, said('attended'), after)).toMatchObject(nothing);
  });

  test('a group that says otherwise replaces nothing: both stand, and the link worker says which holds', () => {
    const differ = next(noted('attended'), group, said('did-not-attend'), after);
    expect(resultOf(meetingIn(differ))).toBe('attended');
    expect(owedIn(differ)).toContain('CWS01 results-differ');
    const settled = next(differ, coordinator, said('did-not-attend'), after);
    expect(resultOf(meetingIn(settled))).toBe('did-not-attend');
    expect(owedIn(settled)).not.toContain('CWS01 results-differ');
    expect(attempt(settled, group, said('did-not-attend'), after)).toMatchObject(nothing);
  });

  test('what the coordinator decided over a group’s word is not replaced by the next tap of the group either', () => {
    const over = next(next(named(), group, said('did-not-attend'), after), coordinator, said('attended'), after);
    expect(resultOf(meetingIn(over))).toBe('attended');
    expect(attempt(over, group, said('did-not-attend'), after)).toMatchObject(nothing);
    const again = next(over, group, said('could-not-come'), after);
    expect(resultOf(meetingIn(again))).toBe('attended');
    expect(owedIn(again)).toContain('CWS01 results-differ');
  });

  test('the person may say otherwise than the coordinator wrote down, too', () => {
    const told = next(noted('attended'), person, said('did-not-attend'), after);
    expect(resultOf(meetingIn(told))).toBe('attended');
    expect(owedIn(told)).toContain('CWS01 results-differ');
  });
});

test('whatever is said in whatever order, a known word of one side never replaces that of the other', () => {
  const results = ['attended', 'did-not-attend', 'could-not-come'] as const;
  const sayings = fc.array(fc.tuple(fc.constantFrom<Sayer>('group', 'person'), fc.constantFrom(...results)), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(sayings, (all) => {
      const end = all.reduce((referral, [by, result]) => next(referral, coordinator, word(result, by), after), named());
      const last = (by: Sayer) => all.findLast(([sayer]) => sayer === by)?.[1];
      const [ofGroup, ofPerson] = [last('group'), last('person')];
      const isThere = (result: AttendanceResult | undefined) => result === 'attended';
      const differ = ofGroup !== undefined && ofPerson !== undefined && isThere(ofGroup) !== isThere(ofPerson);
      expect(isDisputed(meetingIn(end))).toBe(differ);
      if (all.length > 0 && !differ) expect([ofPerson, ofGroup]).toContain(resultOf(meetingIn(end)));
    }),
    { numRuns: 100 },
  );
});

describe('a group is to be rung', () => {
  const ring: Action = { kind: 'ring-group', task: t2, why: 'returned' };

  test('once, by the coordinator, until somebody says that they did', () => {
    const asked = next(named(), hub, ring, after);
    expect(owedIn(asked)).toContain('CWS01 ring-group');
    expect(attempt(asked, hub, { ...ring, why: 'help' }, after)).toMatchObject(nothing);
    const record = asked.communications.at(-1)?.id ?? '';
    const rung = { kind: 'group-rung', communication: record, by: 'Ada Martin' } as const;
    expect(refusalsOf(asked, group, rung, after)).not.toEqual([]);
    expect(owedIn(next(asked, coordinator, rung, after))).not.toContain('CWS01 ring-group');
  });

  test('once all was said and done only for what they write then: it is heard by somebody all the same', () => {
    const before = next(named(), hub, ring, after);
    const done = [said('attended'), move(t2, 'completed')].reduce((r, act) => next(r, group, act, after), before);
    expect(owedIn(done)).not.toContain('CWS01 ring-group');
    expect(attempt(done, hub, ring, day(3, 13))).toMatchObject(nothing);
    const wrote = next(done, hub, { ...ring, why: 'unclear' }, day(3, 13));
    expect(owedIn(wrote)).toContain('CWS01 ring-group');
    const rung = { kind: 'group-rung', communication: wrote.communications.at(-1)?.id ?? '', by: 'Ada' } as const;
    expect(owedIn(next(wrote, coordinator, rung, day(3, 14)))).not.toContain('CWS01 ring-group');
  });

  test('only the hub asks for it', () => {
    expect(refusalsOf(named(), coordinator, ring, after)).toEqual(['not-found']);
    expect(refusalsOf(named(), group, ring, after)).not.toEqual([]);
  });
});
