import { describe, expect, test } from 'vitest';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import { answers, because, move, opens, reads, recorded, writes } from './acts.ts';
import { coordinator, day, hub, id, practice, t1 } from './cast.ts';
import { taken } from './owed.ts';
import { next, opened, story } from './referrals.ts';

const m = (n: number): string => `${id}.m${n}`;
const note: Action = writes('note', 'She has moved in with her son.');
const noted = (from: Referral, n = 0): Referral => next(from, practice, note, day(n, 10));
const readBy = { sender: { display: 'Priya Shah' } };

const owed = (referral: Referral) =>
  obligations(referral)
    .filter(({ what }) => what === 'read-note')
    .map(({ who, role, about, due, stuck }) => `${who} ${role} ${about} ${due.slice(5, 16)}${stuck ? ' stuck' : ''}`);

// Day 0 is Monday 2 November 2026.
describe('what the practice wrote, and asks for nothing', () => {
  test('is owed a reading by the coordinator, two working days from when it came', () => {
    expect(owed(noted(taken()))).toEqual([`CWS01 on-duty ${m(1)} 11-04T17:00`]);
    expect(owed(noted(taken(), 4))).toEqual([`CWS01 on-duty ${m(1)} 11-10T17:00`]);
  });

  test('is read when a named person there says so, and by nothing else that anybody does', () => {
    const before = noted(taken());
    const done: readonly (readonly [Actor, Action])[] = [
      [coordinator, opens()],
      [coordinator, recorded('conversation')],
      [coordinator, writes('note', 'We ring her on Monday.')],
      [practice, opens()],
    ];
    for (const [by, action] of done) expect(owed(next(before, by, action, day(1)))).toEqual(owed(before));
    expect(owed(next(before, coordinator, reads(m(1), readBy), day(1)))).toEqual([]);
  });

  test('is owed so as an answer too: that the question is answered is not that anybody has read it', () => {
    const answered = story(taken(), [coordinator, writes('question', 'Has she a dog?')], [practice, answers(m(1))]);
    expect(obligations(answered).map(({ what }) => what)).not.toContain('answer-question');
    expect(owed(answered)).toHaveLength(1);
    expect(owed(next(answered, coordinator, reads(m(2), readBy)))).toEqual([]);
  });

  test('goes from who is on duty to deputy and manager, a working day each, and is stuck then', () => {
    let referral = noted(taken());
    const holders: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const [one] = obligations(referral).filter(({ what }) => what === 'read-note');
      if (!one) throw new Error('Nothing is owed');
      holders.push(...owed(referral));
      const { what, task, due, about = '' } = one;
      referral = next(referral, hub, { kind: 'chase', obligation: what, task, due, about }, due);
    }
    expect(holders).toEqual([
      `CWS01 on-duty ${m(1)} 11-04T17:00`,
      `CWS01 deputy ${m(1)} 11-05T17:00`,
      `CWS01 manager ${m(1)} 11-06T17:00`,
      `CWS01 manager ${m(1)} 11-09T17:00 stuck`,
    ]);
  });

  test('is owed once, the oldest first; another that came later has its own time', () => {
    const two = noted(noted(taken()), 1);
    expect(owed(two)).toEqual([`CWS01 on-duty ${m(1)} 11-04T17:00`]);
    expect(owed(next(two, coordinator, reads(m(1), readBy), day(1)))).toEqual([`CWS01 on-duty ${m(2)} 11-05T17:00`]);
    expect(owed(next(two, coordinator, reads(m(2), readBy), day(1)))).toEqual(owed(two));
    const both = [reads(m(1), readBy), reads(m(2), readBy)];
    expect(owed(both.reduce((state, one) => next(state, coordinator, one, day(1)), two))).toEqual([]);
  });

  test.each<[string, () => Referral]>([
    ['was stopped by the practice', () => next(opened(), practice, move(t1, 'cancelled', because('Moved away')))],
    ['was refused', () => next(opened(), coordinator, move(t1, 'rejected', because('No room')))],
    ['has failed', () => next(taken(), coordinator, move(t1, 'failed', because('No room')))],
  ])('is owed also where the referral %s before it was written', (_, over) => {
    const late = noted(over(), 1);
    expect(owed(late)).toEqual([`CWS01 on-duty ${m(late.communications.length)} 11-05T17:00`]);
  });

  test('stays owed where the practice ends or recalls the referral after it', () => {
    for (const to of ['cancelled', 'entered-in-error'] as const) {
      const over = next(noted(opened()), practice, move(t1, to, because('Sent twice')), day(1));
      expect(owed(over)).toEqual([`CWS01 on-duty ${m(1)} 11-04T17:00`]);
      expect(owed(next(over, coordinator, reads(m(1), readBy), day(1)))).toEqual([]);
    }
  });
});

test('what the coordinator itself wrote, and a question that it answers, is nobody’s to read there', () => {
  expect(owed(next(taken(), coordinator, note))).toEqual([]);
  expect(owed(story(taken(), [practice, writes('question', 'Who takes it?')], [coordinator, answers(m(1))]))).toEqual(
    [],
  );
});
