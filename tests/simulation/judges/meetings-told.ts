import type { Appointment } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import type { Evidence, Finding } from './book.ts';
import { isExpected, isLeftAlone, isOfMeeting, saysOf } from './owed-to-person.ts';
import type { Onward, State } from './state.ts';

const placesIn = ({ onward }: State) =>
  onward.flatMap((one) => one.meetings.map((meeting) => ({ task: one.task, meeting })));

/** Somebody said what came of it, which is no calling off. */
const isAnswered = ({ status, extension = [] }: Appointment): boolean =>
  ['fulfilled', 'noshow'].includes(status) || extension.some(({ url }) => url === extensions.attendance);

type Place = { readonly task: Onward['task']; readonly meeting: Appointment };

const changeOf = (was: Place, is: Place): 'cancelled' | 'moved' | undefined => {
  if (!isExpected(is.task, is.meeting)) return isAnswered(is.meeting) ? undefined : 'cancelled';
  return is.meeting.start === was.meeting.start ? undefined : 'moved';
};

/** What a change of one meeting should have made: read from the meetings alone, so that a message which was never made is missed. */
const missing = (before: State, after: State): { readonly changes: number; readonly faults: readonly string[] } => {
  let changes = 0;
  const faults: string[] = [];
  if (isLeftAlone(after) || after.task.status === 'entered-in-error') return { changes, faults };
  const now = new Map(placesIn(after).map((place) => [place.meeting.id, place]));
  for (const was of placesIn(before)) {
    const is = now.get(was.meeting.id);
    const change = is && changeOf(was, is);
    if (!is || !change || !isExpected(was.task, was.meeting) || (was.meeting.start ?? '') <= after.at) continue;
    changes += 1;
    const isSaid = after.said.some(
      (one) => saysOf(one) === change && isOfMeeting(one, is.meeting) && !before.said.some(({ id }) => id === one.id),
    );
    if (!isSaid) faults.push(`${is.meeting.id} was ${change} in version ${after.version}, and nothing was to be said`);
  }
  return { changes, faults };
};

/** Whoever was expected at a meeting that moved, or that is off, is to be told so from that very version on. Issue 8 item 2. */
export const movedOrOffIsSaid = ({ books }: Pick<Evidence, 'books'>): Finding => {
  const found = books.flatMap(({ states }) => states.slice(1).map((after, n) => missing(states[n] ?? after, after)));
  const changes = found.reduce((sum, one) => sum + one.changes, 0);
  return {
    figures: `${changes} meetings moved or called off`,
    faults: [
      ...found.flatMap(({ faults }) => faults),
      ...(changes === 0 ? ['no meeting was moved or called off'] : []),
    ],
  };
};
