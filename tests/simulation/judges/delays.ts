import type { Endpoint } from '../county/endpoint.ts';
import type { Evidence, Finding } from './book.ts';

const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const minute = 60_000;

const shown = (delays: readonly number[]): string => {
  const late = delays.filter((delay) => delay > minute).length;
  const half = (quantile(delays, 0.5) / 1000).toFixed(1);
  return `${delays.length} messages, half within ${half} s, ${((100 * late) / (delays.length || 1)).toFixed(0)} % later than a minute`;
};

interface Delay {
  readonly at: number;
  readonly milliseconds: number;
}

/** From the version that says it to its first arrival; what was tried again is another matter. */
const delaysAt = ({ arrivals }: Endpoint): Delay[] => {
  const seen = new Set<string>();
  return arrivals.flatMap(({ at, requestId, tasks, messages }) => {
    if (seen.has(requestId)) return [];
    seen.add(requestId);
    const written = [...tasks, ...messages].map((r) => Date.parse(String(Object(r.meta).lastUpdated)));
    const newest = Math.max(...written);
    return Number.isFinite(newest) ? [{ at, milliseconds: at - newest }] : [];
  });
};

/** While one practice was away, the others heard as soon as they did before and after. Milliseconds of the hub's time. */
export const othersUndelayed = ({ county, outage }: Evidence): Finding => {
  const { began = 0, ended = 0 } = outage;
  const delays = county.endpoints.filter((e) => e.organisation !== outage.organisation).flatMap(delaysAt);
  const isDuring = ({ at }: Delay): boolean => at >= began && at <= ended;
  const during = delays.filter(isDuring).map(({ milliseconds }) => milliseconds);
  const otherwise = delays.filter((delay) => !isDuring(delay)).map(({ milliseconds }) => milliseconds);
  const slower = quantile(during, 0.5) - quantile(otherwise, 0.5);
  const faults = [
    ...(during.length === 0 ? ['nothing arrived anywhere during the outage'] : []),
    ...(slower > 5_000 ? [`the median delay grew by ${slower} ms`] : []),
  ];
  return { figures: `meanwhile ${shown(during)}; otherwise ${shown(otherwise)}`, faults };
};
