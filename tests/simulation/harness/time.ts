import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Agenda } from './agenda.ts';
import type { Dice } from './dice.ts';
import { earliestDue } from './earliest-due.ts';
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
  readonly faults: { readonly seed: string };
  /** Instants; the hub dies in the traffic that follows. */
  readonly kills: readonly number[];
  /** Whether minutes matter now. */
  readonly exact: () => boolean;
  readonly progress: (line: string) => void;
}

/** What the passing of time cost, and what stayed overdue. */
export interface Moved {
  readonly steps: number;
  readonly kills: number;
  /** Real milliseconds by what they were spent on. */
  readonly spent: Readonly<Record<string, number>>;
  /** Instants of rows that were due and that no sweep took away. */
  readonly stuck: readonly string[];
}

/** The hub's sweep comes every minute: a shorter step would only ask it in vain. */
const leastStep = 60_000;
/** What only the hub waits for is done together where it comes close together: its tries, its reminders. */
const together = 1_800_000;
/** Ten tries that are each so late still end within an outage of 76 hours, 25 minutes after the hub's own schedule does. */
const almostExact = 120_000;
const day = 86_400_000;
/** A row that so many sweeps have left overdue is not waited for. */
const mostSweeps = 15;

/**
 * The simulation is discrete (DESIGN 8): when everybody waits and the hub is idle, time jumps to the earliest instant at
 * which somebody acts, a message is due, or the hub's sweep has something to do.
 */
export const passTime = async (props: TimeProps): Promise<Moved> => {
  const { hub, agenda, dice, injected, dynamodb, views, progress } = props;
  const spent: Record<string, number> = {};
  const timed = async <T>(what: string, work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const done = await work;
    spent[what] = (spent[what] ?? 0) + performance.now() - began;
    return done;
  };
  const kills = [...props.kills];
  const stuck = new Set<string>();
  const order = (life: number) => hub.orderFaults({ ...props.faults, seed: `${props.faults.seed}/${life}` });
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
  let sweeps = 0;
  let waitedFor: number | undefined;
  let killed = 0;
  let struck = 0;
  let steps = 0;
  for (; ; steps += 1) {
    agenda.wake(hub.now());
    if (kills[0] !== undefined && kills[0] <= hub.now()) {
      kills.shift();
      killed += 1;
      await timed('kill and start', killInTraffic(killed));
      struck = -1;
    }
    await timed('people', agenda.settled());
    const { message } = await timed('hub', hub.untilIdle());
    await agenda.settled();
    const due = await timed('due', earliestDue(dynamodb, views));
    sweeps = due === waitedFor ? sweeps + 1 : 0;
    waitedFor = due;
    const isStuck = due !== undefined && due <= hub.now() && sweeps > mostSweeps;
    if (isStuck) stuck.add(new Date(due).toISOString());
    const after = Object.values(await hub.faults())
      .flatMap((sites) => Object.values(sites))
      .reduce((a, b) => a + b, 0);
    // What no event told of is found by the sweep that comes a minute later.
    const upset = after !== struck;
    struck = after;
    const somebody = agenda.next();
    if (somebody === undefined) ends ??= hub.now() + 4 * day;
    const ofHub = earliest([message, isStuck ? undefined : due, upset ? hub.now() : undefined]);
    const next = Math.min(
      somebody ?? Number.POSITIVE_INFINITY,
      Math.max(ofHub, hub.now() + (props.exact() ? almostExact : together)),
    );
    if (next === Number.POSITIVE_INFINITY || (ends !== undefined && hub.now() > ends)) break;
    if (steps % 50 === 0) progress(`${new Date(hub.now()).toISOString()} step ${steps}`);
    await timed('jump', hub.advance(Math.max(next - hub.now(), leastStep)));
  }
  injected.addAll(await hub.faults());
  return { steps, kills: killed, spent, stuck: [...stuck] };
};

const earliest = (instants: readonly (number | undefined)[]): number =>
  Math.min(Number.POSITIVE_INFINITY, ...instants.filter((at) => at !== undefined));
