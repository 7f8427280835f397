import { accessFacts } from '../../../contracts/directory/access.ts';
import { freshDays } from '../../../contracts/directory/capacity.ts';
import { needs } from '../../../contracts/directory/needs.ts';
import { type Ask, type Known, manySent } from './ask.ts';
import type { Day } from './entry.ts';
import { type Fit, isAnywhere } from './fit.ts';
import { daysSince } from './freshness.ts';

const dayNames: Readonly<Record<Day, string>> = {
  ...{ MO: 'Monday', TU: 'Tuesday', WE: 'Wednesday', TH: 'Thursday', FR: 'Friday', SA: 'Saturday', SU: 'Sunday' },
};

/** Why it stands where it stands, in one line that a link worker can read out. */
export const explain = (fit: Fit, ask: Ask, known: Pick<Known, 'now' | 'load' | 'saysLoad'>): string =>
  [
    forWhat(fit, ask),
    where(fit),
    when(fit, ask),
    access(fit, ask),
    room(fit),
    load(fit, known),
    checked(fit, known.now),
  ]
    .filter((part) => part !== '')
    .join('; ');

const forWhat = ({ entry }: Fit, ask: Ask): string => {
  const met = ask.needs.filter((need) => entry.needs.includes(need));
  return met.length === 0 ? '' : `for ${met.map((need) => inSentence(needs[need].display)).join(' and ')}`;
};

const inSentence = (display: string): string => display.charAt(0).toLowerCase() + display.slice(1);

const where = ({ entry, miles }: Fit): string => {
  if (miles !== undefined)
    return `about ${Math.max(1, Math.round(miles))} ${Math.round(miles) > 1 ? 'miles' : 'mile'} away`;
  return isAnywhere(entry) ? 'from anywhere' : 'distance not known';
};

const when = ({ entry, day }: Fit, ask: Ask): string => {
  if (!ask.days?.length) return '';
  if (entry.days.length === 0) return 'days not known';
  const names = entry.days.map((one) => dayNames[one]).join(', ');
  return day === 0 ? `on ${names}` : `only on ${names}`;
};

const access = ({ entry }: Fit, ask: Ask): string => {
  const names = (isThere: boolean): string =>
    (ask.access ?? [])
      .filter((fact) => entry.access.includes(fact) === isThere)
      .map((fact) => inSentence(accessFacts[fact].display))
      .join(', ');
  return [names(true), names(false) && `ask first about ${names(false)}`].filter((part) => part !== '').join('; ');
};

const room = (fit: Fit): string => (fit.room === 0 ? 'has room' : 'room not known, ask first');

/** Fair share: of those that fit equally the one with fewer people comes first (issue 9, 3). Who is not on the hub is sent nobody. */
const load = ({ entry }: Fit, known: Pick<Known, 'load' | 'saysLoad'>): string => {
  if (!known.saysLoad || known.load === undefined || entry.partner === undefined) return '';
  const sent = known.load(entry);
  if (sent === 0) return 'nobody sent there in half a year';
  return `${sent < manySent ? sent : `${manySent} or more`} sent there in half a year`;
};

const checked = ({ entry, stale }: Fit, now: string): string => {
  if (entry.checked === undefined) return 'never checked';
  return stale && daysSince(entry.checked, now) > freshDays
    ? `not checked for more than ${freshDays} days (${entry.checked})`
    : `checked ${entry.checked}`;
};
