import { z } from 'zod';
import { eventually } from '../../infra/local/demo/patience.ts';
import type { Ask, StartedHub } from './hub.ts';
import { parties, wholeLoop } from './loop.ts';

const counts = z.record(
  z.string(),
  z
    .object({
      ...{ invocations: z.number(), readUnits: z.number(), writeUnits: z.number() },
      ...{ milliseconds: z.number(), logBytes: z.number(), sent: z.object({ events: z.number().default(0) }) },
    })
    .transform(({ sent, ...counted }) => ({ ...counted, events: sent.events })),
);
export type Counted = z.infer<typeof counts>;

/** Days lie between two requests of a loop: no two share what is done after them. */
const unhurried =
  (hub: StartedHub, ask: Ask): Ask =>
  async (...asked) => {
    const answer = await ask(...asked);
    await hub.quiet();
    return answer;
  };

/** What one loop costs, by function: all that was done until nothing was under way any more. */
export const measuredLoop = async (hub: StartedHub): Promise<Counted> => {
  const { practice, coordinator, group } = await parties(hub);
  const who = {
    ...{ practice: unhurried(hub, practice), coordinator: unhurried(hub, coordinator) },
    group: unhurried(hub, group),
  };
  await hub.quiet();
  await hub.control('/counts/reset', { method: 'POST' });
  await wholeLoop(hub, who);
  await hub.quiet();
  // The clock's own work goes on without referrals, and is counted for the month.
  const { chase: _, reconcile: __, digest: ___, anchor: ____, ...loop } = counts.parse(await hub.control('/counts'));
  return loop;
};

/** What the clock costs in a minute in which nobody comes. */
export const measuredMinute = async (hub: StartedHub): Promise<Counted> => {
  await hub.quiet();
  await hub.control('/counts/reset', { method: 'POST' });
  await hub.advance(1);
  await eventually('the pulse was projected', async () =>
    'project' in counts.parse(await hub.control('/counts')) ? true : undefined,
  );
  await hub.quiet();
  return counts.parse(await hub.control('/counts'));
};

const metrics = z.record(z.string(), z.object({ metrics: z.record(z.string(), z.number()) }));

/** Our metrics that have a value in every hour, whether anybody comes or not: function and name. */
export const metricsOfAnHour = async (hub: StartedHub): Promise<readonly string[]> => {
  await hub.quiet();
  await hub.control('/counts/reset', { method: 'POST' });
  await hub.advance(60);
  await eventually(
    'what comes each hour and each quarter of one has come',
    async () => {
      const { synthetic, reconcile } = counts.parse(await hub.control('/counts'));
      return synthetic?.invocations && reconcile?.invocations ? true : undefined;
    },
    90_000,
  );
  await hub.quiet();
  const sent = Object.entries(metrics.parse(await hub.control('/counts')));
  return sent.flatMap(([fn, of]) => Object.keys(of.metrics).map((name) => `${fn} ${name}`)).sort();
};

/** What a referral of nobody costs, which begins by itself every quarter of an hour; the clock's own work is not of it. */
export const measuredRound = async (hub: StartedHub): Promise<Counted> => {
  await hub.quiet();
  await hub.control('/counts/reset', { method: 'POST' });
  await hub.advance(15);
  await eventually(
    'a referral of nobody has gone round',
    async () => {
      const { synthetic } = counts.parse(await hub.control('/counts'));
      return synthetic?.invocations ? true : undefined;
    },
    90_000,
  );
  await hub.quiet();
  const { chase: _, reconcile: __, digest: ___, anchor: ____, ...round } = counts.parse(await hub.control('/counts'));
  return round;
};
