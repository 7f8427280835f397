import { expect, test } from 'vitest';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { workingDaysAfter } from '../../../functions/domain/calendar.ts';
import { statusOf } from '../../../functions/domain/coding.ts';
import { type Obligation, obligations } from '../../../functions/domain/owed/obligations.ts';
import { silentAt } from '../../../functions/domain/owed/silent.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { isOpenQuestion } from '../../../functions/domain/said/correspondence.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { opens } from './acts.ts';
import { coordinator, hub, later, practice } from './cast.ts';
import { next } from './referrals.ts';
import { always } from './walked.ts';

const chase = (referral: Referral, { what, task, due, about }: Obligation, at: string): Referral =>
  next(referral, hub, { kind: 'chase', obligation: what, task, due, ...(about ? { about } : {}) }, at);

/** As the sweep does it: everything that is due by then, one version each. */
const swept = (referral: Referral, until: string): Referral =>
  obligations(referral)
    .filter(({ due }) => due <= until)
    .reduce((now, owed, n) => chase(now, owed, later(until, n)), referral);

/** Open (DESIGN 4): T1 goes on, or nobody has read how it ended, or somebody waits for an answer. */
const isOpen = ({ task, communications }: Referral): boolean =>
  !isTerminal(statusOf(task)) ||
  communications.some(
    (c) =>
      isOpenQuestion(c) ||
      // That a recalled one was closed before is nobody's to read any more.
      (task.status !== 'entered-in-error' &&
        c.status === 'in-progress' &&
        ['closing', 'refused'].includes(topicOf(c) ?? '')),
  );

const weeks = (n: number): number => n * 7 * 86_400_000;

test('whatever happened: what is open is an organisation’s, of a role there, by a deadline ahead or with a reminder made', () => {
  always(({ after }) => {
    // The sweep comes each minute: a step in hours that was missed follows with the next.
    const now = [0, 1, 2, 3].reduce((referral, n) => swept(referral, later(after.at, weeks(2) + n * 60_000)), after);
    for (const referral of [after, now]) {
      const list = obligations(referral);
      expect(list.length > 0 || !isOpen(referral)).toBe(true);
      for (const { who, role, since, deadline, due, chased, stuck } of list) {
        expect(['L99901', 'L99902', 'CWS01', 'walking-group', 'mens-shed', 'champion-ada']).toContain(who);
        expect(who === 'CWS01' ? ['on-duty', 'assignee', 'deputy', 'manager'] : ['on-duty']).toContain(role);
        expect(since <= deadline && deadline <= due).toBe(true);
        expect(chased > 0).toBe(due > deadline);
        expect(stuck && chased < 3).toBe(false);
      }
    }
    // Nobody acted for two weeks: what was due is reminded of, and the next instant lies ahead.
    for (const { due } of obligations(now)) expect(due > later(after.at, weeks(2))).toBe(true);
  });
});

test('left alone, everything that is owed comes to be stuck, and stays somebody’s', () => {
  always(({ after }) => {
    let referral = after;
    for (let month = 1; month <= 6; month += 1) referral = swept(referral, later(after.at, weeks(4 * month)));
    expect(obligations(referral).filter(({ stuck }) => !stuck)).toEqual([]);
    expect(obligations(referral).length >= obligations(after).length).toBe(true);
  });
});

test('silent is nothing before the earliest deadline and two working days, and no reminder makes it earlier or later', () => {
  always(({ after }) => {
    const at = silentAt(after);
    const [first] = obligations(after)
      .map(({ deadline }) => deadline)
      .sort();
    if (at !== undefined) expect(first !== undefined && at >= workingDaysAfter(first, 2)).toBe(true);
    let referral = after;
    for (const week of [1, 2, 6]) {
      referral = swept(referral, later(after.at, weeks(week)));
      expect(silentAt(referral)).toBe(at);
    }
  });
});

test('opened by a person whose it is, or acted upon, it is not silent', () => {
  always(({ after, actor }) => {
    const at = later(silentAt(after) ?? after.at);
    const by = after.task.status === 'draft' ? practice : coordinator;
    const openedLate = next(after, by, opens(after.task.id), at > after.at ? at : later(after.at));
    expect((silentAt(openedLate) ?? '~') > openedLate.at).toBe(true);
    // Who has just acted is silent over nothing that was late by then.
    if (actor === coordinator) expect((silentAt(after) ?? '~') > after.at).toBe(true);
  });
});
