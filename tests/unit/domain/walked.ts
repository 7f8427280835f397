import fc from 'fast-check';
import type { Task } from 'fhir/r4.js';
import type { TaskLevel } from '../../../contracts/lifecycle/transitions.ts';
import { statusOf } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { decide } from '../../../functions/domain/decide/decide.ts';
import type { Decision } from '../../../functions/domain/decide/decision.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import { later } from './cast.ts';
import { written } from './referrals.ts';
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

/** What somebody does, whatever else is done, before that step. */
export interface Meanwhile {
  readonly before: number;
  readonly actor: Actor;
  readonly action: (referral: Referral) => Action;
}

export const walk = (path: Walk, meanwhile: readonly Meanwhile[] = []): Walked => {
  const versions: Written[] = [];
  const refusals: Walked['refusals'][number][] = [];
  let referral = startOf(path);
  const act = (actor: Actor, action: Action, at: string) => {
    const decided = decide(referral, action, actor, at);
    if (!decided.ok) refusals.push(...decided.refusals.map(({ code }) => ({ actor, referral, code })));
    else if (decided.value.changed.length > 0) {
      const after = written(referral, decided.value, at, actor);
      versions.push({ before: referral, after, actor, action, decision: decided.value });
      referral = after;
    }
  };
  for (const [n, step] of path.steps.entries()) {
    for (const one of meanwhile.filter(({ before }) => before === n))
      act(one.actor, one.action(referral), later(referral.at, 1000));
    const [actor, at] = [actorOf(step), later(referral.at, step.wait)];
    act(actor, actionOf(referral, step, at), at);
  }
  return { versions, refusals, end: referral };
};

export const tasksOf = (referral: Referral): [TaskLevel, Task][] => [
  ['referral', referral.task],
  ...referral.onward.map((o): [TaskLevel, Task] => ['onward', o.task]),
  ...referral.aborts.map((a): [TaskLevel, Task] => ['abort', a]),
  ...referral.companions.map((c): [TaskLevel, Task] => ['companion', c]),
];
export const taskIn = (referral: Referral, id: string | undefined) =>
  tasksOf(referral).find(([, t]) => t.id === id)?.[1];

/** Each move of a version, with what it was before: `new` for a Task that was not there. */
export const movesOf = ({ before, after }: Written) =>
  tasksOf(after)
    .map(([level, task]) => ({
      level,
      task,
      from: taskIn(before, task.id)?.status ?? ('new' as const),
      to: statusOf(task),
    }))
    .filter(({ from, to }) => from !== to);

export const always = (holds: (version: Written) => void, numRuns = 150) =>
  fc.assert(
    fc.property(walks, (path) => {
      for (const version of walk(path).versions) holds(version);
    }),
    { numRuns },
  );
