import type { Communication } from 'fhir/r4.js';
import type { Draft } from '../decide/decision.ts';
import { type Actor, referenceTo } from '../referral.ts';
import { ok, type Result } from '../result.ts';
import { decideUpdateTask } from '../tasks/update-task.ts';
import {
  alike,
  answers,
  circumstanceIn,
  isConfirmed,
  isRuledOutByDeath,
  movedOrDied,
  reportsIn,
} from './circumstances.ts';
import { releaseMessages } from './held-messages.ts';
import { settle } from './settle.ts';
import { tellingPartners } from './tell-partners.ts';

/** Whoever was asked to stop because of it, and has not answered yet, need not. */
const takeBackAborts = (draft: Draft, { about = [] }: Communication, actor: Actor): Result<void> => {
  const asked = draft.referral.aborts.filter(
    (a) => a.status === 'requested' && about.some(({ reference }) => reference === referenceTo(a)),
  );
  const reason = { text: 'What was reported was wrong' };
  for (const { id = '' } of asked) {
    const taken = decideUpdateTask(draft, { kind: 'update-task', task: id, to: 'cancelled', reason }, actor);
    if (!taken.ok) return taken;
  }
  return ok(undefined);
};

/** What a death that was none had answered is open again: nobody has looked at it for itself. */
const reopenRuledOut = (draft: Draft, death: Communication): void => {
  if (circumstanceIn(death) !== 'died' || death.status !== 'completed') return;
  for (const { communication, circumstance } of reportsIn(draft.referral))
    if (
      isRuledOutByDeath(circumstance) &&
      communication.status === 'stopped' &&
      communication.received === death.received
    )
      settle(draft, communication, 'in-progress');
};

/** Nor has anybody said any more which of the two it was. */
const reopenUnsure = (draft: Draft): void => {
  const { referral } = draft;
  const unsure = reportsIn(referral).filter((r) => r.circumstance === movedOrDied && isConfirmed(r));
  const isKnown = reportsIn(referral).some(
    (r) => r.circumstance !== movedOrDied && isConfirmed(r) && answers(r.circumstance, movedOrDied),
  );
  if (!isKnown) for (const { communication } of unsure) settle(draft, communication, 'in-progress');
};

/** It is wrong, or over. What was called off stays so, and stands in the report for whoever makes it good. */
export const undo = (draft: Draft, report: Communication, as: 'wrong' | 'over', actor: Actor): Result<void> => {
  const undone = tellingPartners(draft, () => {
    for (const { communication } of alike(draft.referral, report)) {
      settle(draft, communication, as === 'wrong' ? 'entered-in-error' : 'stopped');
      const taken = takeBackAborts(draft, communication, actor);
      if (!taken.ok) return taken;
      reopenRuledOut(draft, communication);
    }
    reopenUnsure(draft);
    return ok(undefined);
  });
  if (!undone.ok) return undone;
  releaseMessages(draft);
  return ok(undefined);
};
