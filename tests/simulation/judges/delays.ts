import { systems } from '../../../contracts/systems.ts';
import type { Endpoint } from '../county/endpoint.ts';
import { coordinator } from '../county/organisations.ts';
import type { Evidence, Finding } from './book.ts';
import { codeIn, topicOf } from './state.ts';
import { wasGivenUp } from './told.ts';

const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const shown = (delays: readonly number[]): string =>
  `${delays.length} messages, median ${(quantile(delays, 0.5) / 1000).toFixed(1)} s, p95 ${(quantile(delays, 0.95) / 1000).toFixed(1)} s`;

interface Delay {
  readonly at: number;
  readonly milliseconds: number;
}

/** Asked to wait for ten minutes, or given up for five after two tries, a recipient makes itself wait. */
const ownDoing = 16 * 60_000;

/** From the version that says it to its first arrival, but for what a recipient held up by its own wrong answers. */
const delaysAt = ({ arrivals }: Endpoint): Delay[] => {
  const seen = new Set<string>();
  let wrong = Number.NEGATIVE_INFINITY;
  return arrivals.flatMap(({ at, requestId, tasks, messages, fault }) => {
    const held = at - wrong < ownDoing;
    if (fault !== undefined) wrong = at;
    if (seen.has(requestId)) return [];
    seen.add(requestId);
    const written = [...tasks, ...messages].map((r) => Date.parse(String(Object(r.meta).lastUpdated)));
    const newest = Math.max(...written);
    return Number.isFinite(newest) && !held ? [{ at, milliseconds: at - newest }] : [];
  });
};

/** What an event did not bring out is looked for after a minute, each minute: of few messages one such is the 95th percentile. */
const aSweep = 120_000;

/** While one practice was away, the others heard as soon as before and after. Milliseconds of the hub's time. */
export const othersUndelayed = ({ county, outage }: Evidence): Finding => {
  const { began = 0, ended = 0 } = outage;
  // What was disabled waited for its operator, and for nobody else.
  const isDisabled = ({ arrivals }: Endpoint): boolean => arrivals.some(({ fault }) => fault === 'answers-410');
  const others = county.endpoints.filter((e) => e.organisation !== outage.organisation && !isDisabled(e));
  const delays = others.flatMap(delaysAt);
  const isDuring = ({ at }: Delay): boolean => at >= began && at <= ended;
  const during = delays.filter(isDuring).map(({ milliseconds }) => milliseconds);
  const otherwise = delays.filter((delay) => !isDuring(delay)).map(({ milliseconds }) => milliseconds);
  const slower = quantile(during, 0.5) - quantile(otherwise, 0.5);
  const tail = quantile(during, 0.95) - quantile(otherwise, 0.95);
  const faults = [
    ...(ended - began < 76 * 3_600_000 ? ['the outage was shorter than 76 hours'] : []),
    ...(during.length === 0 ? ['nothing arrived anywhere during the outage'] : []),
    ...(slower > 5_000 ? [`the median delay grew by ${slower} ms`] : []),
    ...(tail > aSweep ? [`the 95th percentile grew by ${tail} ms`] : []),
  ];
  return { figures: `meanwhile ${shown(during)}; otherwise ${shown(otherwise)}`, faults };
};

/**
 * What the hub gave up to send is on somebody's table: the service was reminded of it, in its own store, unless somebody of
 * the recipient said meanwhile that it is read.
 */
export const somebodyTold = ({ county, books, outage }: Evidence): Finding => {
  const faults: string[] = [];
  const own = county.endpoints.find((e) => e.organisation === coordinator)?.messages ?? new Map();
  const reminders = [...own.values()].filter((m) => m.topic?.coding?.some(isTellOtherwise));
  let lost = 0;
  for (const book of books) {
    const gone = book.now.said.filter((one) => topicOf(one) !== undefined && wasGivenUp(book, one));
    if (gone.length === 0) continue;
    lost += gone.length;
    if (gone.some((one) => codeIn(one.recipient?.[0]) !== outage.organisation))
      faults.push(`${book.id}: a message to somebody who was not away was given up`);
    // That somebody is to be called is rung about in any case: owed-besides.ts.
    const unread = gone.find((one) => one.received === undefined && topicOf(one) !== 'please-call');
    if (unread && !reminders.some(({ id = '' }) => id.startsWith(`${book.id}.`)))
      faults.push(`${unread.id} of ${unread.sent} was given up, and nobody of the service was told`);
  }
  if (lost === 0) faults.push('nothing was left to a human by an outage that is longer than the hub tries');
  return { figures: `${lost} messages given up, ${reminders.length} reminders to tell them in another way`, faults };
};

const isTellOtherwise = ({ system, code }: { readonly system?: string; readonly code?: string }): boolean =>
  system === systems.obligation && code === 'tell-otherwise';
