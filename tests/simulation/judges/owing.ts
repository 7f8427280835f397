import type { Communication, Task } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { coordinator } from '../county/organisations.ts';
import { closeOfDay } from '../harness/working-time.ts';
import { codeOf, isAbout, recordOf, type State } from './state.ts';

/** What somebody owes: issue 5 and its working days said anew, so that a judge does not ask the hub when the hub is late. */
export interface Owed {
  /** By its code of `contracts/lifecycle/obligations.ts`. */
  readonly what: string;
  readonly task: Task;
  /** `Communication/…`, where it is owed for one message among several. */
  readonly about?: string;
  /** When it began, and from when on somebody can have seen to it. */
  readonly since: number;
  /** Who is reminded one after the other, and when: milliseconds. */
  readonly steps: readonly { readonly who: string; readonly due: number }[];
}

export const after = (since: number, who: string, ...working: readonly number[]) =>
  working.map((n) => ({ who, due: closeOfDay(since, n) }));
export const instant = (text: string | undefined): number => Date.parse(text ?? '') || 0;

export const bySelf = (what: string, task: Task, since: number, working: number): Owed => ({
  ...{ what, task, since },
  steps: after(since, coordinator, working),
});

/** Whether that reminder is of this. */
export const isOf = ({ what, task, about }: Owed, reminder: Communication): boolean =>
  recordOf(reminder) === 'chase' &&
  codeOf(systems.obligation, reminder.topic) === what &&
  isAbout(reminder, task) &&
  (about === undefined || (reminder.about ?? []).some(({ reference }) => reference === about));

/** A message that did not arrive, as the newest record of it says, and that nobody has read by another way. */
export const notArrived = ({ said, task }: State) =>
  said.flatMap((message) => {
    // What the person is to be told is owed otherwise: owed-to-person.ts.
    if (recordOf(message) === 'person-message') return [];
    const record = said
      .filter((one) => recordOf(one) === 'delivery' && one.partOf?.[0]?.reference === `Communication/${message.id}`)
      .at(-1);
    const outcome = codeOf(systems.deliveryOutcome, record?.topic) ?? '';
    const isLost = ['by-hand', 'refused'].includes(outcome) && message.received === undefined;
    return record && isLost && task.status !== 'entered-in-error' ? [{ message, since: instant(record.sent) }] : [];
  });
