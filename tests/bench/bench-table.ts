import type { ColdStart } from './cold-start.ts';
import type { Measured } from './measure.ts';

export interface BenchResult {
  readonly date: string;
  readonly machine: string;
  readonly cold: readonly ColdStart[];
  readonly loops: readonly Measured[];
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map((_, n) => (n === 0 ? '---' : '--:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

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

const marks = { from: '<!-- bench -->', to: '<!-- /bench -->' } as const;

export const withBench = (readme: string, { date, machine, cold, loops }: BenchResult): string => {
  const from = readme.indexOf(marks.from) + marks.from.length;
  const text = [`${date}, ${machine}.`, loopRows(loops), coldRows(cold)].join('\n\n');
  return `${readme.slice(0, from)}\n${text}\n${readme.slice(readme.indexOf(marks.to))}`;
};
