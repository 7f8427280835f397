import { join } from 'node:path';
import { type Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Metric as HubMetric } from '../../functions/runtime/log-events.ts';
import { root } from '../build/root.ts';
import type { StageConfig } from '../stages.ts';
import { accept } from './accept.ts';
import { type Alarms, fiveMinutes } from './alarms.ts';
import type { DataKey } from './data-key.ts';

/** What every function stands on. */
export interface Ground {
  readonly stage: StageConfig;
  readonly alarms: Alarms;
  readonly logsKey: DataKey;
}

export interface HubFunctionProps extends Ground {
  /** The bundle of functions/<name>.lambda.ts. */
  readonly name: string;
  /** Who is harmed when this function fails, in one sentence: the text of its alarm. */
  readonly whoIsHarmed: string;
  readonly environment: Record<string, string>;
  readonly timeout: Duration;
  /** MiB; processor time comes in proportion. @default 512 */
  readonly memory?: number;
  /** It puts messages on the queue that it reads, and what bounds that is its own: Lambda would refuse the sixteenth or so. */
  readonly asksItself?: true;
}

const noQueue =
  'A queue of the function itself serves asynchronous invocations only. Requests are answered; streams, queues and the schedule each name where their failures end (tests/infra/ends.test.ts), so no failure is lost.';

const acceptOfFunctions = (lambda: LambdaFunction): void =>
  accept(lambda, {
    'NIST.800.53.R5-LambdaConcurrency':
      'A new account may run 10 functions at once, and reserving some of them fails the deployment. The stage limits requests and the mappings limit their readers; what stays is that one busy part of the account can slow another.',
    'NIST.800.53.R5-LambdaDLQ': noQueue,
    'Serverless-LambdaDLQ': noQueue,
    'NIST.800.53.R5-LambdaInsideVPC':
      'Functions reach AWS services and the public endpoints of practices only; a network of our own would hold nothing to protect. The outbound guard refuses private addresses; the risk that code is taken over is bounded by its role.',
    'Serverless-LambdaTracing':
      'Traces would be one more store with ids of referrals. Correlation ids in the logs follow a request through every function; what stays is that slow calls are found by logs only.',
  });

/** A deployed function: bundle, role with nothing but its own log, encrypted log with an end, alarm with a sentence. */
export class HubFunction extends Construct {
  static allIn(scope: Construct): readonly HubFunction[] {
    return scope.node.findAll().filter((one) => one instanceof HubFunction);
  }

  readonly lambda: LambdaFunction;
  readonly log: LogGroup;
  readonly #role: Role;
  readonly #name: string;

  constructor(scope: Construct, id: string, props: HubFunctionProps) {
    super(scope, id);
    this.#name = props.name;
    this.log = new LogGroup(this, 'Log', {
      encryptionKey: props.logsKey,
      retention: props.stage.logRetentionDays,
    });
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.lambda = new LambdaFunction(this, 'Function', {
      code: Code.fromAsset(join(root, '.build/functions', props.name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role: this.#role,
      logGroup: this.log,
      functionName: `${Stack.of(this).stackName}-${props.name}`,
      environment: props.environment,
      timeout: props.timeout,
      memorySize: props.memory ?? 512,
      // https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
      ...(props.asksItself ? { recursiveLoop: RecursiveLoop.ALLOW } : {}),
    });
    acceptOfFunctions(this.lambda);
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [this.log.logGroupArn]);
    props.alarms.add(this, 'Failing', {
      metric: this.lambda.metricErrors({ period: fiveMinutes }),
      whoIsHarmed: props.whoIsHarmed,
    });
  }

  /** What the function itself counts, in the embedded metric format (functions/runtime/log.ts). */
  counted(metricName: HubMetric): Metric {
    const dimensionsMap = { Function: this.#name };
    return new Metric({ namespace: 'Handover', metricName, dimensionsMap, statistic: 'Sum', period: fiveMinutes });
  }

  /** Exactly these actions on exactly these resources; no wildcard in an action (tests/infra). */
  allow(actions: string[], resources: string[], conditions?: Record<string, Record<string, string | string[]>>): void {
    this.#role.addToPolicy(new PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) }));
  }
}
