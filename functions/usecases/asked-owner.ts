import { today } from '../domain/calendar.ts';
import type { Action, AskedOwner } from '../domain/decide/actions.ts';
import { isCheckedForUnder18, whyNotAsked } from '../domain/participant.ts';
import { findTask } from '../domain/parties.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Clock, Participants } from './ports.ts';

interface OwnerPorts {
  readonly participants: Pick<Participants, 'organisation'>;
  readonly clock: Clock;
}

/** What `decide` must know of the organisation that is asked; the register is cached, so it costs a warm request nothing. */
export const askedOwner = async (
  { participants, clock }: OwnerPorts,
  owner: Parameters<typeof organisationOf>[0],
): Promise<AskedOwner> => {
  const code = organisationOf(owner);
  const participant = code === undefined ? undefined : await participants.organisation(code);
  const why = participant && whyNotAsked(participant, today(clock()));
  const checked = participant !== undefined && isCheckedForUnder18(participant, today(clock()));
  return {
    ...(participant ? { ownerKind: participant.kind } : {}),
    ...(why ? { ownerNotAsked: why } : {}),
    ...(checked ? { ownerChecked: true } : {}),
  };
};

/** The same for each draft among these that is sent: it is judged like a request that is sent at once. */
export const knowingOwners =
  (ports: OwnerPorts, state: Referral) =>
  async (read: Result<readonly Action[]>): Promise<Result<readonly Action[]>> => {
    if (!read.ok) return read;
    const known = read.value.map(async (action) => {
      const found = action.kind === 'update-task' && action.to === 'requested' && findTask(state, action.task);
      const sends = found && found.level === 'onward' && found.task.status === 'draft';
      return sends ? { ...action, owner: await askedOwner(ports, found.task.owner) } : action;
    });
    return ok(await Promise.all(known));
  };
