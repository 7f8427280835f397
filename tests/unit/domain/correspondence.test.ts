import type { Communication } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { type CommunicationKind, communicationKinds } from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import { workingDaysAfter } from '../../../functions/domain/calendar.ts';
import { kindOf } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import { needsPersonFirst } from '../../../functions/domain/said/person-first.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { answers, because, move, onwardTo, writes } from './acts.ts';
import { coordinator, day, group, hub, id, otherPractice, practice, t1, t2 } from './cast.ts';
import { next, opened, refusalsOf } from './referrals.ts';

const owed = (referral: Referral) =>
  obligations(referral)
    .filter((o) => o.what === 'answer-question')
    .map(({ who, about, due }) => ({ who, about, due }));
const asks = (actor: Actor, referral = opened(), at?: string): Referral =>
  next(referral, actor, writes('question', 'Does she have a dog?'), at);
const m = (n: number): string => `${id}.m${n}`;

describe('a question', () => {
  test.each([
    ['practice', practice, coordinator],
    ['coordinator', coordinator, practice],
  ] as const)('of the %s is owed an answer by the other side, two working days from when it came', (_, from, to) => {
    const asked = asks(from, opened(), day(0, 10));
    const { organisation } = to;
    expect(owed(asked)).toEqual([{ who: organisation, about: m(1), due: workingDaysAfter(day(0, 10), 2) }]);
    expect(asked.communications[0]).toMatchObject({
      status: 'in-progress',
      sender: { reference: `Organization/${from.organisation}` },
      recipient: [{ reference: `Organization/${organisation}` }],
      about: [{ reference: `Task/${t1}` }],
      sent: day(0, 10),
    });
    expect(owed(next(asked, to, answers(m(1))))).toEqual([]);
  });

  test('about an urgent request is owed an answer in one working day', () => {
    const urgent = { ...opened(), task: { ...opened().task, priority: 'urgent' as const } };
    expect(owed(asks(coordinator, urgent, day(0, 10)))[0]?.due).toBe(workingDaysAfter(day(0, 10), 1));
  });

  test('of a recalled referral nobody owes an answer: nobody could give one', () => {
    for (const from of [practice, coordinator]) {
      const recalled = next(asks(from), practice, move(t1, 'entered-in-error', because('Wrong person')));
      const to = from === practice ? coordinator : practice;
      expect(refusalsOf(recalled, to, answers(m(1)))).toEqual(['ended']);
      expect(owed(recalled)).toEqual([]);
      expect(recalled.communications[0]?.status).toBe('stopped');
    }
  });

  test('that nobody answered in time is told to the coordinator; another question keeps its own time', () => {
    const two = asks(coordinator, asks(coordinator, opened(), day(0, 10)), day(1, 10));
    const [first] = owed(two);
    const due = first?.due ?? '';
    const chased = next(two, hub, { kind: 'chase', obligation: 'answer-question', task: t1, due, about: m(1) }, due);
    expect(owed(chased)).toEqual(
      [
        { who: 'CWS01', about: m(1), due: workingDaysAfter(day(0, 10), 3) },
        { who: 'L99901', about: m(2), due: workingDaysAfter(day(1, 10), 2) },
      ].sort((a, b) => a.due.localeCompare(b.due)),
    );
    expect(chased.communications.at(-1)).toMatchObject({ recipient: [{ reference: 'Organization/L99901' }] });
  });

  test('that is taken back is owed nothing; the practice, which may have it, is told', () => {
    const asked = asks(coordinator);
    const back = next(asked, coordinator, { kind: 'take-back', communication: m(1) });
    expect(owed(back)).toEqual([]);
    expect(back.communications.map((c) => [kindOf(c), topicOf(c), c.status])).toEqual([
      ['question', undefined, 'stopped'],
      ['practice-message', 'question-taken-back', 'in-progress'],
    ]);
    expect(next(back, coordinator, { kind: 'take-back', communication: m(1) })).toEqual(back);
    const own = next(asks(practice), practice, { kind: 'take-back', communication: m(1) });
    expect(own.communications).toHaveLength(1);
  });

  test('is taken back by whoever asked it, and not once it is answered', () => {
    const back: Action = { kind: 'take-back', communication: m(1) };
    expect(refusalsOf(asks(coordinator), practice, back)).toEqual(['not-yours-to-change']);
    expect(refusalsOf(asks(coordinator), otherPractice, back)).toEqual(['not-found']);
    const answered = next(asks(coordinator), practice, answers(m(1)));
    expect(refusalsOf(answered, coordinator, back)).toEqual(['invalid-input']);
  });

  test('may be asked when all is over, and not of what was recalled', () => {
    const over = next(opened(), practice, move(t1, 'cancelled', because('Moved away')));
    expect(owed(asks(practice, over))).toHaveLength(1);
    const recalled = next(opened(), practice, move(t1, 'entered-in-error', because('Wrong person')));
    expect(refusalsOf(recalled, practice, writes('question', 'Why?'))).toEqual(['ended']);
  });
});

describe('an answer', () => {
  test('names an open question to whoever answers', () => {
    const asked = asks(coordinator);
    expect(refusalsOf(asked, coordinator, answers(m(1)))).toEqual(['invalid-input']);
    expect(refusalsOf(asked, practice, answers(m(7)))).toEqual(['invalid-input']);
    expect(refusalsOf(asked, practice, writes('answer', 'Yes'))).toEqual(['invalid-input']);
    const answered = next(asked, practice, answers(m(1)));
    expect(answered.communications.map((c) => c.status)).toEqual(['completed', 'in-progress']);
    expect(refusalsOf(answered, practice, answers(m(1)))).toEqual(['invalid-input']);
  });

  test('may name it as it was delivered', () => {
    const delivered = { identifier: { system: systems.message, value: m(1) } };
    expect(refusalsOf(asks(coordinator), practice, writes('answer', 'Yes', { inResponseTo: [delivered] }))).toEqual([]);
  });
});

describe('what is written', () => {
  const refusedTexts: readonly (readonly [string, Communication['payload']])[] = [
    ['nothing', []],
    ['blanks', [{ contentString: '   ' }]],
    ['too much', [{ contentString: 'x'.repeat(2001) }]],
    ['two texts', [{ contentString: 'One' }, { contentString: 'Two' }]],
    ['an attachment', [{ contentAttachment: { url: 'https://example.org/x' } }]],
    ...['<script>x</script>', '<b>now</b>', 'Hello {{name}}', '$' + '{now}', '<%= x %>', '<!-- x -->'].map(
      (contentString): [string, Communication['payload']] => [contentString, [{ contentString }]],
    ),
  ];
  test.each(refusedTexts)('is one plain text of at most 2000 characters: %s', (_, payload = []) => {
    expect(refusalsOf(opened(), practice, writes('note', '', { payload }))).toEqual(['invalid-input']);
  });

  test('may be 2000 characters long, with a sign of less, a heart and a new line', () => {
    const text = 'BMI < 30 & rising <3\n'.padEnd(2000, 'x');
    expect(refusalsOf(opened(), practice, writes('note', text))).toEqual([]);
  });

  test('is about the referral and nothing else, and of a kind that is written', () => {
    expect(refusalsOf(opened(), practice, writes('note', 'x', { about: [] }))).toEqual(['wrong-parent']);
    const other = { about: [{ reference: `Task/${t2}` }] };
    expect(refusalsOf(opened(), practice, writes('note', 'x', other))).toEqual(['wrong-parent']);
    for (const kind of Object.keys(communicationKinds) as CommunicationKind[]) {
      if (['question', 'answer', 'note'].includes(kind)) continue;
      expect(refusalsOf(opened(), practice, writes(kind, 'x'))).toEqual(['unknown-code']);
    }
    expect(refusalsOf(opened(), practice, writes('note', 'x', { priority: 'stat' }))).toEqual(['urgent-elsewhere']);
  });

  test('is not for a group to write, nor for anybody else', () => {
    const accepted = next(opened(), coordinator, move(t1, 'accepted'));
    const withGroup = next(accepted, coordinator, onwardTo('walking-group'));
    for (const other of [group, otherPractice])
      expect(refusalsOf(withGroup, other, writes('question', 'x'))).toEqual(['not-found']);
  });

  test('is said by neither event nor diagnostics', () => {
    const text = 'Marker-7319';
    const asked = next(opened(), practice, writes('question', text));
    expect(JSON.stringify(obligations(asked))).not.toContain(text);
  });

  test('of danger needs a person first, also when the referral has ended', () => {
    const danger = writes('note', 'He says he wants to end it all.');
    const open = next(opened(), practice, danger);
    expect(needsPersonFirst(open)).toBe(true);
    const over = next(opened(), practice, move(t1, 'cancelled', because('Moved away')));
    expect(obligations(next(over, practice, danger)).map((o) => [o.what, o.who])).toEqual([
      ['person-first', 'CWS01'],
      ['read-note', 'CWS01'],
    ]);
    expect(obligations(over)).toEqual([]);
  });
});
