import type { Annotation } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { systems } from '../../../contracts/systems.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { needsPersonFirst } from '../../../functions/domain/said/person-first.ts';
import { tasksSeenBy } from '../../../functions/views/seen-by.ts';
import { entryOf } from '../../../functions/views/task-entry.ts';
import { invitationView } from '../../../mappings/partner/invitation.ts';
import { stateMessage } from '../../../mappings/wellbeing/state-message.ts';
import { because, move, note, onwardTo, output } from './acts.ts';
import { coordinator, day, group, later, practice, t1, t2 } from './cast.ts';
import { onwards, referrals } from './reachable.ts';
import { next, opened, refusalsOf } from './referrals.ts';

const [danger = ''] = thisArea.urgency.phrases;
const withGroup = () => onwards.accepted?.() ?? opened();

describe('a note (standards.md 12.1)', () => {
  test('is added by the owner, and signed and dated by the hub', () => {
    const at = later(opened().at);
    const noted = next(opened(), coordinator, move(t1, 'requested', { notes: ['Rings after six'] }), at);
    const kept = { authorReference: { reference: 'Organization/CWS01' }, time: at, text: 'Rings after six' };
    expect(noted.task.note).toEqual([kept]);
    const twice = next(noted, coordinator, move(t1, 'accepted', { notes: ['Prefers Tuesdays'] }));
    expect(twice.task.note?.map((n) => n.text)).toEqual(['Rings after six', 'Prefers Tuesdays']);
    expect(twice.task.note?.[0]).toEqual(kept);
  });

  test('of a group stands on its own Task, in its own name', () => {
    const noted = next(withGroup(), group, move(t2, 'accepted', { notes: ['Brings a friend'] }));
    expect(noted.onward[0]?.task.note?.[0]?.authorReference?.reference).toBe('Organization/walking-group');
  });

  test('is nobody else’s to add, with a move or without one', () => {
    const notes = { notes: ['x'] };
    expect(refusalsOf(opened(), practice, move(t1, 'requested', notes))).toEqual(['not-yours-to-change']);
    expect(refusalsOf(opened(), practice, move(t1, 'cancelled', { ...because('x'), ...notes }))).toEqual([
      'not-yours-to-change',
    ]);
    expect(refusalsOf(withGroup(), coordinator, move(t2, 'accepted', notes))).toEqual(['not-yours-to-change']);
  });

  test('that the coordinator sends along with an onward request is in its own name, whatever it claims', () => {
    const { task, ...more } = onwardTo('walking-group');
    const authorReference = { reference: 'Organization/walking-group' };
    const asked = next(
      next(opened(), coordinator, move(t1, 'accepted')),
      coordinator,
      onwardTo('walking-group', { ...more, task: { ...task, note: [{ text: 'Her son drinks', authorReference }] } }),
    );
    expect(asked.onward[0]?.task.note?.map((n) => n.authorReference?.reference)).toEqual(['Organization/CWS01']);
    const [onward] = asked.onward;
    if (!onward) throw new Error('no onward request');
    const shown = invitationView({ referral: asked, onward, tier: 'purpose', now: asked.at });
    expect(JSON.stringify(shown)).not.toContain('drinks');
    const answered = next(asked, group, move(t2, 'requested', { notes: ['We are full until May'] }));
    const [after = onward] = answered.onward;
    const own = invitationView({ referral: answered, onward: after, tier: 'purpose', now: answered.at });
    expect(own.notes).toEqual([{ text: 'We are full until May', at: answered.at }]);
  });

  test('is not written on what has ended', () => {
    const ended = referrals.completed?.() ?? opened();
    expect(refusalsOf(ended, coordinator, move(t1, 'completed', { notes: ['x'] }))).toEqual(['ended']);
  });
});

describe('an output (12.7)', () => {
  const signposted = output('note', systems.activity, 'library');

  test('of an onward Task is its owner’s and the coordinator’s to add, also within the time for corrections', () => {
    for (const state of [withGroup(), onwards.completed?.() ?? opened()]) {
      const status = state.onward[0]?.task.status === 'completed' ? 'completed' : 'accepted';
      for (const actor of [group, coordinator]) {
        const added = next(state, actor, move(t2, status, { outputs: [signposted] }));
        expect(added.onward[0]?.task.output).toContainEqual(signposted);
      }
      expect(refusalsOf(state, coordinator, move(t2, status, { outputs: [signposted] }), day(60))).toEqual(
        status === 'completed' ? ['too-late'] : [],
      );
    }
  });

  test('is all that a coordinator may add to a Task of a group', () => {
    const more = { outputs: [signposted] };
    const withMore = [
      { ...more, businessStatus: 'awaiting-information' as const },
      { ...more, ...because('x') },
    ];
    for (const action of withMore)
      expect(refusalsOf(withGroup(), coordinator, move(t2, 'accepted', action))).toEqual(['not-yours-to-change']);
  });

  test('of the referral is not the referrer’s to add', () => {
    expect(refusalsOf(opened(), practice, move(t1, 'requested', { outputs: [note] }))).toEqual(['not-yours-to-change']);
    const cancel = move(t1, 'cancelled', { ...because('x'), outputs: [note] });
    expect(refusalsOf(opened(), practice, cancel)).toEqual(['not-yours-to-change']);
  });
});

describe('a note that tells of a danger', () => {
  test('of a group raises that a person comes first; one of the coordinator does not', () => {
    const told = next(withGroup(), group, move(t2, 'accepted', { notes: [danger] }));
    expect(obligations(told).map((o) => `${o.who} ${o.what}`)).toContain('CWS01 person-first');
    const own = next(opened(), coordinator, move(t1, 'accepted', { notes: [danger] }));
    expect(needsPersonFirst(own)).toBe(false);
  });

  test('reaches the coordinator, as any note of a group does: with the state, and as a change on its list', () => {
    const before = withGroup();
    const told = next(before, group, move(t2, 'accepted', { notes: ['She is frightened'] }));
    expect(JSON.stringify(stateMessage(told, before.version))).toContain('She is frightened');
    const [task] = tasksSeenBy(told, 'CWS01').filter(({ level }) => level === 'onward');
    expect(entryOf(task?.task ?? told.task, 'onward').version).toBe(told.version);
  });
});

test('a note has at most 2,000 characters, all of a Task at most 60,000, and what was sent at length does not count', () => {
  const noting = (referral: Referral, ...notes: string[]) =>
    refusalsOf(referral, coordinator, move(t1, 'requested', { notes }));
  const sent = opened();
  const long = { ...sent, task: { ...sent.task, note: [{ text: 'x'.repeat(180_000) }] } };
  expect(noting(long, 'x'.repeat(2001))).toEqual(['invalid-input']);
  expect(noting(long, ...Array.from({ length: 30 }, () => 'x'.repeat(2000)))).toEqual([]);
  expect(noting(long, ...Array.from({ length: 31 }, () => 'x'.repeat(2000)))).toEqual(['invalid-input']);
});

test('a note that was once kept without words, as R4 allows, stands; what is added to it is added', () => {
  const sent = opened();
  // R4: `_text` may hold an extension in place of the text.
  const wordless: object = { _text: { extension: [{ url: 'https://x.example/absent', valueCode: 'masked' }] } };
  const kept = { ...sent, task: { ...sent.task, note: [wordless as Annotation] } };
  const noted = next(kept, coordinator, move(t1, 'accepted', { notes: ['Rings after six'] }));
  expect(noted.task.note).toMatchObject([wordless, { text: 'Rings after six' }]);
});
