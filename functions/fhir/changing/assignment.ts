import type { Extension, Task } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { canonical } from '../../domain/canonical.ts';
import type { Assign } from '../../domain/decide/decide-assign.ts';
import { given, unlessEmpty } from '../../domain/given.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { assigneeOf, isAssignee } from '../../domain/tasks/assignee.ts';
import { isLocalTeam, teamOf } from '../../domain/tasks/team-on-task.ts';

/** Whose case it is: the coordinator's person, and its local team. */
const isWhose = (extension: Extension): boolean => isAssignee(extension) || isLocalTeam(extension);
const whoseIn = ({ extension = [] }: Task): Extension[] => extension.filter(isWhose);

export const withoutWhose = (task: Task): Task => {
  const { extension: _, ...rest } = task;
  const others = unlessEmpty((task.extension ?? []).filter((e) => !isWhose(e)));
  return { ...rest, ...given({ extension: others }) };
};

/** Nothing where it stands as it was shown; without an assignee it is the team's case again, and it is always some team's. */
export const readAssignment = (shown: Task, sent: Task): Result<readonly Assign[]> => {
  const inSent = whoseIn(sent);
  if (canonical(whoseIn(shown)) === canonical(inSent)) return ok([]);
  const [assignee, team] = [assigneeOf(sent), teamOf(sent)];
  const understood = [assignee, team].filter((one) => one !== undefined).length;
  if (inSent.length !== understood || (team === undefined && teamOf(shown) !== undefined))
    return refuse('invalid-input', {
      expression: 'Task.extension',
      diagnostics: `one assignee at most: a valueReference with an identifier of ${systems.staff}; one local team, of ${systems.team}, which may be another`,
    });
  const moved = team === undefined || team === teamOf(shown) ? {} : { team };
  return ok([{ kind: 'assign', task: shown.id ?? '', ...(assignee ? { assignee } : {}), ...moved }]);
};
