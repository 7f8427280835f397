import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { installHubTime } from '../time/worker-time.ts';
import type { EnvironmentData, Invocation, Outcome } from './messages.ts';

/**
 * One execution environment of one function: the worker's whole program. It loads the bundle once and then handles one
 * event after another, knowing nothing that a function in the cloud would not know.
 */
const data: EnvironmentData = workerData;
installHubTime(data.offset);
if (data.compiled !== undefined) enableCompileCache(data.compiled);
const loading: Promise<Record<string, unknown>> = import(data.bundle);
// Reported with the invocation that waits for it.
loading.catch(() => undefined);

const contextOf = ({ requestId, milliseconds }: Invocation) => {
  const end = performance.now() + milliseconds;
  return {
    awsRequestId: requestId,
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memory),
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, end - performance.now()),
  };
};

const handle = async (invocation: Invocation): Promise<Outcome> => {
  try {
    const handler = (await loading)[data.handler];
    if (typeof handler !== 'function') throw new Error(`${data.bundle} exports no function ${data.handler}`);
    const result: unknown = await handler(JSON.parse(invocation.event), contextOf(invocation));
    return { ok: true, result: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    if (error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return {
      ok: false,
      error:
        error instanceof Error
          ? { errorType: error.name, errorMessage: error.message }
          : { errorType: 'Unknown', errorMessage: String(error) },
    };
  }
};

/** By then most of what is ever called has been compiled. */
const worthRemembering = 5;
let handled = 0;

parentPort?.on('message', async (invocation: Invocation) => {
  parentPort?.postMessage(await handle(invocation));
  handled += 1;
  if (data.compiled !== undefined && handled === worthRemembering) flushCompileCache();
});
