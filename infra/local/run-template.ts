import { setTimeout as sleep } from 'node:timers/promises';
import { type Alarms, alarmsOf, watchAlarms } from './alarms/alarms.ts';
import { startMetrics } from './alarms/metrics.ts';
import type { Outbox } from './aws/outbox.ts';
import { awsServices } from './aws/services.ts';
import type { Counts } from './control/counts.ts';
import type { Door, Handle } from './door.ts';
import type { Faults } from './faults/faults.ts';
import { firewallOf } from './firewall/firewall.ts';
import { serveApi } from './http/api.ts';
import type { AskedLog } from './iam/asked-log.ts';
import { serviceAccess } from './iam/resource-policies.ts';
import { demandForServices } from './iam/service-demands.ts';
import { demandForRoles } from './lambda/callers.ts';
import { functionsOf, runFunction } from './lambda/functions.ts';
import type { LocalFunction } from './lambda/local-function.ts';
import { mappingsOf } from './lambda/mappings.ts';
import { runSchedules } from './lambda/schedules.ts';
import type { Environment } from './lambda/worker.ts';
import { queuesOf } from './queues/queues.ts';
import { readQueue } from './queues/reader.ts';
import type { Kept } from './state/kept.ts';
import type { Store } from './state/store.ts';
import { createTable, tablesOf } from './state/tables.ts';
import type { StreamReader } from './streams/reader.ts';
import { readStreams } from './streams/readers.ts';
import type { Assembly } from './template/assembly.ts';
import type { Template } from './template/template.ts';
import type { HubClock } from './time/hub-clock.ts';

interface RunProps {
  readonly template: Template;
  readonly assembly: Assembly;
  readonly kept: Kept;
  readonly store: Store;
  readonly clock: HubClock;
  readonly counts: Counts;
  readonly asked: AskedLog;
  readonly faults: Faults;
  readonly outbox: Outbox;
  readonly logs: string;
  readonly compiled?: string | undefined;
  /** Where the functions' AWS calls arrive. */
  readonly aws: Door;
  readonly report: (line: string) => void;
}

interface Activity {
  /** Nothing runs, no message is visible, and every stream was read to its tip. Messages that wait do not count. */
  readonly idle: boolean;
  /** When the next message that waits for its time is due; milliseconds since 1970. */
  readonly message?: number;
}

interface Running {
  /** Serves one request to the API. */
  readonly handle: Handle;
  activity(): Promise<Activity>;
  /** Messages by queue, those that wait for their time included. */
  messages(): Readonly<Record<string, number>>;
  readonly alarms: Alarms;
  stop(): Promise<void>;
}

/** What runs when the hub is told to stop may end by itself for this long; all of it comes again after a start. */
const patience = 3_000;

/** Runs every resource of the template. Whatever it does not understand throws before anything is served. */
export const runTemplate = async (props: RunProps): Promise<Running> => {
  const { template, store, clock, aws } = props;
  let stopping = false;
  const report = (line: string): void => {
    if (!stopping) props.report(line);
  };
  const queues = queuesOf(template, props.kept, clock);
  demandForRoles(template, queues, props.asked);
  const may = serviceAccess(template, props.asked);
  demandForServices(template, may);
  const tables = tablesOf(template);
  await Promise.all(tables.map((table) => createTable(store.client, table)));

  const metrics = startMetrics(clock.now);
  const alarms = alarmsOf(template, { metrics, queues, clock });
  const environments = new Map<string, Environment>();
  const crash = async (key: string): Promise<void> => {
    await environments.get(key)?.end();
    environments.delete(key);
  };
  const functions = functionsOf(template).map((fn) =>
    runFunction(fn, { ...props, environments, metrics, endpoint: aws.url, report }),
  );
  const byArn = new Map(functions.map((fn) => [fn.arn, fn]));
  const named = namedIn(functions);
  let streams: ReadonlyMap<string, StreamReader> = new Map();
  const written = (arns: readonly string[]): void => {
    for (const arn of new Set(arns)) streams.get(arn)?.hint();
  };
  aws.serve(awsServices({ ...props, crash, may, queues, tables, written, report }));
  const firewall = firewallOf(template, { metrics, clock, logs: props.logs });
  const handle = serveApi(template, byArn, { clock, metrics, firewall });
  streams = await readStreams({ ...props, metrics, tables, queues, named, report });
  const readers = mappingsOf(template).queues.map((mapping) =>
    readQueue(mapping, queues, named(mapping.FunctionName), clock),
  );
  const schedules = runSchedules(template, byArn, queues, clock);
  const unwatch = watchAlarms(alarms, report);

  const running = (): boolean => functions.some((fn) => fn.inFlight > 0);
  const busy = (): boolean => running() || readers.some((reader) => reader.busy);
  const invocations = (): number => functions.reduce((sum, fn) => sum + fn.started, 0);
  return {
    handle,
    alarms,
    activity: async () => {
      const before = invocations();
      // The streams are asked only when nothing else speaks against it: each look is a request to the store.
      const isQuiet = !busy() && !isOverdue(clock);
      if (isQuiet) await Promise.all([...streams.values()].map((reader) => reader.atTip()));
      // What started since then may have written behind the tip.
      const idle = isQuiet && !busy() && invocations() === before && !isOverdue(clock);
      if (!idle) return { idle };
      const waiting = readers.map((reader) => reader.next).filter((at) => at !== undefined);
      return { idle, ...(waiting.length > 0 ? { message: Math.min(...waiting) } : {}) };
    },
    messages: queues.lengths,
    stop: async () => {
      unwatch();
      schedules.stop();
      for (const reader of readers) reader.stop();
      for (const reader of streams.values()) reader.stop();
      const deadline = performance.now() + patience;
      while (running() && performance.now() < deadline) await sleep(10);
      stopping = true;
      await Promise.all(functions.map((fn) => fn.end()));
      await Promise.all([...streams.values()].map((reader) => reader.stopped));
    },
  };
};

/** Time was moved, and what it makes due has not begun yet. */
const isOverdue = (clock: HubClock): boolean => (clock.next() ?? Number.POSITIVE_INFINITY) <= clock.now();

const namedIn =
  (functions: readonly LocalFunction[]) =>
  (name: string): LocalFunction => {
    const fn = functions.find((one) => one.name === name);
    if (!fn) throw new Error(`An event source mapping names ${name}, which is no function`);
    return fn;
  };
