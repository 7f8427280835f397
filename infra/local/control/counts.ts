import type { Charge } from './charges.ts';

/** What one function did since the last reset. */
interface FunctionCounts {
  invocations: number;
  errors: number;
  /** As Lambda would bill them: begun milliseconds, of this machine. */
  milliseconds: number;
  /** What it printed, without the lines of Lambda itself. */
  logBytes: number;
  /** Names of our metrics, and how often each was sent. */
  metrics: Record<string, number>;
  /** DynamoDB requests by operation. */
  requests: Record<string, number>;
  readUnits: number;
  writeUnits: number;
  /** Of what these are, by operation, table, kind of item and index. */
  taken: Record<string, { requests: number; units: number; bytes: number }>;
  /** Events to the bus, messages to queues. */
  sent: Record<string, number>;
}

/** Kept for measurements: the demo's timeline, tests of "at most two requests", benches. */
export interface Counts {
  invoked(functionName: string, ok: boolean, milliseconds: number): void;
  printed(functionName: string, bytes: number): void;
  measured(functionName: string, metric: string): void;
  sent(functionName: string, what: 'events' | 'messages', count: number): void;
  /** One request. */
  asked(functionName: string, charges: readonly Charge[], isWrite: boolean): void;
  /** By function, in the names of the plan: `fhir-api`, not `Handover-fhir-api`. */
  all(): Readonly<Record<string, FunctionCounts>>;
  reset(): void;
}

export const startCounting = (stack: string): Counts => {
  let counts: Record<string, FunctionCounts> = {};
  const of = (functionName: string): FunctionCounts => {
    const name = functionName.startsWith(`${stack}-`) ? functionName.slice(stack.length + 1) : functionName;
    counts[name] ??= {
      invocations: 0,
      errors: 0,
      milliseconds: 0,
      logBytes: 0,
      metrics: {},
      requests: {},
      readUnits: 0,
      writeUnits: 0,
      taken: {},
      sent: {},
    };
    return counts[name];
  };
  return {
    invoked: (functionName, ok, milliseconds) => {
      const own = of(functionName);
      own.invocations += 1;
      own.milliseconds += Math.ceil(milliseconds);
      if (!ok) own.errors += 1;
    },
    printed: (functionName, bytes) => {
      of(functionName).logBytes += bytes;
    },
    measured: (functionName, metric) => {
      const own = of(functionName);
      own.metrics[metric] = (own.metrics[metric] ?? 0) + 1;
    },
    sent: (functionName, what, count) => {
      const own = of(functionName);
      own.sent[what] = (own.sent[what] ?? 0) + count;
    },
    asked: (functionName, charges, isWrite) => {
      const own = of(functionName);
      const operation = charges[0]?.operation ?? '';
      own.requests[operation] = (own.requests[operation] ?? 0) + 1;
      for (const [n, { table, family, index, units, bytes }] of charges.entries()) {
        own[isWrite ? 'writeUnits' : 'readUnits'] += units;
        const name = [operation, table, family, index].join(' | ');
        own.taken[name] ??= { requests: 0, units: 0, bytes: 0 };
        own.taken[name].requests += n === 0 ? 1 : 0;
        own.taken[name].units += units;
        own.taken[name].bytes += bytes;
      }
    },
    all: () => counts,
    reset: () => {
      counts = {};
    },
  };
};
