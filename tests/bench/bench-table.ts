import type { ColdStart } from './cold-start.ts';
import type { CountedElsewhere } from './counted-elsewhere.ts';
import type { Measuring } from './keep.ts';
import type { Measured } from './measure.ts';
import { table, withSection } from './section.ts';

export interface BenchResult extends Measuring {
  readonly cold: readonly ColdStart[];
  readonly loops: readonly Measured[];
}

const percent = (a: number, b: number): string => `${Math.round((100 * a) / b)} %`;
const times = (a: number, b: number): string => `${(a / b).toFixed(2)} ×`;

const loopRows = (of: readonly Measured[]): string =>
  table(
    [
      ...['at once', 'of the floor', 'loops/s', 'floor', 'echo', 'requests/s', 'request p50 / p95 / p99 ms'],
      ...['known p95 ms', 'CPU ms a loop: hub − floor', 'of it functions / runtime / V8', 'MiB', 'errors'],
    ],
    of.map((m) => [
      ...[m.concurrency, percent(m.loopsPerSecond, m.floorLoopsPerSecond), m.loopsPerSecond, m.floorLoopsPerSecond],
      ...[m.echoLoopsPerSecond, m.requestsPerSecond, `${m.request.p50} / ${m.request.p95} / ${m.request.p99}`],
      ...[m.known.p95, `${m.cpu.hub} − ${m.cpu.floor} = ${(m.cpu.hub - m.cpu.floor).toFixed(1)}`],
      ...[`${m.cpu.threads.functions} / ${m.cpu.threads.runtime} / ${m.cpu.threads.others}`, m.memoryMiB],
      m.errors.length,
    ]),
  );

const coldRows = (of: readonly ColdStart[]): string => {
  const client = of.find(({ name }) => name === 'DynamoDB client')?.milliseconds ?? 1;
  return table(
    ['loaded', 'of the client', 'ms', 'KiB', 'largest parts, KiB'],
    of.map((c) => [
      ...[c.name, times(c.milliseconds, client), c.milliseconds.toFixed(1), Math.round(c.bytes / 1024)],
      c.largest.map(([part, bytes]) => `${part} ${Math.round(bytes / 1024)}`).join(', '),
    ]),
  );
};

/** With the FHIR validator. */
const validating = ['fhir-api'];

/** Issue 11, "To reach", each with its figure. */
const targetRows = ({ loops, cold }: BenchResult, counted: CountedElsewhere): string => {
  const at8 = loops.find(({ concurrency }) => concurrency === 8);
  const client = cold.find(({ name }) => name === 'DynamoDB client')?.milliseconds ?? 1;
  const slowest = (isValidating: boolean): string => {
    const them = cold.filter(({ name }) => validating.includes(name) === isValidating);
    const [first] = [...them].sort((a, b) => b.milliseconds - a.milliseconds);
    return first ? `${times(first.milliseconds, client)} (${first.name})` : '';
  };
  const beyond = (of: (m: Measured) => number): string => loops.map((m) => (of(m) - m.cpu.floor).toFixed(0)).join(', ');
  const ofFloor = loops.map((m) => percent(m.loopsPerSecond, m.floorLoopsPerSecond)).join(', ');
  return table(
    ['to reach', 'is'],
    [
      ['at least 60 % of the floor', `${ofFloor} at ${loops.map(({ concurrency }) => concurrency).join(', ')}`],
      [
        'more loops/s at 8 than, on another machine, the FHIR platform (17 to 25; 15 with its audit saved) and the serverless project (28 to 35, without search, history or tokens)',
        at8?.loopsPerSecond ?? '',
      ],
      [
        "CPU of the hub's process beyond that of the floor at most 15 ms a loop",
        `${beyond(({ cpu }) => cpu.hub)}; of the functions alone ${beyond(({ cpu }) => cpu.threads.functions)}`,
      ],
      ['at most 75 write units a loop', counted.writeUnits],
      ['at most 30 DynamoDB requests in the request path', counted.requestsWaitedFor],
      ['request p95 under 60 ms at 8', at8?.request.p95 ?? ''],
      ['known to the other side p95 under 1,000 ms', loops.map(({ known }) => known.p95).join(', ')],
      ['1,000 loops under 0.25 US dollars', counted.thousandLoops],
      ['a month idle under 25 US dollars', counted.idleMonth],
      ['cold import at most 1.6 times the bare client', slowest(false)],
      ['and 2.2 times with the validator', slowest(true)],
    ],
  );
};

export const withBench = (readme: string, result: BenchResult, counted: CountedElsewhere): string => {
  const { date, machine, cold, loops } = result;
  const text = [`${date}, ${machine}.`, targetRows(result, counted), loopRows(loops), coldRows(cold)].join('\n\n');
  return withSection(readme, 'bench', text);
};
