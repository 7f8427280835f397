import { extensions } from '../../../contracts/systems.ts';
import { leaves, takesOver } from '../stories/hand-over.ts';
import type { Book, Evidence, Finding } from './book.ts';
import { hasEnded, type State } from './state.ts';

const assigneeOf = ({ task }: State): string | undefined =>
  task.extension?.find((e) => e.url === extensions.assignee)?.valueReference?.identifier?.value;

const stateAt = ({ states }: Book, instant: number): State | undefined =>
  states.findLast(({ at }) => Date.parse(at) < instant);

/** Whoever left has nothing open that was theirs before; each case was given once, with its history. */
export const caseloadHandedOver = ({ books, handedOver }: Evidence): Finding => {
  const theirs = books.filter((book) => {
    const before = stateAt(book, handedOver);
    return before !== undefined && !hasEnded(before.task) && assigneeOf(before) === leaves.code;
  });
  const faults = theirs.flatMap((book) => {
    const given = book.states.filter((state, n) => {
      const before = book.states[n - 1];
      return before !== undefined && assigneeOf(before) === leaves.code && assigneeOf(state) === takesOver.code;
    });
    if (given.length !== 1) return [`${book.id} was given ${given.length} times`];
    return assigneeOf(book.now) === takesOver.code ? [] : [`${book.id} is ${assigneeOf(book.now)}'s`];
  });
  if (theirs.length === 0) faults.push('whoever left had no cases');
  return { figures: `${theirs.length} cases of one person became another's`, faults };
};
