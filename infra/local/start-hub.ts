import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../build/build.ts';
import type { RunningHub } from '../operator/connection.ts';
import { operatorKey } from './aws/operator.ts';
import { openOutbox } from './aws/outbox.ts';
import { control } from './control/control.ts';
import { startCounting } from './control/counts.ts';
import { openDoor } from './door.ts';
import { faultsOf } from './faults/faults.ts';
import { faultKinds } from './faults/kinds.ts';
import { askedLog } from './iam/asked-log.ts';
import { runTemplate } from './run-template.ts';
import { sharedDynamoDbLocal, startDynamoDbLocal } from './state/dynamodb-local.ts';
import { openKept } from './state/kept.ts';
import { storeAt } from './state/store.ts';
import { freshAssembly } from './template/assembly.ts';
import { readTemplate } from './template/template.ts';
import { hubClock } from './time/hub-clock.ts';

export interface HubOptions {
  /** 0 is any free one. @default 0 */
  readonly port?: number;
  /** The folder that keeps everything, or 'memory' to keep nothing. @default 'memory' */
  readonly data?: string;
  /** Port of a DynamoDB Local that runs already, for a hub that keeps nothing. @default one of its own, which ends with it */
  readonly dynamodb?: number;
  /** Parameters of the template besides PublicUrl; may depend on where the hub listens. */
  readonly parameters?: (url: string) => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
  /** Changes the synthesised template before it is run: tests take things away, to see that they are missed. */
  readonly change?: (template: unknown) => unknown;
  /** Told what is done now, where that takes more than a second. @default says nothing */
  readonly says?: (stage: string) => void;
  /** Told of what goes wrong. @default prints to standard error */
  readonly report?: (line: string) => void;
}

export interface Hub extends RunningHub {
  /** The folder with a file of log for each function. */
  readonly logs: string;
  stop(): Promise<void>;
}

/** No account on AWS has this number. */
const account = '000000000000';

/** Builds, synthesises and runs the app on this machine. Rejects with one clear sentence, and with everything stopped again. */
export const startHub = async (options: HubOptions = {}): Promise<Hub> => {
  const inMemory = (options.data ?? 'memory') === 'memory';
  const folder = inMemory ? mkdtempSync(join(tmpdir(), 'handover-')) : resolve(options.data ?? '');
  const undo: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    if (inMemory) undo.push(() => rmSync(folder, { recursive: true, force: true }));
    return await start(options, { folder, inMemory, undo, stop });
  } catch (error) {
    await stop();
    throw error;
  }
};

interface Where {
  readonly folder: string;
  readonly inMemory: boolean;
  /** What has to be undone, in reverse. */
  readonly undo: (() => unknown)[];
  readonly stop: () => Promise<void>;
}

const start = async (options: HubOptions, { folder, inMemory, undo, stop }: Where): Promise<Hub> => {
  const report = options.report ?? ((line: string) => process.stderr.write(`${line}\n`));
  const says = options.says ?? (() => undefined);
  const kept = openKept(inMemory ? undefined : folder);
  undo.push(() => kept.close());
  // Java takes as long to start as everything else together, so it goes first and the rest goes on meanwhile.
  const starting =
    options.dynamodb !== undefined && inMemory
      ? Promise.resolve(sharedDynamoDbLocal(options.dynamodb))
      : startDynamoDbLocal(kept, { folder, inMemory });
  undo.push(() => starting.then(({ stop: end }) => end()).catch(() => undefined));
  // Waited for below; until then its failure is nobody's.
  starting.catch(() => undefined);
  const [door, aws, controls] = await Promise.all([openDoor(options.port), openDoor(), openDoor()]);
  undo.push(() => Promise.all([door, aws, controls].map((one) => one.close())));
  const { url } = door;

  says('Building the functions, while DynamoDB Local starts');
  await build();
  says('Synthesising the template');
  const assembly = await freshAssembly(join(folder, 'assembly'));
  const place = { account, region: assembly.region, stack: assembly.stack, queueOrigin: aws.url };
  const parameters: Readonly<Record<string, string>> = {
    PublicUrl: url,
    // Nobody's referrals would stand between those of tests, demos and measurements.
    SyntheticReferrals: 'off',
    MailSender: 'handover@hub.example',
    ...(await options.parameters?.(url)),
  };
  const source = options.change ? options.change(structuredClone(assembly.template)) : assembly.template;
  const template = readTemplate(source, place, parameters);

  const clock = hubClock(Number(kept.read('clock-offset') ?? 0));
  undo.push(() => clock.stop());
  const counts = startCounting(place.stack);
  const asked = askedLog();
  const faults = faultsOf(faultKinds);
  says('Starting what the template names: tables, queues, functions');
  const { port, accessKeyId } = await starting;
  const store = storeAt(port, place.region, accessKeyId);
  undo.push(() => store.close());
  const outbox = openOutbox(folder);
  const logs = join(folder, 'logs');
  const running = await runTemplate({
    template,
    assembly,
    kept,
    store,
    clock,
    counts,
    asked,
    faults,
    outbox,
    logs,
    compiled: inMemory ? undefined : join(folder, 'compiled'),
    aws,
    report,
  });
  undo.push(() => running.stop());
  // Again, because it has to be the first: nobody comes in while the rest ends.
  undo.push(() => door.close());

  const reach = {
    url,
    dynamodb: { endpoint: store.endpoint, region: place.region, credentials: store.credentials },
    aws: {
      ...{ endpoint: aws.url, region: place.region },
      credentials: { accessKeyId: operatorKey, secretAccessKey: 'unused' },
    },
    outputs: template.outputs,
    allowedPrivateOrigins: (parameters.AllowedPrivateOrigins ?? '').split(',').filter((origin) => origin !== ''),
  };
  controls.serve(
    control({
      ...{ counts, clock, asked, faults, outbox },
      activity: running.activity,
      messages: running.messages,
      alarms: running.alarms,
      outputs: () => reach,
      advanced: (offset) => kept.write('clock-offset', String(offset)),
    }),
  );
  door.serve(running.handle);
  return { ...reach, controlUrl: controls.url, logs, stop };
};
