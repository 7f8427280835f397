import { Duration, Stack } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { z } from 'zod';
import { accept } from './accept.ts';
import { fiveMinutes } from './alarms.ts';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import type { Storage } from './storage.ts';

interface ProjectionProps extends Ground {
  readonly storage: Storage;
  readonly bus: EventBus;
  readonly messagesKey: DataKey;
}

/** DESIGN 5: a fold that finds a gap stops with an alarm. */
export const gapHarms =
  'A version of a referral is missing: its state is not known, and nothing more is done for that person until it is found.';

/** A resource as cdk-nag writes it: `<LogicalId.Arn>/stream/*`. */
const findingOf = (scope: Construct, text: string): string => {
  const joined = z
    .object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) })
    .parse(Stack.of(scope).resolve(text));
  const part = z.union([z.string(), z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })]);
  return joined['Fn::Join'][1]
    .map((one) => part.parse(one))
    .map((one) => (typeof one === 'string' ? one : `<${one['Fn::GetAtt'].join('.')}>`))
    .join('');
};

/** Ledger stream → project: folds one referral, writes its rows, then tells the bus. */
export class Projection extends Construct {
  /** What is in it is projected, and its versions are told. */
  readonly unprojected: HubQueue;

  constructor(scope: Construct, id: string, props: ProjectionProps) {
    super(scope, id);
    const { storage, bus } = props;
    const { ledger, views } = storage;
    const unprojectable = new HubQueue(this, 'Unprojectable', { key: props.messagesKey, endOf: 'queue' });
    unprojectable.alarmWhenFilled(
      props.alarms,
      'A change to a referral is stored but in no worklist: nobody will act on it until it is projected again.',
    );
    const unprojected = new HubQueue(this, 'Unprojected', {
      key: props.messagesKey,
      visibilityTimeout: Duration.minutes(3),
      // Every three minutes for a day: as long as an outage of a service that the hub stands on may last.
      deadLetterQueue: { queue: unprojectable.queue, maxReceiveCount: 480 },
    });
    this.unprojected = unprojected;
    unprojected.alarmWhenStuck(
      props.alarms,
      'A change to a referral is stored but not yet in a worklist; it is tried again every three minutes.',
    );
    unprojected.alarmWhenSlow(
      props.alarms,
      'A change to a referral is stored and in no worklist, and nobody takes it from its queue.',
    );
    const project = new HubFunction(this, 'Project', {
      ...props,
      name: 'project',
      whoIsHarmed: 'Practices, link workers and groups see an old state of a referral and are not told of the new one.',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        AUDIT_TABLE: storage.audit.table.tableName,
        BUS_NAME: bus.eventBusName,
        UNPROJECTED_QUEUE_URL: unprojected.queue.queueUrl,
        HASH_SECRET_ID: storage.secretId,
      },
      timeout: Duration.seconds(30),
    });
    ledger.allow(project, ['Query'], { keys: ['R#*', 'O#*'] });
    views.allow(project, ['Query', 'UpdateItem', 'DeleteItem']);
    storage.audit.allow(project, ['PutItem'], { keys: ['HEADS#*'] });
    // Which referrals are of one person, by a keyed hash (functions/views/same-person-rows.ts).
    storage.allowSecret(project);
    project.allow(['events:PutEvents'], [bus.eventBusArn]);
    unprojected.allowSend(project);
    unprojected.feed(project, 'Unprojected', { batchSize: 1, maxConcurrency: 2 });
    this.#readStream(project, props, unprojected);
    props.alarms.add(this, 'Gap', { metric: project.counted('LedgerGap'), whoIsHarmed: gapHarms });
    props.alarms.add(this, 'Stopped', {
      metric: project.counted('Heartbeat'),
      below: true,
      whoIsHarmed:
        'Nothing that is stored reaches a worklist: practices, link workers and groups see everything as it was, and nobody is told anything new.',
    });
    props.alarms.add(this, 'Behind', {
      metric: project.lambda.metric('IteratorAge', { period: fiveMinutes, statistic: 'Maximum' }),
      threshold: Duration.minutes(1).toMilliseconds(),
      whoIsHarmed: 'Worklists and messages are more than a minute behind: people act on what is no longer so.',
    });
  }

  #readStream(project: HubFunction, { storage }: ProjectionProps, unprojected: HubQueue): void {
    const { tableStreamArn } = storage.ledger.table;
    if (!tableStreamArn) throw new Error('The ledger has no stream');
    project.allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [tableStreamArn]);
    // ListStreams knows no resource but the account's streams of one table.
    const streams = `${storage.ledger.table.tableArn}/stream/*`;
    project.allow(['dynamodb:ListStreams'], [streams]);
    accept(project, {
      [`AwsSolutions-IAM5[Resource::${findingOf(this, streams)}]`]:
        'Lambda lists the streams of this one table to find its own; there is one, and it holds keys only.',
    });
    project.lambda.addEventSourceMapping('LedgerStream', {
      eventSourceArn: tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      // The queue takes records whose function crashed; those it caught itself are there already (DESIGN 6).
      onFailure: { bind: () => ({ destination: unprojected.queue.queueArn }) },
    });
  }
}
