import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import { gapHarms } from './projection.ts';
import type { Storage } from './storage.ts';

export interface ChaseProps extends Ground {
  readonly storage: Storage;
  readonly messagesKey: DataKey;
  readonly delivery: HubQueue;
}

/** Each minute: obligations that are due, and messages whose next try is due. */
export class Chase extends Construct {
  constructor(scope: Construct, id: string, props: ChaseProps) {
    super(scope, id);
    const { storage } = props;
    const missed = new HubQueue(this, 'Missed', { key: props.messagesKey });
    missed.alarmWhenFilled(
      props.alarms,
      'A sweep failed: deadlines of people who wait were not looked at in that minute.',
    );
    const chase = new HubFunction(this, 'Chase', {
      ...props,
      name: 'chase',
      whoIsHarmed: 'Nobody is reminded when a person is left waiting, and failed messages are not sent again.',
      environment: {
        LEDGER_TABLE: storage.ledger.table.tableName,
        VIEWS_TABLE: storage.views.table.tableName,
        DELIVERY_QUEUE_URL: props.delivery.queue.queueUrl,
      },
      timeout: Duration.seconds(50),
    });
    storage.ledger.allow(chase, ['Query', 'PutItem']);
    // It projects what it finds wanting, as the stream's reader does.
    storage.views.allow(chase, ['Query', 'UpdateItem', 'DeleteItem'], ['due']);
    props.delivery.allowSend(chase);
    missed.allowSend(chase);
    this.#everyMinute(chase, missed, props.messagesKey);
    props.alarms.add(this, 'Gap', { metric: chase.counted('LedgerGap'), whoIsHarmed: gapHarms });
    props.alarms.add(this, 'Stopped', {
      metric: chase.counted('Heartbeat'),
      below: true,
      whoIsHarmed: 'The clock of the hub has stopped: everything looks quiet, and nobody who waits is chased.',
    });
  }

  /** The next minute is the retry, and a sweep does nothing twice (DESIGN 6); so neither AWS retry is wanted. */
  #everyMinute(chase: HubFunction, missed: HubQueue, key: DataKey): void {
    new CfnEventInvokeConfig(this, 'OnFailure', {
      functionName: chase.lambda.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 0,
      destinationConfig: { onFailure: { destination: missed.queue.queueArn } },
    });
    const role = new Role(this, 'ScheduleRole', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    key.grant(role, 'kms:GenerateDataKey', 'kms:Decrypt');
    new Schedule(this, 'EveryMinute', {
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(chase.lambda, { role, deadLetterQueue: missed.queue, retryAttempts: 0 }),
    });
  }
}
