import type { Communication } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { concept, kindOf } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { answers, because, meetingAt, move, reads, writes } from './acts.ts';
import { coordinator, day, group, hub, id, otherPractice, practice, t1, t2 } from './cast.ts';
import { agreed, next, opened, refusalsOf, story } from './referrals.ts';

const m = (n: number): string => `${id}.m${n}`;
const byTelephone: Partial<Communication> = {
  sender: { reference: 'Organization/CWS01' },
  recipient: [{ display: 'Dr Okafor' }],
  medium: [concept(systems.participationMode, 'PHONE')],
};

/** The service cannot take it: the practice is told, and somebody there has to read it. */
const refused = (): Referral =>
  next(opened(), coordinator, move(t1, 'rejected', { ...because('No room'), businessStatus: 'declined-no-capacity' }));
const messageOf = (referral: Referral): Communication | undefined =>
  referral.communications.find((c) => kindOf(c) === 'practice-message');

describe('a message that says how it ended', () => {
  test('is owed until a person has read it; then nothing is owed any more', () => {
    const before = refused();
    expect(obligations(before).map((o) => o.what)).toEqual(['closing-acknowledged']);
    const after = next(before, practice, reads(m(1)), day(1));
    expect(obligations(after)).toEqual([]);
    expect(messageOf(after)).toMatchObject({ status: 'completed', received: day(1) });
    expect(after.communications.at(-1)).toMatchObject({
      sender: { reference: 'Organization/L99901', display: 'Sam Patel, reception' },
      recipient: [{ reference: 'Organization/CWS01' }],
    });
  });

  test('is chased until then, and never after', () => {
    const before = refused();
    const [{ what, task, due } = { what: '', task: '', due: '' }] = obligations(before);
    const chase: Action = { kind: 'chase', obligation: what, task, due };
    expect(next(before, hub, chase, due).communications).toHaveLength(2);
    const after = next(before, practice, reads(m(1)));
    expect(next(after, hub, chase, day(60))).toEqual(after);
  });

  test('is read once: whoever says so again changes nothing', () => {
    const after = next(refused(), practice, reads(m(1)));
    expect(next(after, practice, reads(m(1), { sender: { display: 'Dr Okafor' } }))).toEqual(after);
    expect(next(after, coordinator, reads(m(1), byTelephone))).toEqual(after);
  });

  test('is read by somebody, not by a system', () => {
    for (const display of [undefined, '', ' ', 'x', '42', '7 a', '…', 'x'.repeat(101)])
      expect(
        refusalsOf(refused(), practice, reads(m(1), { sender: display === undefined ? {} : { display } })),
      ).toEqual(['missing-element']);
    for (const display of ['Jo', 'GP', '李明', 'Łucja'])
      expect(refusalsOf(refused(), practice, reads(m(1), { sender: { display } }))).toEqual([]);
  });

  test('is signed off by the coordinator with whom it spoke to, and how', () => {
    const after = next(refused(), coordinator, reads(m(1), byTelephone));
    expect(obligations(after)).toEqual([]);
    expect(after.communications.at(-1)).toMatchObject({
      sender: { reference: 'Organization/CWS01' },
      recipient: [{ reference: 'Organization/L99901', display: 'Dr Okafor' }],
      medium: [{ coding: [{ code: 'PHONE' }] }],
    });
    expect(refusalsOf(refused(), coordinator, reads(m(1)))).toEqual(['missing-element', 'missing-element']);
    const fax = { ...byTelephone, medium: [concept(systems.participationMode, 'FAXWRIT')] };
    expect(refusalsOf(refused(), coordinator, reads(m(1), fax))).toEqual(['missing-element']);
  });

  test('is nobody else’s to have read', () => {
    for (const other of [otherPractice, group])
      expect(refusalsOf(refused(), other, reads(m(1)))).toEqual(['not-found']);
    expect(refusalsOf(refused(), practice, reads(m(9)))).toEqual(['not-found']);
    expect(refusalsOf(refused(), practice, reads(m(1), { inResponseTo: [] }))).toEqual(['not-found']);
  });
});

describe('what was written', () => {
  test('is read by whom it is for; an answer is owed all the same', () => {
    const asked = next(opened(), coordinator, writes('question', 'Does she have a dog?'));
    const read = next(asked, practice, reads(m(1)));
    expect(read.communications[0]).toMatchObject({ status: 'in-progress' });
    expect(read.communications[0]?.received).toBeDefined();
    expect(obligations(read).map((o) => o.what)).toContain('answer-question');
    const answered = next(read, practice, answers(m(1)));
    expect(obligations(answered).map((o) => o.what)).not.toContain('answer-question');
  });

  test('is not read by who wrote it, nor is that it was read', () => {
    const noted = next(opened(), practice, writes('note', 'She has moved in with her son'));
    expect(refusalsOf(noted, practice, reads(m(1)))).toEqual(['not-yours-to-change']);
    const read = next(noted, coordinator, reads(m(1), { sender: { display: 'Priya Shah' } }));
    expect(read.communications[0]).toMatchObject({ status: 'completed' });
    expect(refusalsOf(read, practice, reads(m(2)))).toEqual(['not-found']);
  });
});

describe('a group that is to be rung', () => {
  const toRing = () =>
    next(story(agreed(), [group, meetingAt(day(3))]), hub, { kind: 'ring-group', task: t2, why: 'returned' }, day(2));
  const record = (referral: Referral): string =>
    referral.communications.find((c) => kindOf(c) === 'ring-group')?.id ?? '';
  const owed = (referral: Referral) => obligations(referral).map(({ what }) => what);

  test('is signed off as any other call, by the software of the coordinator, with whom it rang', () => {
    const before = toRing();
    const after = next(before, coordinator, reads(record(before), byTelephone), day(2, 11));
    expect([owed(before).includes('ring-group'), owed(after).includes('ring-group')]).toEqual([true, false]);
    expect(after.communications.at(-1)).toMatchObject({ recipient: [{ display: 'Dr Okafor' }] });
    expect(after.communications.at(-1)?.recipient?.[0]).not.toHaveProperty('reference');
  });

  test('by nobody else, and not without saying whom and how', () => {
    const before = toRing();
    for (const by of [practice, group, otherPractice])
      expect(refusalsOf(before, by, reads(record(before), byTelephone), day(2, 11))).toEqual(['not-found']);
    expect(refusalsOf(before, coordinator, reads(record(before), { sender: {} }), day(2, 11))).not.toEqual([]);
  });
});
