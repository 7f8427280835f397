import { silentAfter } from '../../../contracts/lifecycle/obligations.ts';
import { coordinator } from '../county/organisations.ts';
import { closeOfDay } from '../harness/working-time.ts';
import { scriptedSilent } from '../run.ts';
import type { Book, Evidence, Finding } from './book.ts';
import { owedIn } from './owed.ts';
import type { Owed } from './owing.ts';
import { isOpen } from './state.ts';

/** A time in which a referral was silent: milliseconds. */
interface Silence {
  readonly over: string;
  readonly from: number;
  readonly to: number;
}

/** Who hands over a whole caseload has looked at none of it, and what the person does their service has not done. */
const nobodys: readonly string[] = ['operator', 'person'];

const nameOf = ({ what, task, about, since }: Owed): string =>
  `${what} of ${about ?? task.id} since ${new Date(since).toISOString()}`;

/**
 * Silent (issue 5): open, something is owed, and of those whose it is or becomes nobody has opened it or acted since it
 * began, by its deadline and two working days. The hub's own reminders are no act.
 */
const silencesOf = ({ states, entries }: Book, until: number): Silence[] => {
  const found: Silence[] = [];
  const seen = new Set<string>();
  for (const [n, state] of states.entries()) {
    for (const owed of owedIn(state)) {
      const name = nameOf(owed);
      if (!isOpen(state) || seen.has(name)) continue;
      seen.add(name);
      const from = closeOfDay(owed.steps[0]?.due ?? owed.since, silentAfter);
      const gone = states.slice(n).find((later) => !owedIn(later).some((one) => nameOf(one) === name));
      const whose = new Set([coordinator, ...owed.steps.map(({ who }) => who)]);
      const act = entries.find(
        ({ at, organisation, client }) =>
          whose.has(organisation) && !nobodys.includes(client) && Date.parse(at) > owed.since,
      );
      const to = Math.min(...[gone?.at, act?.at].map((at) => Date.parse(at ?? '') || until), until);
      if (to > from) found.push({ over: name, from, to });
    }
  }
  return found;
};

/** Exactly those whom the script left alone, and as many at a time as the hub's public figure said. */
export const silentAsScripted = ({ books, told, until, counted }: Evidence): Finding => {
  const scripted = new Set(told.filter(scriptedSilent).map(({ sent }) => sent?.id));
  const silences = new Map(books.map((book) => [book.id, silencesOf(book, until)]));
  const silent = [...silences].filter(([, found]) => found.length > 0);
  const name = (id: string) => told.find((t) => t.sent?.id === id)?.name;
  const faults = silent
    .filter(([id]) => !scripted.has(id))
    .map(([id, found]) => `${id} was silent over ${found[0]?.over}, which nobody scripted (${name(id)})`);
  for (const id of scripted)
    if (!silences.get(id ?? '')?.length) faults.push(`${id} was left alone and does not count as silent`);
  // A hub that died before it could count says that it does not know, which is right too.
  const known = counted.filter(({ figure }) => figure !== null);
  for (const { figure, asOf } of known) {
    const right = silent.filter(([, found]) => found.some(({ from, to }) => from <= asOf && asOf < to)).length;
    if (figure !== right)
      faults.push(`the hub counted ${figure} silent at ${new Date(asOf).toISOString()}, not ${right}`);
  }
  if (known.every(({ figure }) => figure === 0)) faults.push('the hub never counted anybody as silent');
  if (known.length < 0.8 * counted.length) faults.push(`the hub knew on ${known.length} of ${counted.length} evenings`);
  const most = Math.max(0, ...counted.map(({ figure }) => figure ?? 0));
  return {
    figures: `${silent.length} silent, ${scripted.size} scripted; the hub's figure was ${known.length} times known and right, at most ${most} at once`,
    faults,
  };
};
