import { extensions } from '../../../contracts/systems.ts';
import type { AskedOwner } from '../decide/actions.ts';
import type { Draft } from '../decide/decision.ts';
import { hub } from '../hub.ts';
import { coordinatorOf, findTask } from '../parties.ts';
import { ok, type Result } from '../result.ts';
import { decideUpdateTask } from '../tasks/update-task.ts';
import { nextOption } from './next-option.ts';

/** By the hub alone: a group said no, and the person has said yes to another for that case. */
export interface MoveOn {
  readonly kind: 'move-on';
  /** Id of the draft. */
  readonly task: string;
  readonly owner: AskedOwner;
}

/**
 * Sends the draft as its coordinator would, who wrote it for this case: the same must hold of it, above all a permission for that group and
 * purpose. Where it does not, or all has changed meanwhile, nothing is done, and the coordinator is reminded instead.
 */
export const decideMoveOn = (draft: Draft, { task, owner }: MoveOn): Result<void> => {
  const { referral, now } = draft;
  const next = nextOption(referral);
  if (!next?.byItself || next.draft.task.id !== task) return ok(undefined);
  const coordinator = { client: hub.client, organisation: coordinatorOf(referral) ?? '' };
  const sent = decideUpdateTask(draft, { kind: 'update-task', task, to: 'requested', owner }, coordinator);
  const asked = sent.ok && findTask(draft.referral, task)?.task;
  if (asked)
    draft.put({ ...asked, extension: [...(asked.extension ?? []), { url: extensions.movedOn, valueInstant: now }] });
  return ok(undefined);
};
