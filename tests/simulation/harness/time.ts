import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Agenda } from './agenda.ts';
import type { Dice } from './dice.ts';
import { earliestDue, saysOf } from './earliest-due.ts';
import type { HubProcess } from './hub-process.ts';
import type { Injected } from './injected.ts';

interface TimeProps {
  readonly hub: HubProcess;
  readonly agenda: Agenda;
  readonly dice: Dice;
  readonly injected: Injected;
  readonly dynamodb: DynamoDBClient;
  readonly views: string;
  /** What the runtime is told to do wrong, after each start. */
  readonly faults: { readonly seed: string; readonly soon: number };
  /** So often the hub dies in the middle of people's traffic, evenly over this time. */
  readonly kills: { readonly count: number; readonly from: number; readonly until: number };
  /** Called whenever all is quiet, before time goes on. */
  readonly quiet: () => Promise<void>;
  readonly progress: (line: string) => void;
}

/** What the passing of time cost, and what stayed overdue. */
export interface Moved {
  readonly steps: number;
  readonly kills: number;
  /** Lives that ended by themselves. */
  readonly died: number;
  /** Real milliseconds by what they were spent on. */
  readonly spent: Readonly<Record<string, number>>;
  /** Rows that were due and that no sweep took away, and what they said then. */
  readonly stuck: readonly string[];
}

/** The hub's sweep comes every minute: a shorter step would only ask it in vain. */
const minute = 60_000;
const day = 86_400_000;
/** A row that so many sweeps have left overdue is not waited for. */
const mostSweeps = 15;

/**
 * The simulation is discrete (DESIGN 8): when everybody waits and the hub is idle, time jumps to the earliest instant at
 * which somebody acts, a message is due, a deadline passes, or the hub's sweep has something to do.
 */
export const passTime = async (props: TimeProps): Promise<Moved> => {
  const { hub, agenda, dice, injected, progress } = props;
  const spent: Record<string, number> = {};
  const timed = async <T>(what: string, work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const done = await work;
    spent[what] = (spent[what] ?? 0) + performance.now() - began;
    return done;
  };
  const { kills } = props;
  /** How many there should have been by now. */
  const killsBy = (now: number): number =>
    Math.min(kills.count, Math.floor(((kills.count + 1) * (now - kills.from)) / (kills.until - kills.from)));
  const rows = rowsOf(props);
  // Each place is struck soon in the first life; once is enough.
  const order = (life: number) =>
    hub.orderFaults({
      ...props.faults,
      ...{ seed: `${props.faults.seed}/${life}`, soon: life === 0 ? props.faults.soon : 0 },
    });
  await order(0);

  const killInTraffic = async (nth: number): Promise<void> => {
    await sleep(dice.whole(5, 400, 'kill', nth));
    injected.addAll(await hub.faults());
    await hub.kill();
    injected.add('hub-killed', 'hub');
    await hub.start();
    await order(nth);
  };

  let ends: number | undefined;
  let killed = 0;
  let struck = 0;
  let steps = 0;
  for (; ; steps += 1) {
    const busy = agenda.wake(hub.now()) > 0;
    // Again and again where many are due: whoever was not answered asks again meanwhile.
    for (; busy && killed < killsBy(hub.now()); struck = -1) {
      killed += 1;
      await timed('kill and start', killInTraffic(killed));
    }
    await timed('people', agenda.settled());
    const { message } = await timed('hub', hub.untilIdle());
    await agenda.settled();
    await timed('looking', props.quiet());
    const somebody = agenda.next() ?? Number.POSITIVE_INFINITY;
    const due = await timed('looking', rows.due(somebody));
    const strikes = sumOf(await hub.faults());
    // What no event told of is found by the sweep that comes a minute later.
    const upset = strikes !== struck;
    struck = strikes;
    if (somebody === Number.POSITIVE_INFINITY) ends ??= hub.now() + 4 * day;
    if (ends !== undefined && hub.now() > ends) break;
    const now = hub.now();
    const ofHub = Math.min(message ?? Number.POSITIVE_INFINITY, due, upset ? now : Number.POSITIVE_INFINITY);
    const next = Math.min(somebody, ofHub <= now ? now + minute : ofHub);
    if (next === Number.POSITIVE_INFINITY) break;
    if (steps % 50 === 0) progress(`${new Date(now).toISOString()} step ${steps}`);
    await timed('jump', hub.moveTo(next));
  }
  injected.addAll(await hub.faults());
  return { steps, kills: killed, died: hub.died(), spent, stuck: rows.stuck() };
};

/** When the hub's own sweep has the next thing to do; what it leaves overdue, sweep after sweep, is not waited for. */
const rowsOf = ({ hub, dynamodb, views }: TimeProps) => {
  const stuck = new Map<string, string>();
  let since = 0;
  let waitedFor = '';
  return {
    stuck: (): string[] => [...stuck.values()],
    /** Before somebody acts. */
    due: async (somebody: number): Promise<number> => {
      const first = await earliestDue(dynamodb, views, somebody);
      const due = first ? Date.parse(first.due) : Number.POSITIVE_INFINITY;
      const seen = `${first?.due} ${first?.together}`;
      // By the clock: where many act within a second, many steps are one sweep.
      if (seen !== waitedFor) since = Math.max(due, hub.now());
      waitedFor = seen;
      if (!first || hub.now() - since <= mostSweeps * minute) return due;
      stuck.set(`${first.pk} ${first.sk}`, await saysOf(dynamodb, views, first));
      return Number.POSITIVE_INFINITY;
    },
  };
};

const sumOf = (counts: Readonly<Record<string, Readonly<Record<string, number>>>>): number =>
  Object.values(counts)
    .flatMap((sites) => Object.values(sites))
    .reduce((a, b) => a + b, 0);
