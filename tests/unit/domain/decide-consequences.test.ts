import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { businessStatusOf, codeIn } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, meetingAt, move, onwardTo, recorded } from './acts.ts';
import { coordinator, day, group, practice, shed, t1, t2 } from './cast.ts';
import { abortsOn, four, statuses } from './four-groups.ts';
import { attempt, next, opened, refusalsOf, story } from './referrals.ts';

describe('a hold of the referral', () => {
  const until = { ...because('In hospital'), reviewDate: day(10).slice(0, 10) };
  const held = () => next(four(), coordinator, move(t1, 'on-hold', until));

  test('holds what is in progress, with the same date, and nothing else', () => {
    expect(statuses(held())).toEqual(['requested', 'accepted', 'on-hold', 'on-hold']);
    const [, , third, fourth] = held().onward;
    expect(third?.task.extension).toContainEqual(expect.objectContaining({ valueDate: until.reviewDate }));
    expect(third?.task.statusReason?.text).toBe('Held together with the referral');
    expect(fourth?.task.statusReason?.text).toBe('Winter');
  });

  test('leaves what it held as it is when only a note is written', () => {
    const noted = next(held(), coordinator, move(t1, 'on-hold', { notes: ['Rang the ward'] }), day(9));
    const versions = ({ onward }: Referral) => onward.map(({ task }) => task.meta?.versionId);
    expect(versions(noted)).toEqual(versions(held()));
  });

  test('and its end resumes what it held, not what a group holds itself', () => {
    const resumed = next(held(), coordinator, move(t1, 'in-progress'));
    expect(statuses(resumed)).toEqual(['requested', 'accepted', 'in-progress', 'on-hold']);
    expect(resumed.onward[2]?.task.statusReason).toBeUndefined();
    expect(JSON.stringify(resumed.onward[2]?.task.extension)).not.toContain('review-date');
  });

  test('that waits longer takes along what it held: nobody else could move that date', () => {
    const later = day(14).slice(0, 10);
    const waiting = next(held(), coordinator, move(t1, 'on-hold', { reviewDate: later }), day(9));
    const dueOf = (referral: Referral, n: number) =>
      obligations(referral).find(({ what, task }) => what === 'review' && task === t2.replace('t2', `t${n}`))?.due;
    expect([dueOf(held(), 4), dueOf(waiting, 4)]).toEqual([day(10, 17), day(14, 17)]);
    expect([dueOf(held(), 5), dueOf(waiting, 5)]).toEqual([dueOf(held(), 5), dueOf(held(), 5)]);
    const same = next(waiting, coordinator, move(t1, 'on-hold', { notes: ['Rang the ward'] }), day(9, 12));
    expect(same.onward).toEqual(waiting.onward);
  });

  test('keeps in sight that somebody asked a group to stop', () => {
    const asked = next(four(), coordinator, { kind: 'request-abort', task: t2.replace('t2', 't4'), ...because('x') });
    const task = (referral: Referral) => referral.onward[2]?.task;
    const both = next(asked, coordinator, move(t1, 'on-hold', until));
    expect(task(both)?.status).toBe('on-hold');
    expect(codeIn(systems.businessStatus, task(both)?.businessStatus)).toBe('cancellation-requested');
  });

  test('lets no new onward request out', () => {
    expect(refusalsOf(held(), coordinator, onwardTo('library'))).toEqual(['wrong-parent']);
  });
});

describe('what a group does', () => {
  const asked = () => story(opened(), [coordinator, move(t1, 'accepted')], [coordinator, onwardTo('walking-group')]);

  test('accepting starts the referral, by the hub, in the same version', () => {
    const accepted = next(asked(), group, move(t2, 'accepted'));
    expect(accepted.task.status).toBe('in-progress');
    expect(accepted.task.meta?.versionId).toBe(accepted.onward[0]?.task.meta?.versionId);
  });

  test('declining leaves the referral as it is, and the coordinator owes the next step', () => {
    const declined = next(asked(), group, move(t2, 'rejected', because('Full', 'no-capacity')));
    expect(declined.task.status).toBe('accepted');
    expect(declined.onward[0]?.request.status).toBe('revoked');
    expect(businessStatusOf(declined.onward[0]?.task ?? declined.task)).toBe('declined-no-capacity');
    expect(obligations(declined).map((o) => `${o.who} ${o.what}`)).toEqual(['CWS01 first-conversation']);
  });

  test('accepting while the referral is on hold does not resume it', () => {
    const until = { ...because('In hospital'), reviewDate: day(10).slice(0, 10) };
    const held = next(asked(), coordinator, move(t1, 'on-hold', until));
    const accepted = next(held, group, move(t2, 'accepted'));
    expect(accepted.task.status).toBe('on-hold');
    expect(accepted.onward[0]?.task.status).toBe('accepted');
  });

  test('completing completes its request', () => {
    const done = story(
      asked(),
      [group, move(t2, 'accepted')],
      [group, meetingAt(day(3))],
      [group, { kind: 'record-result', task: t2, result: 'attended' }, day(3, 12)],
      [group, move(t2, 'completed')],
    );
    expect(done.onward[0]?.request.status).toBe('completed');
    expect(done.task.status).toBe('in-progress');
  });
});

describe('when the request is withdrawn (12.5; 12.9, 14)', () => {
  const revoke = { kind: 'revise-request' as const, status: 'revoked' as const, ...because('Moved away') };

  test('before work began, the Task is cancelled with it', () => {
    for (const referral of [opened(), next(opened(), coordinator, move(t1, 'accepted'))]) {
      const withdrawn = next(referral, practice, revoke);
      expect(withdrawn.task.status).toBe('cancelled');
      expect(withdrawn.request.status).toBe('revoked');
    }
  });

  test('later the coordinator is asked to stop, and nothing that no group began is left to begin', () => {
    const withdrawn = next(four(), practice, revoke);
    expect(withdrawn.task.status).toBe('in-progress');
    expect(businessStatusOf(withdrawn.task)).toBe('cancellation-requested');
    expect(abortsOn(withdrawn)).toEqual(['t1 requested']);
    expect(statuses(withdrawn)).toEqual(['cancelled', 'cancelled', 'in-progress', 'on-hold']);
    expect(refusalsOf(withdrawn, coordinator, onwardTo('library'))).toEqual(['wrong-parent']);
  });

  test('one request to stop is enough, also an accepted one', () => {
    const asked = next(four(), practice, { kind: 'request-abort', task: t1, ...because('x') });
    const agreed = next(asked, coordinator, move(t2.replace('t2', 't6'), 'accepted'));
    for (const before of [asked, agreed]) expect(abortsOn(next(before, practice, revoke))).toHaveLength(1);
  });

  test('twice is once; afterwards it cannot become an error instead', () => {
    const withdrawn = next(opened(), practice, revoke);
    expect(attempt(withdrawn, practice, revoke)).toMatchObject({ ok: true, value: { changed: [] } });
    const error = { ...revoke, status: 'entered-in-error' as const };
    expect(refusalsOf(withdrawn, practice, error)).toEqual(['ended']);
  });

  test('as an error is refused once something happened', () => {
    const spoken = story(four(), [coordinator, recorded('conversation')]);
    const error = { ...revoke, status: 'entered-in-error' as const };
    expect(refusalsOf(spoken, practice, error)).toEqual(['already-happened']);
    expect(next(four(), practice, error).task.status).toBe('entered-in-error');
  });

  test('only by the referrer', () => {
    expect(refusalsOf(four(), coordinator, revoke)).toEqual(['not-yours-to-change']);
    expect(refusalsOf(four(), shed, revoke)).toEqual(['not-found']);
  });
});
