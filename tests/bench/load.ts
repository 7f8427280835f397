import { closedLoop, type Parties } from './closed-loop.ts';

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export const quantiles = (values: readonly number[]): Quantiles => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (q: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
};

export interface Load {
  readonly seconds: number;
  readonly loops: number;
  readonly errors: readonly string[];
  /** Milliseconds by step. */
  readonly steps: ReadonlyMap<string, readonly number[]>;
  /** When each referral was sent, by the id of its Task, on this process's clock. */
  readonly sent: ReadonlyMap<string, number>;
}

/** So many loops by so many at a time, each beginning the next when it has ended. A loop that fails is an error, and not one of them. */
export const load = async (
  parties: readonly [Parties, ...Parties[]],
  { loops, concurrency }: { readonly loops: number; readonly concurrency: number },
): Promise<Load> => {
  const steps = new Map<string, number[]>();
  const sent = new Map<string, number>();
  const errors: string[] = [];
  let left = loops;
  const one = async (turn: number): Promise<void> => {
    let began = 0;
    const id = await closedLoop(
      parties[turn % parties.length] ?? parties[0],
      () => new Date(),
      async (name, act) => {
        const from = performance.now();
        began ||= from;
        const result = await act();
        steps.set(name, [...(steps.get(name) ?? []), performance.now() - from]);
        return result;
      },
    );
    sent.set(id, began);
  };
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await one(left).catch((error) => errors.push(String(error)));
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: concurrency }, work));
  return { seconds: (performance.now() - from) / 1000, loops: loops - errors.length, errors, steps, sent };
};
