import { z } from 'zod';
import { untilQuiet } from './quiet.ts';

const counts = z.record(
  z.string(),
  z.object({ requests: z.record(z.string(), z.number()), readUnits: z.number(), writeUnits: z.number() }),
);

interface Cost {
  readonly requests: number;
  readonly read: number;
  readonly write: number;
  /** DynamoDB requests of each function. */
  readonly by: Readonly<Record<string, number>>;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** The sweep looks round every minute, the comparison every hour, the counts of the day at eight: they belong to no hop. */
const inTheBackground = ['chase', 'reconcile', 'digest', 'anchor'];

const costNow = async (controlUrl: string): Promise<Cost> => {
  const all = Object.entries(counts.parse(await (await fetch(`${controlUrl}/counts`)).json()));
  const own = all.filter(([name]) => !inTheBackground.includes(name));
  const by = own.map(([name, c]) => [name, sum(Object.values(c.requests))] as const).filter(([, n]) => n > 0);
  return {
    requests: sum(by.map(([, n]) => n)),
    read: sum(own.map(([, c]) => c.readUnits)),
    write: sum(own.map(([, c]) => c.writeUnits)),
    by: Object.fromEntries(by),
  };
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
const row = (numbers: readonly string[], who: string, what: string): string =>
  `${numbers.map((n) => n.padStart(8)).join(' ')}   ${who.padEnd(18)} ${what}`;

/** Measures one hop after another, and prints each when it is done. */
export const timeline = (controlUrl: string, print: (line: string) => void) => {
  const start = performance.now();
  const costs: Cost[] = [];
  print(row(['at', 'took', 'requests', 'read', 'written'], 'who', 'what'));
  return {
    /** `act` does something and waits until the news has arrived where it should. */
    hop: async <T>(who: string, what: string, act: () => Promise<T>): Promise<T> => {
      await fetch(`${controlUrl}/counts/reset`, { method: 'POST' });
      const from = performance.now();
      const result = await act();
      const arrived = performance.now();
      // What follows from it, and is not awaited by anybody, belongs to its cost all the same.
      await untilQuiet(controlUrl);
      const cost = await costNow(controlUrl);
      costs.push(cost);
      const units = [cost.read.toFixed(1), cost.write.toFixed(1)];
      print(row([seconds(from - start), seconds(arrived - from), String(cost.requests), ...units], who, what));
      const by = Object.entries(cost.by).map(([name, n]) => `${name} ${n}`);
      print(row(['', '', '', '', ''], '', `(${by.join(', ')})`));
      return result;
    },
    total: (): void => {
      const of = (pick: (cost: Cost) => number): number => sum(costs.map(pick));
      const units = [of((c) => c.read).toFixed(1), of((c) => c.write).toFixed(1)];
      print(row([seconds(performance.now() - start), '', String(of((c) => c.requests)), ...units], '', 'altogether'));
    },
  };
};
export type Timeline = ReturnType<typeof timeline>;
