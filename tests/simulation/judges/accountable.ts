import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systems } from '../../../contracts/systems.ts';
import { organisations } from '../county/organisations.ts';
import type { Book, Evidence, Finding } from './book.ts';
import { nextOf, owedIn } from './owed.ts';
import { isOf, type Owed } from './owing.ts';
import { codeOf, isOpen, recordOf, type State } from './state.ts';

const minute = 60_000;
/** The sweep comes every minute; one may die, by a fault made on purpose, and the machine needs moments too. */
const patience = 3 * minute;

/** When a sweep died, as the hub's own log says. */
const deathsIn = (log: string): number[] =>
  [...log.matchAll(/^(\S+) Handover-chase failed: Runtime\.ExitError/gm)].map(([, at = '']) => Date.parse(at));

/**
 * At every instant, not only at samples: between two versions nothing changes, so the first says who is accountable and
 * until when. Whoever is late is reminded by the sweep that follows the deadline, and by none without a deadline.
 */
export const alwaysAccountable = async ({ books, until, data }: Evidence): Promise<Finding> => {
  const deaths = deathsIn(await readFile(join(data, 'hub.log'), 'utf8'));
  const found = books.map((book) => spansOf(book, until, deaths));
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

const spansOf = ({ id, states }: Book, until: number, deaths: readonly number[]) => {
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
      const died = deaths.filter((at) => at >= due && at <= ends).length;
      // Each further one that died meanwhile, and none that did not, is a minute more.
      if (ends - due > patience + Math.max(0, died - 1) * minute)
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
