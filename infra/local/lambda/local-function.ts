import { randomUUID } from 'node:crypto';
import type { Outcome } from './messages.ts';
import type { Environment } from './worker.ts';

/** As many environments as a desk has use for; races between them are as real as in the cloud. */
const mostEnvironments = 4;

/** One deployed function: environments are made when one is needed and all others are busy, and kept warm. */
export interface LocalFunction {
  readonly name: string;
  readonly arn: string;
  invoke(event: unknown): Promise<Outcome & { readonly requestId: string }>;
  /** Invocations that run or wait. */
  readonly inFlight: number;
  /** Invocations since the start of the hub. */
  readonly started: number;
  end(): Promise<void>;
}

interface LocalFunctionProps {
  readonly name: string;
  readonly arn: string;
  readonly timeout: number;
  readonly start: () => Environment;
  /** Told of each invocation once it is over, and of how long it ran. */
  readonly done: (outcome: Outcome, milliseconds: number) => void;
}

export const localFunction = ({ name, arn, timeout, start, done }: LocalFunctionProps): LocalFunction => {
  const idle: Environment[] = [];
  const queue: ((environment: Environment) => void)[] = [];
  const all = new Set<Environment>();
  let inFlight = 0;
  let started = 0;
  let ended = false;

  const create = (): Environment => {
    const environment = start();
    all.add(environment);
    return environment;
  };
  const take = (): Environment | Promise<Environment> => {
    const free = idle.pop();
    if (free?.usable) return free;
    if (free) all.delete(free);
    if (all.size < mostEnvironments) return create();
    return new Promise((resolve) => queue.push(resolve));
  };
  const give = (environment: Environment): void => {
    const next = queue.shift();
    if (!environment.usable) all.delete(environment);
    if (next) next(environment.usable ? environment : create());
    else if (environment.usable) idle.push(environment);
  };

  return {
    name,
    arn,
    get inFlight() {
      return inFlight;
    },
    get started() {
      return started;
    },
    invoke: async (event) => {
      inFlight += 1;
      started += 1;
      const requestId = randomUUID();
      try {
        if (ended)
          return { ok: false, error: { errorType: 'Stopped', errorMessage: 'The hub was stopped' }, requestId };
        const environment = await take();
        const begun = performance.now();
        const outcome = await environment.invoke({
          requestId,
          event: JSON.stringify(event),
          milliseconds: timeout * 1000,
        });
        give(environment);
        done(outcome, performance.now() - begun);
        return { ...outcome, requestId };
      } finally {
        inFlight -= 1;
      }
    },
    end: async () => {
      ended = true;
      await Promise.all([...all].map((environment) => environment.end()));
    },
  };
};
