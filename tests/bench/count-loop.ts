import { z } from 'zod';
import type { StartedHub } from '../infra/hub.ts';
import { closedLoop } from './closed-loop.ts';

const counts = z.record(
  z.string(),
  z.object({
    ...{
      invocations: z.number(),
      readUnits: z.number(),
      writeUnits: z.number(),
      requests: z.record(z.string(), z.number()),
    },
    taken: z.record(z.string(), z.object({ requests: z.number(), units: z.number(), bytes: z.number() })),
  }),
);
export type Counts = z.infer<typeof counts>;

export interface CountedStep {
  readonly name: string;
  readonly counts: Counts;
}

/** The clock's own work goes on without referrals. */
const inTheBackground = ['chase', 'reconcile', 'digest', 'anchor'];

/** One loop on a warm hub, step by step, each counted once nothing of it is under way any more: so no two share anything. */
export const countedLoop = async (hub: StartedHub): Promise<readonly CountedStep[]> => {
  const who = {
    practice: await hub.as('churchdown-surgery', 'L99901'),
    coordinator: await hub.as('wellbeing-service', 'CWS01'),
    group: await hub.as('walking-group', 'walking-group'),
  };
  const strict = Object.fromEntries(
    Object.entries(who).map(([name, ask]) => [
      name,
      async (...a: Parameters<typeof ask>) => {
        const answer = await ask(...a);
        if (answer.status >= 300) throw new Error(`${a[0]} ${a[1]} ${answer.status} ${answer.text}`);
        return answer;
      },
    ]),
  ) as typeof who;
  const steps: CountedStep[] = [];
  const step = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    await hub.control('/counts/reset', { method: 'POST' });
    const result = await act();
    await hub.quiet();
    const all = counts.parse(await hub.control('/counts'));
    steps.push({
      name,
      counts: Object.fromEntries(Object.entries(all).filter(([fn]) => !inTheBackground.includes(fn))),
    });
    return result;
  };
  let now = await hub.now();
  await closedLoop(
    strict,
    () => now,
    async (name, act) => act(),
  );
  await hub.quiet();
  now = await hub.now();
  await closedLoop(strict, () => now, step);
  return steps;
};
