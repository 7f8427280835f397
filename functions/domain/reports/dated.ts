import { dateAfter } from '../calendar.ts';
import type { Facts } from './facts.ts';
import { least } from './suppress.ts';

/** What a group did in a month, for a bid of its own: how many people, attendances and minutes. */
export interface Statement {
  people: number;
  attendances: number;
  minutes: number;
}

/**
 * What happened on its own day, whenever the referral came (users.md S78): a contact is a conversation or a try to reach the person, a
 * connection is a time that the person came to a group.
 */
export interface Dated {
  readonly contacts: Map<string, number>;
  readonly connections: Map<string, number>;
  /** By group, then by month `2026-11`. */
  readonly months: Map<string, Map<string, Statement>>;
  /** By companion, their code in the register, and month. */
  readonly hours: Map<string, Map<string, Hours>>;
}

/** What a companion is paid for: nothing of whom they went along with (users.md S62). */
export interface Hours {
  times: number;
  minutes: number;
}

export const nothingDated = (): Dated => ({
  contacts: new Map(),
  connections: new Map(),
  months: new Map(),
  hours: new Map(),
});

/** A week is called by its Monday, also where that is a bank holiday. */
export const weekOf = (date: string): string => dateAfter(date, -((new Date(date).getUTCDay() + 6) % 7));

const monthOf = (date: string): string => date.slice(0, 'yyyy-mm'.length);

const add = (counts: Map<string, number>, row: string): void => {
  counts.set(row, (counts.get(row) ?? 0) + 1);
};

export const addDated = (dated: Dated, facts: Facts, isIn: (date: string) => boolean): void => {
  for (const on of facts.contactDays.filter(isIn)) add(dated.contacts, weekOf(on));
  for (const [who, on, minutes] of facts.companions.filter(([, day]) => isIn(day))) {
    const own = dated.hours.get(who) ?? new Map<string, Hours>();
    const month = monthOf(on);
    const { times = 0, minutes: before = 0 } = own.get(month) ?? {};
    own.set(month, { times: times + 1, minutes: before + minutes });
    dated.hours.set(who, own);
  }
  // Whoever went to two activities of one group is one person.
  const seen = new Set<string>();
  for (const { partner, attended } of facts.onwards) {
    const months = dated.months.get(partner) ?? new Map<string, Statement>();
    for (const [on, minutes] of attended.filter(([day]) => isIn(day))) {
      add(dated.connections, weekOf(on));
      const month = monthOf(on);
      const { people = 0, attendances = 0, minutes: before = 0 } = months.get(month) ?? {};
      const person = seen.has(`${partner} ${month}`) ? 0 : 1;
      months.set(month, { people: people + person, attendances: attendances + 1, minutes: before + minutes });
      seen.add(`${partner} ${month}`);
    }
    if (months.size > 0) dated.months.set(partner, months);
  }
};

type Months = ReadonlyMap<string, Statement>;
const inOrder = (months: Months) => [...months].sort(([a], [b]) => (a < b ? -1 : 1));
const isFew = ({ people }: Statement): boolean => people > 0 && people < least;
const peopleIn = (months: Months): number => [...months.values()].reduce((sum, { people }) => sum + people, 0);

/** Of fewer than three hidden groups the weeks of all of them and the others would tell what is hidden. */
const leastHidden = 3;

/** In some month the groups together had one to four attendances. */
const areFewTogether = (groups: readonly Months[]): boolean => {
  const attendances = new Map<string, number>();
  for (const [month, one] of groups.flatMap((own) => [...own]))
    attendances.set(month, (attendances.get(month) ?? 0) + one.attendances);
  return [...attendances.values()].some((n) => n > 0 && n < least);
};

/**
 * Groups of which no month is shown to others: those that had one to four people in a month or are not shown as a whole, and with them the
 * smallest of the others until there are three, and in each month nobody or five attendances of them together: where weeks make up a month,
 * their connections without the shown groups are that number. A group whole, because by its months and its sum one month of it could be worked out.
 */
const hiddenGroups = (months: Dated['months'], notShown: ReadonlySet<string>): ReadonlySet<string> => {
  const must = [...months].filter(([group, own]) => notShown.has(group) || [...own.values()].some(isFew));
  if (must.length === 0) return new Set();
  const hidden = new Set(must.map(([group]) => group));
  const others = [...months].filter(([group]) => !hidden.has(group)).sort(([, a], [, b]) => peopleIn(a) - peopleIn(b));
  const isEnough = (): boolean =>
    hidden.size >= leastHidden && !areFewTogether([...hidden].map((group) => months.get(group) ?? new Map()));
  for (const [group] of others) if (!isEnough()) hidden.add(group);
  return isEnough() ? hidden : new Set(months.keys());
};

/** Month by month for others to see; `undefined` where it is not shown. `notShown`: groups that are not shown as a whole. */
export const monthsOf = (
  { months }: Dated,
  notShown: ReadonlySet<string> = new Set(),
): (readonly [string, string, Statement | undefined])[] => {
  const hidden = hiddenGroups(months, notShown);
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([group, own]) =>
      inOrder(own).map(([month, one]) => [group, month, hidden.has(group) ? undefined : one] as const),
    );
};

/** Its own statement, for the group itself, which knows who came; a bid goes further, so that one to four people are not counted in it either. */
export const ownMonths = ({ months }: Dated, group: string): (readonly [string, Statement | undefined])[] =>
  inOrder(months.get(group) ?? new Map()).map(([month, one]) => [month, isFew(one) ? undefined : one] as const);

/** Times and hours of each companion by month, for whoever pays them: codes, and nothing of anybody whom they met. */
export const hoursOf = ({ hours }: Dated): (readonly [string, string, number, number])[] =>
  [...hours]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([who, own]) =>
      [...own]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([month, { times, minutes }]) => [who, month, times, Number((minutes / 60).toFixed(2))] as const),
    );
