import { hub } from '../../../functions/domain/hub.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { closeOfDay } from '../harness/working-time.ts';
import { scriptedSilent } from '../run.ts';
import type { Book, Evidence, Finding } from './book.ts';

/** Silent: open, and no human acted by the deadline and two working days. An escalation alone does not count. */
const silentOver = ({ entries, states }: Book, until: number): string | undefined => {
  const seen = new Set<string>();
  const humans = entries.filter(({ actor }) => actor.client !== hub.client).map(({ at }) => Date.parse(at));
  for (const [n, state] of states.entries()) {
    for (const { what, task, due, chased } of obligations(state)) {
      const name = `${what} of ${task} due ${due}`;
      if (chased > 0 || seen.has(name)) continue;
      seen.add(name);
      const began = Date.parse(entries[n]?.at ?? '');
      const limit = closeOfDay(Date.parse(due), 2);
      if (limit <= until && !humans.some((at) => at > began && at <= limit))
        return isStillOwed(states, n, { what, task }, limit) ? name : undefined;
    }
  }
  return undefined;
};

/** Nobody need act on what has gone away by itself. */
const isStillOwed = (
  states: Book['states'],
  from: number,
  owed: { readonly what: string; readonly task: string },
  limit: number,
): boolean => {
  const then = states.slice(from).findLast((state) => Date.parse(state.at) <= limit);
  return then !== undefined && obligations(then).some((o) => o.what === owed.what && o.task === owed.task);
};

/** Exactly those whom the script left alone. */
export const silentAsScripted = ({ books, told, until }: Evidence): Finding => {
  const scripted = new Set(told.filter(scriptedSilent).map(({ sent }) => sent?.id));
  const found = new Map(books.map((book) => [book.id, silentOver(book, until)]));
  const silent = [...found].filter(([, over]) => over !== undefined);
  const faults = silent
    .filter(([id]) => !scripted.has(id))
    .map(
      ([id, over]) =>
        `${id} was silent over ${over}, which nobody scripted (${told.find((t) => t.sent?.id === id)?.name})`,
    );
  for (const id of scripted) if (!found.get(id ?? '')) faults.push(`${id} was left alone and does not count as silent`);
  return { figures: `${silent.length} silent, ${scripted.size} scripted`, faults };
};
