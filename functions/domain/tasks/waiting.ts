import type { Task } from 'fhir/r4.js';
import { businessStatusOf } from '../coding.ts';
import { sinceOf } from '../since.ts';
import { reviewDateOf } from './moved-task.ts';
import { placeOf } from './waiting-place.ts';

/** How somebody waits at a partner. */
export interface Waiting {
  /** 1 is next; absent where the partner keeps no order. */
  readonly place?: number;
  readonly since: string;
  /** The day on which somebody looks at it again, `YYYY-MM-DD`. */
  readonly review?: string;
}

/** undefined: it is on no waiting list. */
export const waitingOf = (task: Task): Waiting | undefined => {
  if (businessStatusOf(task) !== 'waiting-list') return undefined;
  const [place, review] = [placeOf(task), reviewDateOf(task)];
  return { since: sinceOf(task), ...(place ? { place } : {}), ...(review ? { review } : {}) };
};

/** Who is next: the lowest place; of those without one, who has waited longest. */
export const inOrderOfWaiting = <T extends { readonly waiting: Pick<Waiting, 'place' | 'since'> }>(
  all: readonly T[],
): T[] =>
  [...all].sort(
    ({ waiting: a }, { waiting: b }) =>
      (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER) || a.since.localeCompare(b.since),
  );
