import type { Communication } from 'fhir/r4.js';
import { circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, statusOf } from '../coding.ts';
import type { SettleCircumstance } from '../decide/actions.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf, roleOf } from '../parties.ts';
import { type Actor, referenceTo } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import { senderOf } from '../said/correspondence.ts';
import { messagePractice } from '../said/practice-messages.ts';
import { decideUpdateTask } from '../tasks/update-task.ts';
import { circumstanceIn, isOpen, type Report, reportsIn, standingIn } from './circumstances.ts';
import { releaseMessages } from './held-messages.ts';
import { settle } from './settle.ts';
import { tellingPartners } from './tell-partners.ts';
import { calledOff, callOffMeetings, cannotComeWords, withdrawAll } from './withdraw.ts';

/** Everybody who said the same is answered at once. */
const alike = (draft: Draft, report: Communication): Report[] =>
  standingIn(draft.referral).filter((r) => r.circumstance === circumstanceIn(report));

/** Who has died is nowhere else. The others may all be so at once. */
const atOdds = (draft: Draft, report: Communication): Report[] =>
  circumstanceIn(report) === 'died'
    ? []
    : standingIn(draft.referral).filter(({ circumstance }) => circumstance === 'died');

/** T1 waits until the coordinator looks again: what fits a stay in hospital (issue 5). Not yet taken up, it only waits for its answer. */
const hold = (draft: Draft, actor: Actor, reviewDate: string | undefined): Result<void> => {
  const { task } = draft.referral;
  const status = statusOf(task);
  const waits = status === 'on-hold';
  if (status !== 'accepted' && status !== 'in-progress' && !(waits && reviewDate)) return ok(undefined);
  return decideUpdateTask(
    draft,
    {
      ...{ kind: 'update-task', task: task.id ?? '', to: 'on-hold' },
      ...(waits ? {} : { reason: { text: cannotComeWords } }),
      ...(reviewDate ? { reviewDate } : {}),
    },
    actor,
  );
};

/** What follows from it in the same version. Companions and measures, once there are any, are withdrawn here too. */
const consequences = (draft: Draft, report: Communication, actor: Actor, reviewDate?: string): Result<void> => {
  const circumstance = circumstanceIn(report);
  if (circumstance === undefined) return ok(undefined);
  if (circumstances[circumstance].ends) withdrawAll(draft);
  if (circumstance === 'in-hospital') {
    const held = hold(draft, actor, reviewDate);
    if (!held.ok) return held;
    callOffMeetings(draft);
  }
  return ok(undefined);
};

/** It is right. */
export const confirm = (draft: Draft, report: Communication, actor: Actor, reviewDate?: string): Result<void> => {
  if (atOdds(draft, report).length > 0)
    return refuse('reports-at-odds', {
      diagnostics: 'a report that the person has died stands: say first that it is wrong',
    });
  const before = draft.referral;
  const done = consequences(draft, report, actor, reviewDate);
  if (!done.ok) return done;
  const circumstance = circumstanceIn(report);
  const same = alike(draft, report).filter(isOpen);
  const off = calledOff(before, draft.referral).map((reference) => ({ reference }));
  for (const { communication } of same)
    settle(
      draft,
      communication.id === report.id
        ? { ...communication, about: [...(communication.about ?? []), ...off] }
        : communication,
      'completed',
    );
  if (circumstance === 'died')
    for (const { communication, circumstance: other } of standingIn(draft.referral))
      if (other !== 'died') settle(draft, communication, 'stopped');
  const practice = draft.referral.task.requester?.reference;
  const knows = same.some((r) => r.communication.sender?.reference === practice);
  if (circumstance === 'other-practice' && !knows) messagePractice(draft, 'other-practice');
  return ok(undefined);
};

/** Whoever was asked to stop because of it, and has not answered yet, need not. */
const takeBackAborts = (draft: Draft, { about = [] }: Communication, actor: Actor): void => {
  const asked = draft.referral.aborts.filter(
    (a) => a.status === 'requested' && about.some(({ reference }) => reference === referenceTo(a)),
  );
  for (const abort of asked)
    decideUpdateTask(
      draft,
      { kind: 'update-task', task: abort.id ?? '', to: 'cancelled', reason: { text: 'What was reported was wrong' } },
      actor,
    );
};

/** It is wrong, or over. What was called off stays so, and stands in the report for whoever makes it good. */
const undo = (draft: Draft, report: Communication, as: 'wrong' | 'over', actor: Actor): Result<void> => {
  tellingPartners(draft, () => {
    for (const { communication } of alike(draft, report)) {
      settle(draft, communication, as === 'wrong' ? 'entered-in-error' : 'stopped');
      takeBackAborts(draft, communication, actor);
    }
  });
  if (circumstanceIn(report) === 'other-practice') releaseMessages(draft);
  return ok(undefined);
};

const standsAs: Partial<Record<Communication['status'], SettleCircumstance['as']>> = {
  completed: 'confirmed',
  'entered-in-error': 'wrong',
  stopped: 'over',
};

/** The coordinator, and nobody else, says whether what was reported is right, is over, or was wrong. */
export const decideSettle = (draft: Draft, action: SettleCircumstance, actor: Actor): Result<void> => {
  const { referral } = draft;
  const found = reportsIn(referral).find((r) => r.communication.id === action.communication);
  const isCoordinator = roleOf(referral, actor.organisation) === 'coordinator';
  if (!found || (!isCoordinator && senderOf(found.communication) !== actor.organisation)) return refuse('not-found');
  if (!isCoordinator || coordinatorOf(referral) !== actor.organisation) return refuse('not-yours-to-change');
  const { communication, circumstance } = found;
  const stands = standsAs[communication.status];
  if (stands === action.as) return ok(undefined);
  if (stands === 'wrong' || stands === 'over')
    return refuse('ended', {
      expression: 'Communication.status',
      diagnostics: 'what holds now is a report of its own',
    });
  if (action.as === 'over' && (stands === undefined || !circumstances[circumstance].passes))
    return refuse('invalid-input', {
      expression: 'Communication.status',
      diagnostics: `stopped says that a confirmed stay in hospital or other practice is over; ${codeIn(systems.circumstance, communication.topic)} is completed or entered-in-error`,
    });
  return action.as === 'confirmed'
    ? confirm(draft, communication, actor, action.reviewDate)
    : undo(draft, communication, action.as, actor);
};
