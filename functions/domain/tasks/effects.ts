import type { Appointment, Task } from 'fhir/r4.js';
import {
  type BusinessStatus,
  isBusinessStatus,
  isTerminal,
  mayStandWith,
} from '../../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { endStay } from '../circumstance/settle.ts';
import { concept, statusOf } from '../coding.ts';
import { resultStatus } from '../decide/decide-result.ts';
import type { Draft } from '../decide/decision.ts';
import { resultOf } from '../meetings/meetings.ts';
import { type FoundTask, partiesOf, referrerOf } from '../parties.ts';
import { type Actor, referenceTo } from '../referral.ts';
import { conversationsIn } from '../said/conversations.ts';
import { isOpenQuestion, withItsWords } from '../said/correspondence.ts';
import { messagePractice } from '../said/practice-messages.ts';
import { afterOnward } from './after-onward.ts';
import { cascade, completeChildren, holdChildren, resumeChildren } from './children.ts';
import { completeRequests, isUnderWay } from './delegation.ts';
import { closeAborts, isAskedToStop } from './hub-move.ts';
import { wasSent } from './never-sent.ts';

interface Cause {
  /** Whether the Task had been accepted before this move. */
  readonly wasAccepted: boolean;
  readonly by: Actor;
}

/** What follows from a move, inside the same version. standards.md 12.4 rows 3, 6, 10, 11, 12, 16. */
export const effectsOf = (draft: Draft, found: FoundTask, cause: Cause): void => {
  if (isTerminal(statusOf(found.task))) closeAborts(draft, found.task);
  if (found.level === 'onward') afterOnward(draft, found.task);
  if (found.level === 'referral') afterReferral(draft, found.task, cause);
  if (found.level === 'abort') afterAbort(draft, found.task);
};

/** Who came while it was asked is newer than what stood before. */
const learnedSince = (meetings: readonly Appointment[], since: string): BusinessStatus | undefined =>
  meetings
    .filter((m) => (m.meta?.lastUpdated ?? '') > since)
    .map(resultOf)
    .map((result) => result && resultStatus[result])
    .findLast((status) => status !== undefined);

/** Declined or taken back: the Task goes on, and says again what it said before somebody asked to stop it. */
const afterAbort = (draft: Draft, abort: Task): void => {
  if (abort.status !== 'rejected' && abort.status !== 'cancelled') return;
  const stopping = [draft.referral.task, ...draft.referral.onward.map((o) => o.task)].find(
    (task) => referenceTo(task) === abort.focus?.reference && isAskedToStop(task),
  );
  if (!stopping) return;
  const { businessStatus: _, ...rest } = stopping;
  const onward = draft.referral.onward.find((o) => o.task.id === stopping.id);
  const before =
    learnedSince(onward?.meetings ?? [], abort.authoredOn ?? '') ??
    abort.extension?.find((e) => e.url === extensions.businessStatusBefore)?.valueCode ??
    '';
  const fits = isBusinessStatus(before) && mayStandWith(before, statusOf(stopping));
  draft.put({
    ...rest,
    ...(fits ? { businessStatus: concept(systems.businessStatus, before) } : {}),
    lastModified: draft.now,
  });
};

const afterReferral = (draft: Draft, task: Task, cause: Cause): void => {
  const byReferrer =
    cause.by.organisation === referrerOf(draft.referral) && !partiesOf(task, cause.by.organisation).includes('owner');
  switch (task.status) {
    case 'requested':
      // Whoever checked what came by a poster has spoken with the person before anybody else knew of it.
      if (conversationsIn(draft.referral).length > 0) messagePractice(draft, 'first-conversation');
      return;
    case 'in-progress':
      resumeChildren(draft);
      endStay(draft);
      return;
    case 'on-hold':
      holdChildren(draft, task);
      return;
    case 'rejected':
      messagePractice(draft, 'refused');
      return;
    case 'completed':
      completeChildren(draft);
      completeRequests(draft);
      messagePractice(draft, 'closing');
      return;
    case 'failed':
    case 'cancelled':
      cascade(draft, task);
      // Of what was never sent nobody but its author knows: whom it names hears nothing of its end.
      if (wasSent(task) && (!byReferrer || cause.wasAccepted)) messagePractice(draft, 'closing');
      return;
    case 'entered-in-error':
      // Row 17: the request that it carries is taken back with it, and what was added to it and has not ended.
      for (const request of [draft.referral.request, ...draft.referral.furtherNeeds.filter(isUnderWay)])
        draft.put({ ...request, status: 'entered-in-error' });
      // Of what was recalled nobody writes to anybody any more: nobody can answer, so nobody owes it.
      for (const question of draft.referral.communications.filter(isOpenQuestion))
        draft.put(withItsWords(question, { status: 'stopped' }));
      cascade(draft, task);
      return;
    default:
      return;
  }
};
