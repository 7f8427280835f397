import { z } from 'zod';
import { untilQuiet } from '../../infra/local/demo/quiet.ts';
import { type Answer, type Ask, closedLoop } from './closed-loop.ts';

const counts = z.record(
  z.string(),
  z.object({
    ...{ invocations: z.number(), sent: z.record(z.string(), z.number()) },
    taken: z.record(z.string(), z.object({ requests: z.number(), units: z.number(), bytes: z.number() })),
  }),
);
type Counts = z.infer<typeof counts>;

export interface CountedStep {
  readonly step: string;
  readonly counts: Counts;
}

/** A hub that can be asked as each party, and its door for measurements. */
interface Countable {
  readonly controlUrl: string;
  readonly as: (client: string, organisation: string) => Promise<Ask>;
  readonly now: () => Promise<Date>;
}

/** The clock's own work goes on without referrals. */
const inTheBackground = ['chase', 'reconcile', 'digest', 'anchor', 'synthetic'];

const strictly =
  (ask: Ask): Ask =>
  async (method, path, body, headers): Promise<Answer> => {
    const answer = await ask(method, path, body, headers);
    if (answer.status < 300) return answer;
    throw new Error(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  };

/** One loop step by step, each counted once nothing of it is under way any more: no two steps share a batch. */
const once = async (hub: Countable): Promise<readonly CountedStep[]> => {
  const who = {
    practice: strictly(await hub.as('churchdown-surgery', 'L99901')),
    coordinator: strictly(await hub.as('wellbeing-service', 'CWS01')),
    group: strictly(await hub.as('walking-group', 'walking-group')),
    partner: 'walking-group' as const,
  };
  const steps: CountedStep[] = [];
  const now = await hub.now();
  await closedLoop(
    who,
    () => now,
    async (step, act) => {
      await fetch(`${hub.controlUrl}/counts/reset`, { method: 'POST' });
      const result = await act();
      await untilQuiet(hub.controlUrl);
      const all = Object.entries(counts.parse(await (await fetch(`${hub.controlUrl}/counts`)).json()));
      steps.push({ step, counts: Object.fromEntries(all.filter(([name]) => !inTheBackground.includes(name))) });
      return result;
    },
  );
  return steps;
};

/** As often as it takes that what comes now and then is missed once: another minute's work, two writers of one row. */
const rounds = 3;

/** A loop on a warm hub: of each count the least of some rounds, the first of which only warms it. */
export const countedLoop = async (hub: Countable): Promise<readonly CountedStep[]> => {
  await once(hub);
  const all: (readonly CountedStep[])[] = [];
  for (let n = 0; n < rounds; n += 1) all.push(await once(hub));
  const [first = [], ...others] = all;
  return first.map(({ step, counts }, n) => ({
    step,
    counts: others.reduce((least, other) => leastOf(least, other[n]?.counts ?? {}), counts),
  }));
};

const leastOf = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(
    Object.entries(a).flatMap(([name, one]) => {
      const other = b[name];
      if (!other) return [];
      const invocations = Math.min(one.invocations, other.invocations);
      const taken = Object.entries(one.taken).flatMap(([what, x]) => {
        const y = other.taken[what];
        return y ? [[what, x.units + x.requests <= y.units + y.requests ? x : y] as const] : [];
      });
      const sent = Object.entries(one.sent).map(([what, n]) => [what, Math.min(n, other.sent[what] ?? 0)] as const);
      return [[name, { invocations, sent: Object.fromEntries(sent), taken: Object.fromEntries(taken) }] as const];
    }),
  );
