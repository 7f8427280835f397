import { systems } from '../../../contracts/systems.ts';
import { organisations } from '../county/organisations.ts';
import type { Book, Evidence, Finding } from './book.ts';
import { nextOf, owedIn } from './owed.ts';
import { isOf, type Owed } from './owing.ts';
import { codeOf, isOpen, recordOf, type State } from './state.ts';

/**
 * The sweep comes every minute; two may die one after the other, by the two crashes that are made on purpose before and after a write, and the
 * machine needs moments too.
 */
const patience = 4 * 60_000;

/**
 * At every instant, not only at samples: between two versions nothing changes, so the first says who is accountable and
 * until when. Whoever is late is reminded by the sweep that follows the deadline, and by none without a deadline.
 */
export const alwaysAccountable = ({ books, until }: Evidence): Finding => {
  const found = books.map((book) => spansOf(book, until));
  const latest = Math.max(0, ...found.map((one) => one.latest));
  const spans = found.reduce((sum, one) => sum + one.spans, 0);
  const reminders = found.reduce((sum, one) => sum + one.reminders, 0);
  return {
    figures: `${spans} spans of ${books.length} referrals; ${reminders} reminders, the latest ${(latest / 1000).toFixed(1)} s after its deadline`,
    faults: found.flatMap((one) => one.faults),
  };
};

const known = new Set(organisations.map(({ code }) => code));
const shown = (instant: number): string => new Date(instant).toISOString();

const spansOf = ({ id, states }: Book, until: number) => {
  const faults: string[] = [];
  let spans = 0;
  let latest = 0;
  let reminders = 0;
  for (const [n, state] of states.entries()) {
    const owed = owedIn(state);
    const next = states[n + 1];
    const ends = Math.min(next ? Date.parse(next.at) : until, until);
    const where = `${id} version ${state.version} (${state.task.status})`;
    if (isOpen(state)) {
      spans += 1;
      if (!owed.some((one) => known.has(nextOf(state, one).who))) faults.push(`${where}: nobody is accountable`);
    }
    for (const one of owed) {
      const { who, due } = nextOf(state, one);
      const reminded = next !== undefined && isReminderOf(next, state, one);
      if (reminded) {
        reminders += 1;
        latest = Math.max(latest, ends - due);
        if (due > ends) faults.push(`${where}: ${who} was reminded of ${one.what} before ${shown(due)}`);
      }
      if (ends - due > patience)
        faults.push(`${where}: ${one.what} of ${who} was due ${shown(due)}, and nothing followed until ${shown(ends)}`);
    }
    if (next)
      faults.push(...strangeIn(next, state, owed).map((what) => `${where}: a reminder of ${what}, which nobody owes`));
  }
  return { spans, latest, reminders, faults };
};

const newIn = (next: State, before: State) =>
  next.said.filter((one) => recordOf(one) === 'chase' && !before.said.some(({ id }) => id === one.id));

const isReminderOf = (next: State, before: State, owed: Owed): boolean =>
  newIn(next, before).some((one) => isOf(owed, one));

/** The other way round: the hub reminds of nothing that this judge does not know of. */
const strangeIn = (next: State, before: State, owed: readonly Owed[]): string[] =>
  newIn(next, before)
    .filter((one) => !owed.some((of) => isOf(of, one)))
    .map((one) => String(codeOf(systems.obligation, one.topic)));
