import { thisTeams } from '../../../contracts/areas/this-teams.ts';
import { canonical } from '../canonical.ts';
import { coordinatorOf, roleOf } from '../parties.ts';
import { type Actor, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import { isSomebodysName } from '../said/correspondence.ts';
import { type Assignee, assigneeExtension, assigneeOf, isAssignee, isStaffCode } from '../tasks/assignee.ts';
import { isLocalTeam, teamExtension, teamOf } from '../tasks/team-on-task.ts';
import type { Draft } from './decision.ts';

/** The coordinator says whose case it is; absent: the team's. With a team, that the case is that team's from now on. */
export interface Assign {
  readonly kind: 'assign';
  /** Id of T1. */
  readonly task: string;
  readonly assignee?: Assignee;
  /** Code of a local team of the area; absent: it stays where it is. */
  readonly team?: string;
}

const faultsOf = ({ code, name }: Assignee): Refusal[] => {
  const at = 'Task.extension.valueReference';
  const isNamed = name === undefined || isSomebodysName(name);
  return [
    ...(isStaffCode(code)
      ? []
      : [
          { code: 'invalid-input' as const, expression: `${at}.identifier`, diagnostics: '1 to 64 visible characters' },
        ]),
    ...(isNamed
      ? []
      : [
          {
            code: 'invalid-input' as const,
            expression: `${at}.display`,
            diagnostics: 'a name of 2 to 100 characters on one line',
          },
        ]),
  ];
};

const noSuchTeam: Refusal = {
  code: 'invalid-input',
  expression: 'Task.extension.valueReference.identifier',
  diagnostics: thisTeams.length > 0 ? `one of ${thisTeams.map(({ code }) => code).join(', ')}` : 'the service is one',
};

/**
 * In whatever status the referral is: what is owed after its end is somebody's, too. Whom the roster does not know is taken
 * all the same: a team that has a new colleague does not wait for an operator, and cover is named when they are on it.
 */
export const decideAssign = (
  draft: Draft,
  { task: id, assignee, team = teamOf(draft.referral.task) }: Assign,
  actor: Actor,
): Result<void> => {
  const { task } = draft.referral;
  if (roleOf(draft.referral, actor.organisation) === 'partner') return refuse('not-found');
  if (coordinatorOf(draft.referral) !== actor.organisation)
    return refuse('not-yours-to-change', { expression: 'Task.extension' });
  if (id !== task.id)
    return refuse('wrong-parent', {
      expression: 'Task.extension',
      diagnostics: 'an assignee is of the Task of the referral',
    });
  const isMoved = team !== teamOf(task);
  const taker = thisTeams.find(({ code }) => code === team);
  const faults = refuseAll([...(assignee ? faultsOf(assignee) : []), ...(isMoved && !taker ? [noSuchTeam] : [])]);
  if (faults) return faults;
  if (!isMoved && canonical(assigneeOf(task) ?? null) === canonical(assignee ?? null)) return ok(undefined);
  const others = (task.extension ?? []).filter((e) => !isAssignee(e) && !(isMoved && isLocalTeam(e)));
  const extension = [
    ...others,
    ...(assignee ? [assigneeExtension(assignee)] : []),
    ...(isMoved && taker ? [teamExtension(taker)] : []),
  ];
  draft.put({ ...task, extension, lastModified: draft.now }, { type: 'task-updated', task: referenceTo(task) });
  return ok(undefined);
};
