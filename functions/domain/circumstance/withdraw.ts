import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { abortsInHand, coordinatorOf } from '../parties.ts';
import { type Referral, referenceTo, resourcesOf } from '../referral.ts';
import { callOffAhead } from '../tasks/after-onward.ts';
import { cancelUnbegun, openAbort, recallDrafts } from '../tasks/children.ts';
import { touched } from '../tasks/workable.ts';

/** The least that a partner hears (issue 5): never what became known. */
export const cannotComeWords = 'The person cannot come now; please do not contact them';

/** Died or moved away: what nobody began is cancelled, what was begun is asked to stop (row 16), and no meeting stays ahead. */
export const withdrawAll = (draft: Draft): void => {
  recallDrafts(draft, cannotComeWords);
  cancelUnbegun(draft, cannotComeWords);
  for (const { task } of draft.referral.onward) {
    if (task.status !== 'in-progress' && task.status !== 'on-hold') continue;
    if (abortsInHand(draft.referral, task).length === 0)
      openAbort(draft, task, { text: cannotComeWords }, coordinatorOf(draft.referral) ?? '');
    callOffAhead(draft, task);
  }
};

/** In hospital: nothing ends, and nobody is expected. */
export const callOffMeetings = (draft: Draft): void => {
  for (const { task } of draft.referral.onward) {
    if (isTerminal(statusOf(task))) continue;
    const before = draft.referral;
    callOffAhead(draft, task);
    if (task.status === 'accepted' && calledOff(before, draft.referral).length > 0)
      draft.put(touched(task, 'session-cancelled', draft.now));
  }
};

/** What was called off between two states: onward Tasks, meetings, and requests to stop that were made. For who must make it good. */
export const calledOff = (before: Referral, after: Referral): string[] => {
  const was = new Map(resourcesOf(before).map((r) => [referenceTo(r), r]));
  const ended = [...after.onward.map((o) => o.task), ...after.onward.flatMap((o) => o.meetings)].filter(
    (r) =>
      (r.status === 'cancelled' || r.status === 'entered-in-error') && statusIn(was.get(referenceTo(r))) !== r.status,
  );
  const asked = after.aborts.filter((abort) => !was.has(referenceTo(abort)));
  return [...ended, ...asked].map(referenceTo);
};

const statusIn = (resource: object | undefined): unknown =>
  resource !== undefined && 'status' in resource ? resource.status : undefined;
