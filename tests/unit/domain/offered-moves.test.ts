import { expect, test } from 'vitest';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../../../functions/domain/coding.ts';
import { decide } from '../../../functions/domain/decide/decide.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import type { Refusal } from '../../../functions/domain/result.ts';
import { offeredMoves } from '../../../functions/domain/tasks/offered-moves.ts';
import { because, move } from './acts.ts';
import { coordinator, group, later, otherPractice, practice } from './cast.ts';
import { always, tasksOf } from './walked.ts';

/** Refused because of who asks or where the Task stands, and not for what the move itself lacks. */
const isNoMove = ({ code, expression }: Refusal): boolean =>
  code === 'not-found' || (expression === 'Task.status' && code !== 'person-first');

/** Every status to which `decide` would move a Task for this actor, if only all that the move needs were there. */
const taken = (referral: Referral, actor: Actor): string[] =>
  tasksOf(referral).flatMap(([, task]) =>
    taskStatuses
      .filter((to) => to !== statusOf(task))
      .filter((to) => {
        const wanted = move(task.id ?? '', to, because('As was agreed'));
        const decided = decide(referral, wanted, actor, later(referral.at));
        return decided.ok || !decided.refusals.some(isNoMove);
      })
      .map((to) => `${task.id} ${to}`),
  );

test('what is offered is exactly what the transition table takes, whoever asks, in every state that can be reached', () => {
  let offered = 0;
  always(({ after }) => {
    for (const actor of [coordinator, practice, group, otherPractice]) {
      const all = offeredMoves(after, actor).map(({ task, to }) => `${task} ${to}`);
      offered += all.length;
      expect(all.toSorted()).toEqual(taken(after, actor).toSorted());
    }
  });
  expect(offered).toBeGreaterThan(100);
});

test('nothing is offered to an organisation that takes no part', () => {
  always(({ after }) => {
    expect(offeredMoves(after, { client: 'x', organisation: 'stranger' })).toEqual([]);
  });
});
