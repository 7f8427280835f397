import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { environmentFile } from '../../build/environment.ts';
import type { EnvironmentData, Invocation, Outcome } from './messages.ts';

/** A running environment. It serves one invocation at a time and is thrown away when it crashes or takes too long. */
export interface Environment {
  /** Never rejects: a crash and a timeout are outcomes too. */
  invoke(invocation: Invocation): Promise<Outcome>;
  readonly usable: boolean;
  end(): Promise<void>;
}

export const startEnvironment = (
  data: EnvironmentData,
  env: Readonly<Record<string, string>>,
  log: Writable,
  /** Told of each line that the function prints. */
  said: (line: string) => void,
): Environment => {
  const worker = new Worker(environmentFile, {
    name: data.functionName,
    workerData: data,
    env,
    // Only ours: what the hub itself was started with is no business of a function, but that both are profiled.
    execArgv: process.execArgv.filter((flag) => flag.startsWith('--cpu-prof')),
    resourceLimits: { maxOldGenerationSizeMb: data.memory },
    stdout: true,
    stderr: true,
  });
  createInterface({ input: worker.stdout }).on('line', said);
  worker.stdout.pipe(log, { end: false });
  worker.stderr.pipe(log, { end: false });
  let usable = true;
  let settle: ((outcome: Outcome) => void) | undefined;

  const finish = (outcome: Outcome): void => {
    settle?.(outcome);
    settle = undefined;
  };
  const crash = (errorType: string, errorMessage: string): void => {
    usable = false;
    finish({ ok: false, error: { errorType, errorMessage } });
  };
  worker.on('message', finish);
  worker.on('error', (error) => crash('Runtime.ExitError', error instanceof Error ? error.message : String(error)));
  worker.on('exit', () => crash('Runtime.ExitError', 'The environment exited'));
  // A hub that has nothing else to do may end.
  worker.unref();

  return {
    get usable() {
      return usable;
    },
    invoke: (invocation) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          crash('Sandbox.Timedout', `Task timed out after ${invocation.milliseconds / 1000} seconds`);
          void worker.terminate();
        }, invocation.milliseconds);
        settle = (outcome) => {
          clearTimeout(timer);
          resolve(outcome);
        };
        worker.postMessage(invocation);
      }),
    end: async () => {
      usable = false;
      await worker.terminate();
    },
  };
};
