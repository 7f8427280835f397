import type { Communication } from 'fhir/r4.js';
import { circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import type { Actor } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import { messagePractice } from '../said/practice-messages.ts';
import { decideUpdateTask } from '../tasks/update-task.ts';
import {
  answers,
  circumstanceIn,
  isOpen,
  isRuledOutByDeath,
  movedOrDied,
  practiceWaits,
  type Report,
  standingIn,
} from './circumstances.ts';
import { settle } from './settle.ts';
import { calledOff, callOffMeetings, cannotComeWords, withdrawAll } from './withdraw.ts';

/** Where somebody says that the person has died. The others may all be so at once. */
const atOdds = (draft: Draft, report: Communication): Report[] =>
  isRuledOutByDeath(circumstanceIn(report))
    ? standingIn(draft.referral).filter(({ circumstance }) => circumstance === 'died')
    : [];

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
  const circumstance = circumstanceIn(report);
  if (circumstance === movedOrDied)
    return refuse('invalid-input', {
      expression: 'Communication.topic',
      diagnostics: 'which of the two it is: a completed report of died or of moved answers this one',
    });
  if (atOdds(draft, report).length > 0)
    return refuse('reports-at-odds', {
      diagnostics: 'a report that the person has died stands: say first that it is wrong',
    });
  const before = draft.referral;
  const done = consequences(draft, report, actor, reviewDate);
  if (!done.ok) return done;
  const same = standingIn(draft.referral).filter(
    (r) => isOpen(r) && circumstance !== undefined && answers(circumstance, r.circumstance),
  );
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
      if (isRuledOutByDeath(other)) settle(draft, communication, 'stopped');
  const practice = draft.referral.task.requester?.reference;
  const knows = same.some((r) => r.communication.sender?.reference === practice);
  if (practiceWaits(draft.referral) && circumstance === 'other-practice' && !knows)
    messagePractice(draft, 'other-practice');
  return ok(undefined);
};
