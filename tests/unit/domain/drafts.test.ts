import { describe, expect, test } from 'vitest';
import { kindOf } from '../../../functions/domain/coding.ts';
import type { RequestOnward } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { ParticipantKind } from '../../../functions/domain/participant.ts';
import { organisationsOf, roleOf } from '../../../functions/domain/parties.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { factsOf } from '../../../functions/domain/reports/facts.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { reviewDateOf } from '../../../functions/domain/tasks/moved-task.ts';
import { wasSent } from '../../../functions/domain/tasks/never-sent.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import {
  because,
  bookedAt,
  consent,
  draft,
  move,
  objection,
  onwardDraft,
  onwardTo,
  recorded,
  reviewOn,
} from './acts.ts';
import { coordinator, day, group, practice, t1, t2 } from './cast.ts';
import { attempt, next, opened, refusalsOf, story, taken } from './referrals.ts';

const asked = onwardTo('walking-group');

test('a form that is thrown away says nothing to anybody, and is in no report', () => {
  const entered = opened({ sent: draft, actor: coordinator });
  const gone = next(entered, coordinator, move(t1, 'cancelled', because('In another’s name')));
  expect([gone.task.status, wasSent(gone.task)]).toEqual(['cancelled', false]);
  expect(gone.communications.filter((c) => kindOf(c) === 'practice-message')).toEqual([]);
  expect(obligations(gone)).toEqual([]);
  expect(factsOf(gone)).toBeUndefined();
});

describe('an onward request as a draft', () => {
  const drafted = (more: Partial<RequestOnward> = {}, start: Parameters<typeof taken>[0] = {}) =>
    next(taken(start), coordinator, onwardDraft('walking-group', more));
  const send = (ownerKind: ParticipantKind = 'voluntary') => move(t2, 'requested', { owner: { ownerKind } });
  const made = (referral: Referral) => referral.onward[0]?.task ?? referral.task;

  test('has a date by which it is looked at again, and is owed by its author', () => {
    const owed = obligations(drafted()).filter(({ task }) => task === t2);
    expect(owed.map(({ who, what }) => [who, what])).toEqual([['CWS01', 'review']]);
    const undated = { ...onwardDraft('walking-group').task, extension: [] };
    expect(refusalsOf(taken(), coordinator, onwardTo('walking-group', { task: undated }))).toEqual([
      'review-date-missing',
    ]);
    const far = { ...undated, extension: [reviewOn('2027-11-02')] };
    expect(refusalsOf(taken(), coordinator, onwardTo('walking-group', { task: far }))).toEqual(['review-date-missing']);
  });

  test('is nothing to the group: no role, no event to it, no meeting, no business status', () => {
    const draft = attempt(taken(), coordinator, onwardDraft('walking-group'));
    expect(draft.ok && draft.value.events.map((e) => e.type)).toEqual(['task-draft']);
    expect(roleOf(drafted(), 'walking-group')).toBeUndefined();
    expect(organisationsOf(drafted())).not.toContain('walking-group');
    expect(refusalsOf(drafted(), group, move(t2, 'accepted'))).toEqual(['not-found']);
    expect(refusalsOf(taken(), coordinator, onwardDraft('walking-group', { meeting: bookedAt(day(3)) }))).toEqual([
      'not-ready-to-send',
    ]);
    expect(made(drafted()).businessStatus).toBeUndefined();
  });

  test('sent, it is what was asked directly', () => {
    const sent = next(drafted({ request: { ...asked.request, status: 'draft' } }), coordinator, send());
    expect(sent.onward[0]?.request.status).toBe('active');
    expect(made(sent)).toMatchObject({ status: 'requested', businessStatus: { coding: [{ code: 'submitted' }] } });
    expect(reviewDateOf(made(sent))).toBeUndefined();
    expect(roleOf(sent, 'walking-group')).toBe('partner');
  });

  test('is sent only if it could be sent directly: permission, the organisation, risks read, the referral open', () => {
    expect(refusalsOf(drafted({ consents: [] }), coordinator, send())).toEqual(['permission-missing']);
    expect(refusalsOf(drafted(), coordinator, send('practice'))).toEqual(['unknown-partner']);
    expect(refusalsOf(drafted(), coordinator, move(t2, 'requested'))).toEqual(['unknown-partner']);
    const paused = move(t2, 'requested', { owner: { ownerKind: 'voluntary', ownerNotAsked: 'paused' } });
    expect(refusalsOf(drafted(), coordinator, paused)).toEqual(['unknown-partner']);
    expect(refusalsOf(drafted({}, { personFirst: true }), coordinator, send())).toEqual(['person-first']);
    const objected = story(drafted(), [
      coordinator,
      onwardTo('mens-shed', { consents: [consent('mens-shed'), objection('walking-group', { dateTime: day(1) })] }),
    ]);
    expect(refusalsOf(objected, coordinator, send())).toEqual(['permission-missing']);
    const held = { ...because('In hospital'), reviewDate: day(7).slice(0, 10) };
    expect(refusalsOf(next(drafted(), coordinator, move(t1, 'on-hold', held)), coordinator, send())).toEqual([
      'wrong-parent',
    ]);
  });

  test('changes its review date by its author alone', () => {
    const date = day(4).slice(0, 10);
    const dated = next(drafted(), coordinator, move(t2, 'draft', { reviewDate: date }));
    expect(reviewDateOf(made(dated))).toBe(date);
  });

  test.each(['cancelled', 'entered-in-error'] as const)('is %s by its author, and stays unknown to the group', (to) => {
    const ended = next(drafted(), coordinator, move(t2, to, because('Not wanted')));
    expect(made(ended).status).toBe(to);
    expect(wasSent(made(ended))).toBe(false);
    expect(roleOf(ended, 'walking-group')).toBeUndefined();
    expect(invitationsOf(ended, 'walking-group')).toEqual([]);
    expect(refusalsOf(ended, coordinator, asked)).toEqual([]);
  });

  test('ends with the referral, and stays unknown to the group', () => {
    const ended = next(drafted(), coordinator, move(t1, 'failed', because('Nobody answers')));
    expect([made(ended).status, wasSent(made(ended))]).toEqual(['entered-in-error', false]);
  });
});

test('a referral as a draft is revoked by its author, and stays unknown to the coordinator', () => {
  const drafted = opened({ sent: draft });
  for (const status of ['revoked', 'entered-in-error'] as const) {
    const ended = next(drafted, practice, { kind: 'revise-request', status, ...because('Not needed') });
    expect(ended.request.status).toBe(status);
    expect(roleOf(ended, 'CWS01')).toBeUndefined();
    expect(ended.communications).toEqual([]);
  }
});

describe('what came by a poster is a draft of the coordinator, who rings before it is sent', () => {
  const came = () => opened({ sent: draft, actor: coordinator, personFirst: true });

  test('the call is written down, and who read the risks; nobody else hears of it yet', () => {
    const rung = story(came(), [coordinator, recorded('contact-attempt')], [coordinator, recorded('conversation')]);
    const messages = (of: Referral) => of.communications.filter((c) => kindOf(c) === 'practice-message');
    expect(messages(rung)).toEqual([]);
    expect(obligations(rung).map(({ what }) => what)).toContain('person-first');
    const read = next(rung, coordinator, recorded('risks-read', t1, { sender: { display: 'Ada Martin' } }));
    expect(obligations(read).map(({ what }) => what)).toEqual(['review']);
    const sent = next(read, coordinator, move(t1, 'requested'));
    expect(messages(sent).map(topicOf)).toEqual(['first-conversation']);
    expect(obligations(sent).map(({ what }) => what)).not.toContain('first-conversation');
  });

  test('of the draft of a practice nobody but the practice knows', () => {
    expect(refusalsOf(opened({ sent: draft }), coordinator, recorded('conversation'))).toEqual(['not-found']);
    expect(refusalsOf(opened({ sent: draft }), practice, recorded('conversation'))).toEqual(['not-yours-to-change']);
  });
});
