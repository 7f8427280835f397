import type { SafeguardingRule } from '../../../contracts/areas/safeguarding.ts';
import type { OpenConcern } from './concern.ts';
import { nextReading } from './rota.ts';

/** Within it, somebody who was sent an e-mail is sent one more about all that has come, and not one about each. */
const togetherMs = 900_000;
/** By then whoever is due has been swept. */
const sweepMs = 120_000;

/** When each reader was last told of something that is still open. */
export const lastTold = (open: readonly OpenConcern[]): ReadonlyMap<string, string> => {
  const last = new Map<string, string>();
  for (const { reader, at } of open.flatMap(({ told }) => told))
    if (at > (last.get(reader) ?? '')) last.set(reader, at);
  return last;
};

/**
 * Until when its reader need not be told of it, an instant: a worry that comes soon after something else by e-mail. The first is
 * never held, nor is somebody who is unsafe, nor what all were told of before; a program wants each by its id. And never until that
 * reader's hours are over: it would wait for the next day that they read.
 */
export const heldUntil = (
  rule: SafeguardingRule,
  { level, route, organisation }: OpenConcern,
  step: { readonly readers: readonly string[]; readonly stranded: boolean },
  last: ReadonlyMap<string, string>,
): string => {
  const [reader = ''] = step.readers;
  const told = last.get(reader);
  const reached = rule.readers[reader]?.reached;
  if (told === undefined || level === 'unsafe' || step.stranded || !reached || 'webhook' in reached) return '';
  const after = (ms: number): string => new Date(Date.parse(told) + ms).toISOString();
  const [until, swept] = [after(togetherMs), after(togetherMs + sweepMs)];
  const reading = nextReading(rule, route, swept, organisation);
  return reading.from > swept || !reading.readers.includes(reader) ? '' : until;
};
