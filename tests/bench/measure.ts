import { z } from 'zod';
import { untilQuiet } from '../../infra/local/demo/quiet.ts';
import { bare, partiesOf } from './asking.ts';
import { load, type Quantiles, quantiles } from './load.ts';
import {
  cpuMilliseconds,
  each,
  memoryMiB,
  type Place,
  type Started,
  said,
  type ThreadTimes,
  threadMilliseconds,
} from './processes.ts';

interface Processes {
  readonly place: Place;
  readonly hub: Started;
  readonly floor: Started;
  readonly echo: string;
  readonly heard: (id: string) => number | undefined;
}

export interface Measured {
  readonly concurrency: number;
  readonly loops: number;
  readonly errors: readonly string[];
  readonly loopsPerSecond: number;
  readonly requestsPerSecond: number;
  /** Milliseconds: all requests, each step, and from a request that was sent to the other side's knowledge of it. */
  readonly request: Quantiles;
  readonly steps: Readonly<Record<string, Quantiles>>;
  readonly known: Quantiles;
  /** Of the hub's own process, until nothing was under way any more; of the floor's requests; of one loop. */
  readonly cpu: { readonly hub: number; readonly floor: number; readonly threads: ThreadTimes };
  readonly memoryMiB: number;
  readonly floorLoopsPerSecond: number;
  readonly echoLoopsPerSecond: number;
}

const counts = z.record(
  z.string(),
  z.object({ taken: z.record(z.string(), z.object({ requests: z.number(), bytes: z.number() })) }),
);
type Requests = Record<string, { count: number; bytes: number }>;

/** What the hub asked of DynamoDB for each loop, by kind, with the size of the usual one. */
const requestsOf = async (controlUrl: string, loops: number): Promise<Requests> => {
  const all = counts.parse(await (await fetch(`${controlUrl}/counts`)).json());
  const sums: Record<string, { requests: number; bytes: number }> = {};
  for (const { taken } of Object.values(all))
    for (const [name, { requests, bytes }] of Object.entries(taken)) {
      const operation = name.split(' | ')[0] ?? '';
      const { requests: r = 0, bytes: b = 0 } = sums[operation] ?? {};
      sums[operation] = { requests: r + requests, bytes: b + bytes };
    }
  return Object.fromEntries(
    Object.entries(sums).map(([name, { requests, bytes }]) => [
      name,
      { count: Math.round(requests / loops), bytes: bytes / Math.max(1, requests) },
    ]),
  );
};

const ran = z.object({ seconds: z.number(), cpuMilliseconds: z.number() });

const echoLoops = async (url: string, { loops, concurrency }: { loops: number; concurrency: number }, each: number) => {
  let left = loops;
  const body = JSON.stringify({ resourceType: 'Task', status: 'accepted', text: 'x'.repeat(1400) });
  const headers = { 'content-type': 'application/json' };
  const from = performance.now();
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      for (let n = 0; n < each; n += 1) JSON.parse((await bare(url, 'POST', headers, body)).text);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return (loops * 1000) / (performance.now() - from);
};

const round = (n: number): number => Math.round(n * 10) / 10;

/** The loops, then the floor of the same requests in the same run, on the same database. */
export const measure = async (at: Processes, concurrency: number, loops: number): Promise<Measured> => {
  const { place, hub, floor, echo, heard } = at;
  const who = partiesOf(place);
  await load(who, { loops: Math.min(loops, 2 * concurrency), concurrency });
  await untilQuiet(place.controlUrl, 120_000);
  await fetch(`${place.controlUrl}/counts/reset`, { method: 'POST' });
  const [cpu, threads] = [cpuMilliseconds(hub), threadMilliseconds(hub)];
  const done = await load(who, { loops, concurrency });
  await untilQuiet(place.controlUrl, 120_000);
  const used = cpuMilliseconds(hub) - cpu;
  const usedBy = threadMilliseconds(hub);
  const requests = await requestsOf(place.controlUrl, done.loops);
  floor.child.send({ dynamodb: place.dynamodb, requests, loops, concurrency });
  const bareRun = await said(floor, ran);
  const all = [...done.steps.values()].flat();
  const known = [...done.sent].flatMap(([id, from]) => {
    const told = heard(id);
    return told === undefined ? [] : [told - from];
  });
  const unheard = [...done.sent.keys()]
    .filter((id) => heard(id) === undefined)
    .map(() => 'The other side never heard of a referral');
  return {
    ...{ concurrency, loops: done.loops, errors: [...done.errors, ...unheard] },
    loopsPerSecond: round(done.loops / done.seconds),
    requestsPerSecond: round(all.length / done.seconds),
    request: quantiles(all),
    steps: Object.fromEntries([...done.steps].map(([name, took]) => [name, quantiles(took)])),
    known: quantiles(known),
    cpu: {
      hub: round(used / done.loops),
      floor: round(bareRun.cpuMilliseconds / loops),
      threads: each((kind) => round((usedBy[kind] - threads[kind]) / done.loops)),
    },
    memoryMiB: memoryMiB(hub),
    floorLoopsPerSecond: round(loops / bareRun.seconds),
    echoLoopsPerSecond: round(await echoLoops(echo, { loops, concurrency }, done.steps.size)),
  };
};
