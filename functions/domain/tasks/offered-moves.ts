import type { TaskStatus } from '../../../contracts/lifecycle/statuses.ts';
import { type TaskLevel, type Transition, transitions } from '../../../contracts/lifecycle/transitions.ts';
import { whyMayNot } from '../authority/may-act.ts';
import { statusOf } from '../coding.ts';
import { partiesOf } from '../parties.ts';
import type { Actor, Referral } from '../referral.ts';

/** One way in which a Task of a referral may be moved now, by whom the table names. */
export interface OfferedMove {
  /** Id of the Task. */
  readonly task: string;
  readonly level: TaskLevel;
  readonly action: Transition['action'];
  readonly to: TaskStatus;
  /** What it needs: of each move that is offered, whatever stands in its way is for `decide` to say. */
  readonly needs: Transition['needs'];
}

const tasksOf = ({ task, onward, aborts, companions }: Referral) => [
  { task, level: 'referral' as const },
  ...onward.map((o) => ({ task: o.task, level: 'onward' as const })),
  ...aborts.map((abort) => ({ task: abort, level: 'abort' as const })),
  ...companions.map((companion) => ({ task: companion, level: 'companion' as const })),
];

/**
 * Every move that the table allows this actor now: DESIGN 1, idea 2, so that pages offer neither less nor more than the APIs
 * take. Of two rows that lead to the same status the first that fits stands: `decide` takes the move if either holds.
 */
export const offeredMoves = (referral: Referral, actor: Actor): OfferedMove[] =>
  tasksOf(referral).flatMap(({ task, level }) => {
    const parties = partiesOf(task, actor.organisation);
    const from = statusOf(task);
    const id = task.id ?? '';
    const rows = transitions.filter(
      ({ on, from: starts, by }) =>
        on.includes(level) && starts.includes(from) && by.some((party) => party !== 'hub' && parties.includes(party)),
    );
    return [...new Map(rows.toReversed().map((row) => [row.to, row])).values()]
      .toReversed()
      .filter(({ to }) => whyMayNot(referral, [{ kind: 'update-task', task: id, to }], actor) === undefined)
      .map(({ action, to, needs }) => ({ task: id, level, action, to, needs }));
  });
