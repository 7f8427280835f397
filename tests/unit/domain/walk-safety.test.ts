import fc from 'fast-check';
import type { Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { practiceMessages } from '../../../contracts/lifecycle/codes.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { cannotCome, isLeftAlone } from '../../../functions/domain/circumstance/circumstances.ts';
import { businessStatusOf, codeIn, kindOf, statusOf } from '../../../functions/domain/coding.ts';
import { isFinalResult, isKnown, resultOf } from '../../../functions/domain/meetings/meetings.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { abortsInHand, roleOf, wasAccepted } from '../../../functions/domain/parties.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { hub } from './cast.ts';
import { walks } from './walk.ts';
import { always, taskIn, tasksOf, walk } from './walked.ts';

test('while the person is left alone, nobody is owed a word with them or a meeting', () => {
  always(({ after }) => {
    const asks = ['first-conversation', 'next-step', 'follow-up', 'find-a-way', 'name-meeting', 'agree-meeting'];
    const list = obligations(after).map((o) => o.what);
    if (cannotCome(after)) expect(list.filter((what) => asks.includes(what))).toEqual([]);
  });
});

test('nothing is ever silent: what is open is owed by an organisation until an instant', () => {
  always(({ after }) => {
    const unread = after.communications.some(
      (c) => c.status === 'in-progress' && (topicOf(c) === 'closing' || topicOf(c) === 'refused'),
    );
    const list = obligations(after);
    if (!isTerminal(statusOf(after.task)) || unread) expect(list.length).toBeGreaterThan(0);
    for (const { who, what, due } of list) {
      expect(['L99901', 'L99902', 'CWS01', 'walking-group', 'mens-shed', 'champion-ada']).toContain(who);
      // At the end of a working day in England; what is urgent of a call at an hour of one; before a meeting that is soon.
      if (what === 'tell-person') continue;
      const due17 = /^\d{4}-\d\d-\d\dT1[67]:00:00\.000Z$/;
      expect(due).toMatch(what.startsWith('call-') && what.endsWith('-urgent') ? /T(0[89]|1[0-7]):/ : due17);
    }
    for (const { task } of after.onward.filter((o) => !isTerminal(statusOf(o.task)))) {
      const ids = [task.id, ...abortsInHand(after, task).map((a) => a.id)];
      expect(list.some((o) => ids.includes(o.task))).toBe(true);
    }
  });
});

test('at most one request to stop is in hand on a Task, and none on one that has ended', () => {
  always(({ after }) => {
    for (const [, task] of tasksOf(after)) {
      const inHand = abortsInHand(after, task).length;
      expect(inHand).toBeLessThanOrEqual(isTerminal(statusOf(task)) ? 0 : 1);
      if (inHand === 0) expect(businessStatusOf(task)).not.toBe('cancellation-requested');
    }
  });
});

test('a withdrawn or recalled request leaves no group to begin', () => {
  always(({ after }) => {
    const unbegun = after.onward.filter((o) => o.task.status === 'requested' || o.task.status === 'accepted');
    expect(after.request.status === 'active' ? [] : unbegun).toEqual([]);
  });
});

test('a follow-up and the result of a meeting that began are owed until they are settled, whatever ends meanwhile', () => {
  always(({ after }) => {
    const list = obligations(after);
    const owes = (what: string, task: Task) => list.some((o) => o.what === what && o.task === task.id);
    const recalled = (task: Task) => task.status === 'entered-in-error';
    const gone = JSON.stringify([after.task.output, after.task.statusReason]).includes('moved-or-died');
    for (const { task, meetings } of after.onward.filter((o) => wasAccepted(o.task) && !recalled(o.task))) {
      const open = meetings.some((m) => m.status === 'booked' && !isFinalResult(resultOf(m)));
      expect(owes('meeting-result', task)).toBe(open);
      const said = meetings.map(resultOf);
      const missed = said.includes('did-not-attend') || said.includes('could-not-come');
      const heard = after.communications.some((c) => ['conversation', 'contact-attempt'].includes(kindOf(c) ?? ''));
      if (missed && !heard && !said.includes('attended') && !recalled(after.task) && !gone && !isLeftAlone(after))
        expect(owes('follow-up', task)).toBe(true);
    }
    if (after.task.status === 'completed' && after.version === Number(after.task.meta?.versionId))
      expect(list.some((o) => o.what === 'follow-up')).toBe(false);
  });
});

test('nobody takes back what is known of a meeting, and a follow-up goes only by what somebody did for the person', () => {
  always(({ before, after, action }) => {
    const stillOwed = obligations(after)
      .filter((o) => o.what === 'follow-up')
      .map((o) => o.task);
    for (const { what, task } of obligations(before)) {
      if (what !== 'follow-up' || stillOwed.includes(task)) continue;
      const came = after.onward.find((o) => o.task.id === task)?.meetings.some((m) => m.status === 'fulfilled');
      expect(action.kind === 'record' || came || isLeftAlone(after)).toBe(true);
    }
    const meetings = (referral: Referral) => referral.onward.flatMap((o) => o.meetings);
    for (const meeting of meetings(before).filter((m) => isKnown(resultOf(m))))
      expect(isKnown(resultOf(meetings(after).find((m) => m.id === meeting.id) ?? meeting))).toBe(true);
  });
});

test('a referral that fails, is cancelled or is recalled leaves each group where row 16 says', () => {
  always(({ before, after }) => {
    const early = ['failed', 'cancelled', 'entered-in-error'].includes(after.task.status);
    if (!early || after.task.status === before.task.status) return;
    for (const { task, meetings } of after.onward) {
      const was = taskIn(before, task.id)?.status ?? '';
      const begun = was === 'in-progress' || was === 'on-hold';
      if (was === 'draft') expect(task.status).toBe('entered-in-error');
      else expect(task.status).toBe(was === 'requested' || was === 'accepted' ? 'cancelled' : was);
      expect(abortsInHand(after, task)).toHaveLength(begun ? 1 : 0);
      const ahead = meetings.some((m) => m.status === 'booked' && (m.start ?? '') > after.at);
      if (!begun || after.task.status === 'entered-in-error') expect(ahead).toBe(false);
    }
    // Few walks end early with groups asked: more of them, so that some do.
  }, 600);
});

test('nobody says to have been asked to stop unless somebody asked', () => {
  always(({ before, after }) => {
    const says = (t: Task | undefined) => codeIn(systems.statusReason, t?.statusReason) === 'asked-to-stop';
    const saying = tasksOf(after).filter(([, t]) => says(t) && !says(taskIn(before, t.id)));
    expect(saying.filter(([, t]) => abortsInHand(before, t).length === 0)).toEqual([]);
  });
});

test('the practice gets each routine message at most once', () => {
  always(({ after }) => {
    for (const [topic, { routine }] of Object.entries(practiceMessages)) {
      const times = after.communications.filter((c) => kindOf(c) === 'practice-message' && topicOf(c) === topic).length;
      if (routine) expect(times).toBeLessThanOrEqual(1);
    }
  });
});

test('who takes no part hears not-found and changes nothing; a group changes nothing but its own', () => {
  fc.assert(
    fc.property(walks, (path) => {
      const { versions, refusals } = walk(path);
      for (const { actor, referral, code } of refusals) {
        if (actor.client !== hub.client && roleOf(referral, actor.organisation) === undefined)
          expect(code).toBe('not-found');
      }
      for (const { before, after, actor, action } of versions) {
        if (actor.client === hub.client) expect(action.kind).toBe('chase');
        else expect(roleOf(before, actor.organisation)).toBeDefined();
        if (roleOf(before, actor.organisation) !== 'partner') continue;
        const reports = (r: Referral) => r.communications.filter((c) => kindOf(c) === 'circumstance').length;
        const isReport = reports(after) > reports(before) || action.kind === 'report-circumstance';
        const others = (r: Referral) =>
          r.onward
            .filter((o) => o.task.owner?.reference !== `Organization/${actor.organisation}`)
            // What a group reports of the person gives the others a new version of what they have, and nothing else.
            .map((o) => (isReport ? { ...o, task: { ...o.task, meta: {}, lastModified: '' } } : o));
        expect(others(after)).toEqual(others(before));
        expect([after.request, after.patient]).toEqual([before.request, before.patient]);
      }
    }),
    { numRuns: 150 },
  );
});
