import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type DeadLetterQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { accept } from './accept.ts';
import { type Alarms, fiveMinutes } from './alarms.ts';
import type { DataKey } from './data-key.ts';
import type { HubFunction } from './hub-function.ts';

interface HubQueueProps {
  /** @default a key of SQS itself: for what must still be kept when a key of ours fails. No personal data then. */
  readonly key?: DataKey;
  readonly visibilityTimeout?: Duration;
  readonly deadLetterQueue?: DeadLetterQueue;
  /** Dead letters end here: those of a queue, or those that a service of AWS could not hand over. */
  readonly endOf?: 'queue' | 'service';
}

const lastStop =
  'This is where dead letters end. Nothing reads it, so nothing in it can fail again; its alarm calls a person, who has 14 days to redrive it before a message would be lost.';

/** An encrypted queue that keeps messages for the longest time SQS allows. */
export class HubQueue extends Construct {
  static allIn(scope: Construct): readonly HubQueue[] {
    return scope.node.findAll().filter((one) => one instanceof HubQueue);
  }

  readonly queue: Queue;
  readonly #key: DataKey | undefined;

  constructor(scope: Construct, id: string, props: HubQueueProps) {
    super(scope, id);
    this.#key = props.key;
    this.queue = new Queue(this, 'Queue', {
      ...(props.key
        ? { encryption: QueueEncryption.KMS, encryptionMasterKey: props.key }
        : { encryption: QueueEncryption.SQS_MANAGED }),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(props.visibilityTimeout ? { visibilityTimeout: props.visibilityTimeout } : {}),
      ...(props.deadLetterQueue ? { deadLetterQueue: props.deadLetterQueue } : {}),
    });
    if (props.endOf) accept(this.queue, { 'Serverless-SQSRedrivePolicy': lastStop });
    // The rule knows the dead-letter queues of other queues, and not those of buses, rules and schedules.
    if (props.endOf === 'service') accept(this.queue, { 'AwsSolutions-SQS3': lastStop });
  }

  allowSend(fn: HubFunction): void {
    fn.allow(['sqs:SendMessage'], [this.queue.queueArn]);
    if (this.#key) fn.allow(['kms:GenerateDataKey', 'kms:Decrypt'], [this.#key.keyArn], this.#key.through('sqs'));
  }

  /** The function reads it; what it does not do comes again, and ends with the dead letters. */
  feed(fn: HubFunction, id: string, limits: { readonly batchSize: number; readonly maxConcurrency: number }): void {
    fn.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [this.queue.queueArn]);
    if (this.#key) fn.allow(['kms:Decrypt'], [this.#key.keyArn], this.#key.through('sqs'));
    const mapping = fn.lambda.addEventSourceMapping(id, {
      ...limits,
      eventSourceArn: this.queue.queueArn,
      reportBatchItemFailures: true,
    });
    accept(mapping, {
      'Serverless-LambdaEventSourceMappingDestination':
        'Lambda takes no failure destination for a queue. What fails stays in the queue, and ends in its dead-letter queue, whose alarm calls a person.',
    });
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

  /**
   * For queues that are read: a message that fails again and again is hidden nearly all of the time, so that what can be
   * seen says nothing. The second period tells it from one that is just being worked on.
   */
  alarmWhenStuck(alarms: Alarms, whoIsHarmed: string): void {
    const metric = this.queue.metricApproximateNumberOfMessagesNotVisible({
      period: fiveMinutes,
      statistic: 'Maximum',
    });
    alarms.add(this, 'Stuck', { metric, whoIsHarmed, periods: 2 });
  }

  /**
   * For queues that are read: what nobody takes out of one reaches no dead-letter queue. Below two visibility timeouts of any: what was
   * received three times and not finished may not count any more.
   */
  alarmWhenSlow(alarms: Alarms, whoIsHarmed: string): void {
    const metric = this.queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes, statistic: 'Maximum' });
    alarms.add(this, 'Slow', { metric, threshold: Duration.minutes(10).toSeconds(), whoIsHarmed });
  }

  /** For dead-letter queues: one message in it is a person whose referral stands still. */
  alarmWhenFilled(alarms: Alarms, whoIsHarmed: string): void {
    const metric = this.queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, statistic: 'Maximum' });
    // While it holds one message the alarm cannot ring for another.
    alarms.add(this, 'Filled', { metric, whoIsHarmed: `${whoIsHarmed} Empty it, or the next one is silent.` });
  }
}
