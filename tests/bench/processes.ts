import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface Started {
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

export const started = (name: string, args: readonly string[] = [], flags: readonly string[] = []): Started => {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), [...args], { execArgv: [...flags] });
  return {
    child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((exit) => child.once('exit', exit));
      child.disconnect();
      await gone;
    },
  };
};

export const said = <T>({ child }: Started, schema: z.ZodType<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(schema.parse(message)));
    child.once('exit', () => reject(new Error('A process of the bench ended before it answered')));
  });

/** Of the process alone, with its threads and without its children: DynamoDB Local is one. Linux counts in hundredths of a second. */
export const cpuMilliseconds = ({ child }: Started): number => {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

/** Functions; the runtime that plays AWS to them; and V8's own (compiling, garbage), which is of both. */
const kinds = { functions: /^Handover-/, runtime: /^MainThread$/, others: /^(?!Handover-|MainThread$)/ } as const;
export type ThreadTimes = Readonly<Record<keyof typeof kinds, number>>;

export const each = (of: (kind: keyof typeof kinds) => number): ThreadTimes => ({
  functions: of('functions'),
  runtime: of('runtime'),
  others: of('others'),
});

/** Linux names a thread by the first 15 letters of what Node.js calls it: a worker by its function. Those that ended are not counted. */
export const threadMilliseconds = ({ child }: Started): ThreadTimes => {
  const folder = `/proc/${child.pid}/task`;
  const threads = readdirSync(folder).map((thread) => {
    const [, name = '', rest = ''] = /\((.*)\) (.*)/.exec(readFileSync(`${folder}/${thread}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ');
    return { name, milliseconds: (Number(fields[11]) + Number(fields[12])) * 10 };
  });
  return each((kind) =>
    threads.filter(({ name }) => kinds[kind].test(name)).reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  );
};

export const memoryMiB = ({ child }: Started): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024);

export const place = z.object({
  ...{ url: z.string(), controlUrl: z.string(), data: z.string() },
  dynamodb: z.object({
    ...{ endpoint: z.string(), region: z.string() },
    credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  }),
});
export type Place = z.infer<typeof place>;
