import fc from 'fast-check';
import type { FhirResource, Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { practiceMessages } from '../../../contracts/lifecycle/codes.ts';
import { isTerminal, mayStandWith, reasonedStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { type TaskLevel, transitions } from '../../../contracts/lifecycle/transitions.ts';
import { systems } from '../../../contracts/systems.ts';
import type { Action } from '../../../functions/domain/actions.ts';
import { businessStatusOf, codeIn, isAbout, kindOf, statusOf } from '../../../functions/domain/coding.ts';
import { decide } from '../../../functions/domain/decide.ts';
import type { Decision } from '../../../functions/domain/decision.ts';
import { endOf } from '../../../functions/domain/ended-as.ts';
import {
  firstMeeting,
  isFinalResult,
  isKnown,
  meetingResult,
  resultOf,
  signedUpBy,
} from '../../../functions/domain/meetings.ts';
import { obligations } from '../../../functions/domain/obligations.ts';
import { abortsInHand, roleOf, wasAccepted } from '../../../functions/domain/parties.ts';
import { topicOf } from '../../../functions/domain/practice-messages.ts';
import {
  type Actor,
  type Referral,
  readReferral,
  referenceTo,
  resourcesOf,
} from '../../../functions/domain/referral.ts';
import { hub, later, written } from './referrals.ts';
import { actionOf, actorOf, startOf, type Walk, walks } from './walk.ts';

interface Written {
  readonly before: Referral;
  readonly after: Referral;
  readonly actor: Actor;
  readonly action: Action;
  readonly decision: Decision;
}

interface Walked {
  readonly versions: readonly Written[];
  readonly refusals: readonly { readonly actor: Actor; readonly referral: Referral; readonly code: string }[];
  readonly end: Referral;
}

const walk = (path: Walk): Walked => {
  const versions: Written[] = [];
  const refusals: Walked['refusals'][number][] = [];
  let referral = startOf(path);
  for (const step of path.steps) {
    const [actor, at] = [actorOf(step), later(referral.at, step.wait)];
    const action = actionOf(referral, step, at);
    const decided = decide(referral, action, actor, at);
    if (!decided.ok) refusals.push(...decided.refusals.map(({ code }) => ({ actor, referral, code })));
    else if (decided.value.changed.length > 0) {
      const after = written(referral, decided.value, at);
      versions.push({ before: referral, after, actor, action, decision: decided.value });
      referral = after;
    }
  }
  return { versions, refusals, end: referral };
};

const tasksOf = (referral: Referral): [TaskLevel, Task][] => [
  ['referral', referral.task],
  ...referral.onward.map((o): [TaskLevel, Task] => ['onward', o.task]),
  ...referral.aborts.map((a): [TaskLevel, Task] => ['abort', a]),
];
const taskIn = (referral: Referral, id: string | undefined) => tasksOf(referral).find(([, t]) => t.id === id)?.[1];

/** Each move of a version, with what it was before: `new` for a Task that was not there. */
const movesOf = ({ before, after }: Written) =>
  tasksOf(after)
    .map(([level, task]) => ({
      level,
      task,
      from: taskIn(before, task.id)?.status ?? ('new' as const),
      to: statusOf(task),
    }))
    .filter(({ from, to }) => from !== to);

const always = (holds: (version: Written) => void) =>
  fc.assert(
    fc.property(walks, (path) => {
      for (const version of walk(path).versions) holds(version);
    }),
    { numRuns: 150 },
  );

test('every move of every version is a row of the table, and leaves no terminal status but as an error', () => {
  always((version) => {
    for (const { level, from, to } of movesOf(version)) {
      expect(transitions.some((t) => t.on.includes(level) && t.from.some((f) => f === from) && t.to === to)).toBe(true);
      if (from !== 'new' && isTerminal(statusOf({ resourceType: 'Task', status: from, intent: 'order' })))
        expect(to).toBe('entered-in-error');
    }
  });
});

test('each change of a status is told as exactly one event', () => {
  always((version) => {
    const moves = movesOf(version).filter(({ from, to }) => from !== 'new' || to === 'draft');
    const told = version.decision.events.filter((e) => e.type.startsWith('task-') && e.type !== 'task-updated');
    expect(told.map((e) => `${e.type} ${e.task}`).toSorted()).toEqual(
      moves.map(({ task, to }) => `task-${to} ${referenceTo(task)}`).toSorted(),
    );
    expect(version.decision.events.length).toBeGreaterThan(0);
  });
});

test('status and business status always fit, and what needs a reason has one', () => {
  always(({ after }) => {
    for (const [, task] of tasksOf(after)) {
      const business = businessStatusOf(task);
      if (business)
        expect([business, task.status, mayStandWith(business, statusOf(task))]).toEqual([business, task.status, true]);
      if (reasonedStatuses.some((s) => s === task.status)) expect(task.statusReason?.text?.trim()).toBeTruthy();
    }
  });
});

test('elements that never change never change, and whose is what stays so', () => {
  const fixed = (t: Task) => [
    t.intent,
    t.code,
    t.focus,
    t.for,
    t.authoredOn,
    t.requester,
    t.owner,
    t.partOf,
    t.identifier,
  ];
  always(({ before, after }) => {
    for (const [, task] of tasksOf(after)) {
      const was = taskIn(before, task.id);
      if (was) expect(fixed(task)).toEqual(fixed(was));
    }
    for (const { task, request } of after.onward) {
      expect(task.partOf).toContainEqual({ reference: referenceTo(after.task) });
      expect(request.basedOn).toContainEqual({ reference: referenceTo(after.request) });
      const person = { reference: referenceTo(after.patient) };
      expect([task.for, request.subject, after.task.for, after.request.subject]).toEqual(Array(4).fill(person));
    }
    expect(tasksOf(after).length).toBeGreaterThanOrEqual(tasksOf(before).length);
  });
});

test('versions count up: what changed carries the new one, and the last change of a Task grows with it', () => {
  always(({ before, after, decision }) => {
    expect(after.version).toBe(before.version + 1);
    for (const r of decision.changed)
      expect(r.meta).toMatchObject({ versionId: String(after.version), lastUpdated: after.at });
    for (const [, task] of tasksOf(after).filter(([, t]) => t.meta?.versionId === String(after.version)))
      expect((task.lastModified ?? '') > (taskIn(before, task.id)?.lastModified ?? '')).toBe(true);
    expect(new Set(resourcesOf(after).map(referenceTo)).size).toBe(resourcesOf(after).length);
  });
});

test('a completed referral has an outcome, ended groups, and a handover that nobody can doubt', () => {
  always(({ after }) => {
    const completed = after.task.status === 'completed';
    expect(completed && after.task.output === undefined).toBe(false);
    for (const onward of completed ? after.onward : []) {
      expect(isTerminal(statusOf(onward.task))).toBe(true);
      if (!wasAccepted(onward.task)) continue;
      const met = firstMeeting(onward);
      const known = met !== undefined && signedUpBy(met) !== undefined && resultOf(met) !== undefined;
      const spoken = after.communications.some(
        (c) => kindOf(c) === 'conversation' && isAbout(c, referenceTo(onward.task)),
      );
      expect(known || (spoken && onward.task.statusReason?.text !== undefined)).toBe(true);
    }
  });
});

test('the result of an onward request is that of its meetings', () => {
  always(({ after }) => {
    for (const { task, meetings } of after.onward) {
      const came = meetings.some((m) => m.status === 'fulfilled');
      expect(meetingResult(task) === 'attended').toBe(came);
      if (isFinalResult(meetingResult(task))) expect(meetings.some((m) => isFinalResult(resultOf(m)))).toBe(true);
    }
  });
});

test('nothing is ever silent: what is open is owed by an organisation until an instant', () => {
  always(({ after }) => {
    const unread = after.communications.some(
      (c) => c.status === 'in-progress' && (topicOf(c) === 'closing' || topicOf(c) === 'refused'),
    );
    const list = obligations(after);
    if (!isTerminal(statusOf(after.task)) || unread) expect(list.length).toBeGreaterThan(0);
    for (const { who, due } of list) {
      expect(['L99901', 'CWS01', 'walking-group', 'mens-shed']).toContain(who);
      expect(due).toMatch(/^\d{4}-\d\d-\d\dT1[67]:00:00\.000Z$/);
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
      if (missed && !heard && !said.includes('attended') && !recalled(after.task) && !gone)
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
      expect(action.kind === 'record' || came || endOf(after.task) === 'moved-or-died').toBe(true);
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
  });
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
        const others = (r: Referral) =>
          r.onward.filter((o) => o.task.owner?.reference !== `Organization/${actor.organisation}`);
        expect(others(after)).toEqual(others(before));
        expect([after.request, after.patient]).toEqual([before.request, before.patient]);
      }
    }),
    { numRuns: 150 },
  );
});

test('the same log gives the same state, and the versions alone give it too, in any order of reading', () => {
  fc.assert(
    fc.property(walks, (path) => {
      const { versions, end } = walk(path);
      expect(walk(path).end).toEqual(end);
      const newest = new Map<string, FhirResource>();
      for (const r of [...resourcesOf(startOf(path)), ...versions.flatMap((v) => v.decision.changed)])
        newest.set(referenceTo(r), r);
      expect(readReferral(end, newest.values())).toEqual(end);
      expect(readReferral(end, [...newest.values()].toReversed())).toEqual(end);
      expect(JSON.parse(JSON.stringify(end))).toEqual(end);
    }),
    { numRuns: 60 },
  );
});

test('the walks go everywhere: every kind of action and every status is among them', () => {
  const seen = new Set<string>();
  for (const path of fc.sample(walks, { numRuns: 600, seed: 7 })) {
    for (const version of walk(path).versions) {
      seen.add(version.action.kind);
      for (const { level, to } of movesOf(version)) seen.add(`${level} ${to}`);
      const handedOver = version.after.onward.some((o) => wasAccepted(o.task));
      if (version.after.task.status === 'completed' && handedOver) seen.add('completed after a handover');
      if (version.after.request.status === 'revoked') seen.add('withdrawn');
      const ranOut = movesOf(version).some(
        ({ level, from, to }) => level === 'onward' && from === 'in-progress' && to === 'cancelled',
      );
      if (ranOut && version.actor.organisation === 'CWS01') seen.add('cancelled over a silent group');
    }
  }
  const statuses = [
    'accepted',
    'rejected',
    'in-progress',
    'on-hold',
    'cancelled',
    'completed',
    'failed',
    'entered-in-error',
  ];
  expect([...seen]).toEqual(
    expect.arrayContaining([
      ...statuses.flatMap((s) => [`referral ${s}`, `onward ${s}`]),
      ...['requested', 'accepted', 'rejected', 'cancelled', 'completed'].map((s) => `abort ${s}`),
      ...[
        'update-task',
        'request-onward',
        'name-meeting',
        'record-result',
        'cancel-meeting',
        'record',
        'request-abort',
      ],
      ...['revise-request', 'add-need', 'chase', 'completed after a handover', 'withdrawn'],
      'cancelled over a silent group',
    ]),
  );
});
