import { type RouteName, routes, type SafeguardingRule } from '../../../contracts/areas/safeguarding.ts';
import { always } from '../../../contracts/safeguarding/always.ts';
import { nextReading } from './rota.ts';

/** `Monday 2 November 2026 at 17:00`, in England. */
const forPeople = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/London',
});
export const said = (instant: string): string => forPeople.format(new Date(instant)).replace(',', '');

interface Ring {
  readonly who: string;
  readonly telephone: string;
}

/** What whoever raises a concern is told before and after: when somebody reads it, who that is, and whom to ring meanwhile. */
export interface RouteSays {
  readonly readNow: boolean;
  /** Instant from which somebody reads it. */
  readonly readFrom: string;
  readonly readBy: string;
  readonly acknowledgedWithin: { readonly unsafe: string; readonly worried: string };
  readonly ring: readonly Ring[];
  readonly says: string;
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** Who answers at this hour stands first: the desk while it reads, whoever says "otherwise" while it does not. */
const answeredFirst = (rule: SafeguardingRule, name: RouteName, now: string): Ring[] => {
  const open = nextReading(rule, name, now).from === now ? 'desk' : 'otherwise';
  const { ring } = rule[name];
  return [...ring.filter(({ at }) => at === open), ...ring.filter(({ at }) => at !== open)].map(
    ({ who, telephone }) => ({ who, telephone }),
  );
};

/** @param about the organisation that the concern is about, whose people do not read it */
export const routeSays = (rule: SafeguardingRule, name: RouteName, now: string, about?: string): RouteSays => {
  const { from, readers } = nextReading(rule, name, now, about);
  const { acknowledgeWithin } = rule[name];
  const readBy = rule.readers[readers[0]]?.role ?? '';
  const readNow = from === now;
  // Nobody counts from an hour at which nobody reads.
  const counts = readNow ? '' : `, from ${said(from)}`;
  const within = {
    unsafe: `${counted(acknowledgeWithin.unsafe.minutes, 'minute')}${counts}`,
    worried: `${counted(acknowledgeWithin.worried.hours, 'hour')}${counts}`,
  };
  const ring = answeredFirst(rule, name, now);
  const numbers = ring.map(({ who, telephone }) => `${telephone} (${who})`).join(' or ');
  const says = readNow
    ? `${readBy} is told within two minutes. If nobody acknowledges "unsafe" within ${within.unsafe}, or "worried" within ${within.worried}, the next one is told. If it cannot wait, ring ${numbers}.`
    : `Nobody reads this before ${said(from)}. If it cannot wait until then, ring ${numbers}.`;
  return { readNow, readFrom: from, readBy, acknowledgedWithin: within, ring, says };
};

export const inDanger = `${always.map(({ who, telephone }) => `${who}: ring ${telephone}`).join('. ')}.`;

/** What anybody may know before a concern is raised: both routes, and the numbers that are always there. */
export const beforeSending = (rule: SafeguardingRule, now: string) => ({
  inDanger,
  always,
  ...Object.fromEntries(routes.map((name) => [name, routeSays(rule, name, now)] as const)),
});
