import { extensions } from '../../../contracts/systems.ts';
import type { AskedOwner } from '../decide/actions.ts';
import type { Draft } from '../decide/decision.ts';
import { hub } from '../hub.ts';
import { coordinatorOf, findTask } from '../parties.ts';
import { referenceTo } from '../referral.ts';
import { ok, type Result } from '../result.ts';
import { decideUpdateTask } from '../tasks/update-task.ts';
import { nextOptions } from './next-option.ts';

/** By the hub alone: a group said no, and the person has said yes to another for that case. */
export interface MoveOn {
  readonly kind: 'move-on';
  /** Id of the draft. */
  readonly task: string;
  readonly owner: AskedOwner;
}

/**
 * Sends the draft as its coordinator would, who wrote it for this case: the same must hold of it, above all a permission for that group and
 * purpose. Where it does not, the draft says why, and to ask it is a person's from then on. Where all has changed meanwhile nothing is done.
 */
export const decideMoveOn = (draft: Draft, { task, owner }: MoveOn): Result<void> => {
  const { referral, now } = draft;
  const next = nextOptions(referral).find((option) => option.draft.task.id === task);
  if (!next?.byItself) return ok(undefined);
  const coordinator = { client: hub.client, organisation: coordinatorOf(referral) ?? '' };
  const sent = decideUpdateTask(draft, { kind: 'update-task', task, to: 'requested', owner }, coordinator);
  const asked = findTask(draft.referral, task)?.task ?? next.draft.task;
  const became = sent.ok
    ? { url: extensions.movedOn, valueInstant: now }
    : { url: extensions.notMovedOn, valueCode: sent.refusals[0].code };
  const after = { ...asked, extension: [...(asked.extension ?? []), became] };
  if (sent.ok) draft.put(after);
  else draft.put({ ...after, lastModified: now }, { type: 'task-updated', task: referenceTo(after) });
  return ok(undefined);
};
