import type { Task } from 'fhir/r4.js';
import type { BusinessStatus } from '../../../contracts/lifecycle/statuses.ts';
import { extensions } from '../../../contracts/systems.ts';

const isPlace = ({ url }: { readonly url: string }): boolean => url === extensions.waitingPlace;

export const placeOf = ({ extension = [] }: Task): number | undefined => extension.find(isPlace)?.valuePositiveInt;

/** A place goes with the waiting list, and with nothing else. */
export const withPlace = (task: Task, place: number | undefined, businessStatus: BusinessStatus | undefined): Task => {
  const was = task.extension ?? [];
  const standing = placeOf(task);
  const next = businessStatus === 'waiting-list' ? (place ?? standing) : undefined;
  if (next === standing) return task;
  const others = was.filter((e) => !isPlace(e));
  return {
    ...task,
    extension: next === undefined ? others : [...others, { url: extensions.waitingPlace, valuePositiveInt: next }],
  };
};
