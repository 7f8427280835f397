import type { Communication, Task } from 'fhir/r4.js';
import { isTheirWords, type RingGroupReason, ringGroupReasons } from '../../../contracts/lifecycle/ring-group.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, concept, isAbout, kindOf, recordKind, statusOf } from '../coding.ts';
import { isCompanionToBeRung, isToRing } from '../companion/ring-companion.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf } from '../parties.ts';
import { type Actor, type Onward, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import { wroteBack } from '../to-person/wrote-back.ts';
import { isUnanswered } from './meetings.ts';

/** By the hub alone: a human of the coordinator is to ring the group of an onward request, a companion or the person, and why. */
export interface RingGroup {
  readonly kind: 'ring-group';
  /** Id of the onward Task, of a companion's, or of T1: then it is the person. */
  readonly task: string;
  readonly why: RingGroupReason;
}

/** The coordinator has rung the group. */
export interface GroupRung {
  readonly kind: 'group-rung';
  /** Id of the record that asked for it. */
  readonly communication: string;
  /** Who did, by name. */
  readonly by: string;
}

/** While there is anything that the group is to hear or to say: it was asked, takes part, or is to say who came. */
export const isToBeHeard = ({ task, meetings }: Onward): boolean =>
  !isTerminal(statusOf(task)) || (task.status === 'completed' && meetings.some(isUnanswered));

/**
 * Once all was said: what went wrong with one that was held, and whatever they wrote themselves after they had ended it. Of what was called
 * off they need not know any more who it was.
 */
const isStillHeard = ({ task: { status } }: Onward, why: string | undefined): boolean =>
  status === 'completed' || (isTheirWords(why) && (status === 'rejected' || status === 'failed'));

/** Whether there is anything to ring about for this reason. */
export const mayBeRung = (onward: Onward, why: RingGroupReason): boolean =>
  isToBeHeard(onward) || (isTheirWords(why) && isStillHeard(onward, why));

/** What was said while it went on was settled with it; what they say after its end was not. */
const isOpen = (onward: Onward, { sent = '', topic }: Communication): boolean =>
  isToBeHeard(onward) ||
  (isStillHeard(onward, codeIn(systems.ringGroup, topic)) &&
    sent > (onward.task.executionPeriod?.end ?? onward.task.lastModified ?? ''));

/** Those of one onward request about which nobody has rung yet. */
export const toRing = ({ communications }: Referral, onward: Onward): Communication[] =>
  communications.filter((c) => isToRing(c) && isAbout(c, referenceTo(onward.task)) && isOpen(onward, c));

/** The Task about which somebody is to ring; undefined: there is nothing to ring about, or somebody is to already. */
const toBeRung = (referral: Referral, { task, why }: Omit<RingGroup, 'kind'>, now: string): Task | undefined => {
  if (task === referral.task.id) return wroteBack(referral).length === 0 ? referral.task : undefined;
  const companion = referral.companions.find(({ id }) => id === task);
  if (companion) return isCompanionToBeRung(referral, companion, why, now) ? companion : undefined;
  const onward = referral.onward.find((o) => o.task.id === task);
  return onward && mayBeRung(onward, why) && toRing(referral, onward).length === 0 ? onward.task : undefined;
};

/** Once for each request, whatever the reason: whoever rings hears the rest. */
export const decideRingGroup = (draft: Draft, { task, why }: RingGroup): Result<void> => {
  const { referral, now } = draft;
  const about = toBeRung(referral, { task, why }, now);
  if (!about) return ok(undefined);
  draft.put({
    ...{ resourceType: 'Communication', id: draft.nextId('m'), status: 'in-progress' },
    category: [recordKind('ring-group')],
    topic: concept(systems.ringGroup, why, ringGroupReasons[why]),
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: referenceTo(about) }],
    recipient: [organisation(coordinatorOf(referral) ?? '')],
    sent: now,
  });
  return ok(undefined);
};

export const decideGroupRung = (draft: Draft, { communication, by }: GroupRung, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const asked = referral.communications.find((c) => c.id === communication && kindOf(c) === 'ring-group');
  if (!asked || coordinatorOf(referral) !== actor.organisation) return refuse('not-found');
  if (asked.status === 'completed') return ok(undefined);
  draft.put({
    ...asked,
    ...{ status: 'completed', received: now, sender: { ...organisation(actor.organisation), display: by } },
  });
  return ok(undefined);
};
