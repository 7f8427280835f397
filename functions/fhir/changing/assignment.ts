import type { Extension, Task } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { canonical } from '../../domain/canonical.ts';
import type { Assign } from '../../domain/decide/decide-assign.ts';
import { given, unlessEmpty } from '../../domain/given.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { assigneeOf, isAssignee } from '../../domain/tasks/assignee.ts';

const assigneesIn = ({ extension = [] }: Task): Extension[] => extension.filter(isAssignee);

export const withoutAssignee = (task: Task): Task => {
  const { extension: _, ...rest } = task;
  const others = unlessEmpty((task.extension ?? []).filter((e) => !isAssignee(e)));
  return { ...rest, ...given({ extension: others }) };
};

/** Nothing where the assignee stands as it was shown; taken away, it is the team's case again. */
export const readAssignment = (shown: Task, sent: Task): Result<readonly Assign[]> => {
  const [named, second] = assigneesIn(sent);
  if (canonical(assigneesIn(shown)) === canonical(assigneesIn(sent))) return ok([]);
  const assignee = assigneeOf(sent);
  if (named !== undefined && (assignee === undefined || second !== undefined))
    return refuse('invalid-input', {
      expression: 'Task.extension',
      diagnostics: `one assignee: a valueReference with an identifier of ${systems.staff}`,
    });
  return ok([{ kind: 'assign', task: shown.id ?? '', ...(assignee ? { assignee } : {}) }]);
};
