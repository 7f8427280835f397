import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type DeadLetterQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Alarms, fiveMinutes } from './alarms.ts';
import type { DataKey } from './data-key.ts';
import type { HubFunction } from './hub-function.ts';

export interface HubQueueProps {
  readonly key: DataKey;
  readonly visibilityTimeout?: Duration;
  readonly deadLetterQueue?: DeadLetterQueue;
}

/** An encrypted queue that keeps messages for the longest time SQS allows. */
export class HubQueue extends Construct {
  readonly queue: Queue;
  readonly #key: DataKey;

  constructor(scope: Construct, id: string, props: HubQueueProps) {
    super(scope, id);
    this.#key = props.key;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(props.visibilityTimeout ? { visibilityTimeout: props.visibilityTimeout } : {}),
      ...(props.deadLetterQueue ? { deadLetterQueue: props.deadLetterQueue } : {}),
    });
  }

  allowSend(fn: HubFunction): void {
    fn.allow(['sqs:SendMessage'], [this.queue.queueArn]);
    fn.allow(['kms:GenerateDataKey', 'kms:Decrypt'], [this.#key.keyArn], this.#key.through('sqs'));
  }

  /** What an event source mapping asks of the function's role. */
  allowReceive(fn: HubFunction): void {
    fn.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [this.queue.queueArn]);
    fn.allow(['kms:Decrypt'], [this.#key.keyArn], this.#key.through('sqs'));
  }

  /** Rules of the bus may put events here, those of this account only. */
  allowEvents(): void {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** For dead-letter queues: one message in it is a person whose referral stands still. */
  alarmWhenFilled(alarms: Alarms, whoIsHarmed: string): void {
    const metric = this.queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, statistic: 'Maximum' });
    alarms.add(this, 'Filled', { metric, whoIsHarmed });
  }
}
