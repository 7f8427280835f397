import type { FhirResource, TaskInput } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { authorityIn, may } from '../authority/authority.ts';
import { canonical } from '../canonical.ts';
import { requestDetail, statusOf } from '../coding.ts';
import { newerContact } from '../contact/newer-contact.ts';
import { withWarningsOf } from '../contact/warnings-alone.ts';
import { referrerOf } from '../parties.ts';
import { type Actor, type Referral, referenceTo } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import { raisePersonFirst } from '../said/person-first.ts';
import { stopObjected } from '../tasks/children.ts';
import { isUnderWay } from '../tasks/delegation.ts';
import type { AddNeed } from './actions.ts';
import { Draft } from './decision.ts';

/** The numbers that a further need and what comes with it will have, so that references between them hold. */
export const placesOfNeed = (referral: Referral): { readonly request: number; readonly other: number } => {
  const draft = new Draft(referral, referral.at);
  return { request: draft.nextNumber(), other: Number(draft.nextId('x').split('x').at(-1)) };
};

/** A second request while this one is open is never refused and never lost: it becomes a further need. DESIGN 5, guard. */
export const decideAddNeed = (draft: Draft, action: AddNeed, actor: Actor): Result<void> => {
  const { referral } = draft;
  if (referrerOf(referral) !== actor.organisation) return refuse('not-found');
  if (isTerminal(statusOf(referral.task)))
    return refuse('ended', { diagnostics: `the Task is ${referral.task.status}` });
  // The Task of a withdrawn request may still wait for an answer; what is asked now is a request of its own.
  if (![referral.request, ...referral.furtherNeeds].some(isUnderWay))
    return refuse('ended', { diagnostics: `the request is ${referral.request.status}` });
  const n = draft.nextNumber();
  const need = { ...action.request, id: `${referral.id}.s${n}`, subject: { reference: referenceTo(referral.patient) } };
  draft.put(need);
  const reference = referenceTo(need);
  const mayCorrect = may(authorityIn(referral, actor), 'correct-contact');
  const asSent = action.others.flatMap((other) => putBeside(draft, other, mayCorrect));
  stopObjected(draft, referral);
  if (action.personFirst) raisePersonFirst(draft);
  const input = { type: requestDetail('further-need'), valueReference: { reference } };
  // The whole thread is as urgent as what is most urgent in it: its deadlines are one.
  const isUrgent = [action.request, ...action.others.filter((r) => r.resourceType === 'Task')].some(
    ({ priority }) => priority === 'urgent',
  );
  draft.put(
    {
      ...draft.referral.task,
      ...(isUrgent ? { priority: 'urgent' as const } : {}),
      input: [...(draft.referral.task.input ?? []), input, ...asSent],
      lastModified: draft.now,
    },
    { type: 'need-added', task: referenceTo(referral.task) },
  );
  return ok(undefined);
};

/**
 * Kept as it came. The person of a further need also brings what is newer about how to reach them, from who may correct that;
 * from anybody else it stands beside, and the coordinator decides, but for what is not safe: that holds from now on.
 */
const putBeside = (draft: Draft, other: FhirResource, mayCorrect: boolean): TaskInput[] => {
  const kept = { ...other, id: draft.nextId('x') };
  draft.put(kept);
  if (kept.resourceType !== 'Patient') return [];
  // The same once more is no news: whoever looks for a way to reach the person does not get more time for it.
  const newer = (mayCorrect ? newerContact : withWarningsOf)(draft.referral.patient, kept);
  if (canonical(newer) !== canonical(draft.referral.patient)) draft.put(newer);
  return [{ type: requestDetail('person-as-sent'), valueReference: { reference: referenceTo(kept) } }];
};
