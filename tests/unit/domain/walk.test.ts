import fc from 'fast-check';
import type { FhirResource, Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { isTerminal, mayStandWith, reasonedStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { transitions } from '../../../contracts/lifecycle/transitions.ts';
import { businessStatusOf, isAbout, kindOf, statusOf } from '../../../functions/domain/coding.ts';
import {
  firstMeeting,
  isFinalResult,
  meetingResult,
  resultOf,
  signedUpBy,
} from '../../../functions/domain/meetings/meetings.ts';
import { wasAccepted } from '../../../functions/domain/parties.ts';
import { readReferral, referenceTo, resourcesOf } from '../../../functions/domain/referral.ts';
import { startOf, walks } from './walk.ts';
import { always, movesOf, taskIn, tasksOf, walk } from './walked.ts';

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
      expect(JSON.parse(JSON.stringify(resourcesOf(end)))).toEqual(resourcesOf(end));
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
      ...['revise-request', 'add-need', 'chase', 'open', 'assign', 'completed after a handover', 'withdrawn'],
      'cancelled over a silent group',
    ]),
  );
});
