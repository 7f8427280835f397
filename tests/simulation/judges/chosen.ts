import type { Task } from 'fhir/r4.js';
import { extensions, systems } from '../../../contracts/systems.ts';
import { codeOf, type State } from './state.ts';

/** What issue 9, 5 says of a group that says no, said anew: what the person chose for that case, and who may ask it. */

/** A no that says nothing of the person. */
const goesOn: readonly (string | undefined)[] = ['no-capacity', 'not-suitable'];
export const mostMoves = 2;

const has = ({ extension = [] }: Task, url: string): boolean => extension.some((one) => one.url === url);

/** Somebody said anything of a risk, or of how the person may safely be reached: a human asks. */
export const isToBeCarefulOf = ({ patient, flags }: State): boolean => {
  const points = (patient?.telecom ?? []).flatMap(({ extension = [] }) => extension);
  const isUnsafe = points.some(({ url, valueCode }) => url === extensions.contactSafety && valueCode !== 'safe');
  return isUnsafe || flags.length > 0 || (patient?.extension ?? []).some(({ url }) => url === extensions.safeContact);
};

/** A draft whose time has come: the one before it was declined. */
export const nextChosen = (state: State) => {
  for (const { task: draft } of state.onward) {
    if (draft.status !== 'draft') continue;
    const after = draft.extension?.find(({ url }) => url === extensions.nextAfter)?.valueReference?.reference;
    const before = state.onward.find(({ task }) => after === `Task/${task.id}`)?.task;
    if (before?.status !== 'rejected') continue;
    const moves = state.onward.filter(({ task }) => has(task, extensions.movedOn)).length;
    const isFree = !has(draft, extensions.notMovedOn) && !isToBeCarefulOf(state);
    const byItself = goesOn.includes(codeOf(systems.statusReason, before.statusReason)) && moves < mostMoves && isFree;
    return { draft, since: state.since.get(before.id ?? ''), byItself };
  }
  return undefined;
};
