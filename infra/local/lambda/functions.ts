import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { readLogLine } from '../alarms/embedded-metrics.ts';
import type { Metrics } from '../alarms/metrics.ts';
import type { Counts } from '../control/counts.ts';
import type { Assembly } from '../template/assembly.ts';
import type { Resource, Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { type LocalFunction, localFunction } from './local-function.ts';
import { type Environment, startEnvironment } from './worker.ts';

const schema = z.strictObject({
  FunctionName: z.string(),
  Handler: z.string().regex(/^index\.\w+$/),
  Runtime: z.literal('nodejs24.x'),
  Architectures: z.array(z.string()),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }),
  MemorySize: z.number(),
  Timeout: z.number(),
  Role: z.string(),
  LoggingConfig: z.strictObject({ LogGroup: z.string() }),
  // What AWS would stop is not stopped here.
  RecursiveLoop: z.literal('Allow').optional(),
});

type FunctionResource = Resource<z.infer<typeof schema>>;

export const functionsOf = (template: Template): readonly FunctionResource[] =>
  template.all('AWS::Lambda::Function', schema);

/** By this the local endpoint knows who calls: each function signs with its own name. */
export const accessKeyOf = ({ identity }: FunctionResource): string => `local:${identity.ref}`;

interface Surroundings {
  readonly template: Template;
  readonly assembly: Assembly;
  readonly clock: HubClock;
  readonly counts: Counts;
  readonly metrics: Metrics;
  /** Where the SDK sends every call. */
  readonly endpoint: string;
  readonly logs: string;
  /** Where compiled bundles are remembered; absent for a hub that is gone soon. */
  readonly compiled?: string | undefined;
  /** Those that run or ran, by access key. */
  readonly environments: Map<string, Environment>;
  readonly report: (line: string) => void;
}

/** A function of the template with its environments, which see what they would see in Lambda, and no more. */
export const runFunction = (resource: FunctionResource, around: Surroundings): LocalFunction => {
  const { identity, properties } = resource;
  const arn = identity.attributes.Arn ?? identity.ref;
  const name = identity.ref;
  mkdirSync(around.logs, { recursive: true });
  const log = createWriteStream(join(around.logs, `${name}.log`), { flags: 'a' });
  const [file = '', handler = ''] = properties.Handler.split('.');
  const data = {
    bundle: pathToFileURL(join(around.assembly.codeOf(properties.Code.S3Key), `${file}.mjs`)).href,
    handler,
    functionName: name,
    functionArn: arn,
    memory: properties.MemorySize,
    ...(around.compiled === undefined ? {} : { compiled: around.compiled }),
    offset: around.clock.offset,
  };
  const env = {
    ...properties.Environment.Variables,
    AWS_REGION: around.template.place.region,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_ACCESS_KEY_ID: accessKeyOf(resource),
    AWS_SECRET_ACCESS_KEY: 'unused',
    AWS_ENDPOINT_URL: around.endpoint,
    // A profile on this machine must not reach into a function.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    TZ: 'UTC',
  };
  let made = 0;
  return localFunction({
    name,
    arn,
    timeout: properties.Timeout,
    start: () => {
      // Each signs with a key of its own, so that one alone can be made to fail.
      const key = `${env.AWS_ACCESS_KEY_ID}#${made}`;
      made += 1;
      const environment = startEnvironment(data, { ...env, AWS_ACCESS_KEY_ID: key }, log, (line) => {
        around.counts.printed(name, Buffer.byteLength(line) + 1);
        readLogLine(line, {
          emit: (metric, value) => {
            around.counts.measured(name, metric.name);
            around.metrics.emit(metric, value);
          },
        });
      });
      around.environments.set(key, environment);
      return environment;
    },
    done: (outcome, milliseconds) => {
      around.counts.invoked(name, outcome.ok, milliseconds);
      const errors = { namespace: 'AWS/Lambda', name: 'Errors', dimensions: { FunctionName: name } };
      around.metrics.emit(errors, outcome.ok ? 0 : 1);
      if (outcome.ok) return;
      const at = new Date(around.clock.now()).toISOString();
      around.report(`${at} ${name} failed: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
    },
  });
};
