import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What else was counted: of one loop, and the US dollars of infra/decisions/cost.md. */
export interface CountedElsewhere {
  readonly writeUnits: number;
  readonly requestsWaitedFor: number;
  readonly idleMonth: string;
  readonly thousandLoops: string;
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const counts = z.object({ total: z.object({ write: z.number(), waited: z.number() }) });

export const countedElsewhere = (): CountedElsewhere => {
  const { write, waited } = counts.parse(JSON.parse(read('results/counts.json'))).total;
  const [idleMonth = '', thousandLoops = ''] = [
    ...read('../../infra/decisions/cost.md').matchAll(/\*\*altogether\*\*.*\*\*([\d.]+)\*\*/g),
  ].map(([, dollars = '']) => dollars);
  return { writeUnits: write, requestsWaitedFor: waited, idleMonth, thousandLoops };
};
