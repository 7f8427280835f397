import type { SafeguardingRule } from '../../../contracts/areas/safeguarding.ts';
import { type OpenConcern, patienceOf } from './concern.ts';
import { nextReading } from './rota.ts';

/**
 * What is to be done about a concern that nobody acknowledged: tell these readers, the first who can be reached; or wait, because
 * nobody reads at this hour. `stranded`: everybody on the rota was told, or the hours ended, and still nobody acknowledged.
 */
export type Step =
  | { readonly kind: 'none' }
  | { readonly kind: 'wait'; readonly until: string; readonly stranded: boolean }
  | { readonly kind: 'tell'; readonly readers: readonly string[]; readonly next: string; readonly stranded: boolean };

const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

export const nextStep = (rule: SafeguardingRule, concern: OpenConcern, now: string): Step => {
  if (concern.acknowledged || concern.due > now) return { kind: 'none' };
  const { from, readers } = nextReading(rule, concern.route, now, concern.organisation);
  const begun = concern.told.length > 0;
  if (from > now) return { kind: 'wait', until: from, stranded: begun };
  const next = later(now, patienceOf(rule[concern.route], concern.level));
  const left = readers.filter((reader) => !concern.told.some((told) => told.reader === reader));
  // All of them were told: all of them again, for as long as it takes.
  return left.length > 0
    ? { kind: 'tell', readers: left, next, stranded: false }
    : { kind: 'tell', readers, next, stranded: true };
};
