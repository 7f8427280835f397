import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import { HubSchedule } from './hub-schedule.ts';
import { gapHarms } from './projection.ts';
import type { Storage } from './storage.ts';

interface ChaseProps extends Ground {
  readonly storage: Storage;
  readonly messagesKey: DataKey;
  readonly delivery: HubQueue;
}

/** Each minute: obligations that are due, and messages whose next try is due. */
export class Chase extends Construct {
  constructor(scope: Construct, id: string, props: ChaseProps) {
    super(scope, id);
    const { storage } = props;
    const missed = new HubQueue(this, 'Missed', { key: props.messagesKey, endOf: 'service' });
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
    storage.ledger.allow(chase, ['Query'], { keys: ['R#*', 'O#*'] });
    // The pulse goes the way of a version, to see that `project` still follows.
    storage.ledger.allow(chase, ['PutItem'], { keys: ['R#*', 'H#pulse'] });
    // It projects what it finds wanting, as the stream's reader does.
    storage.views.allow(chase, ['Query', 'UpdateItem', 'DeleteItem'], { indexes: ['due', 'changes'] });
    props.delivery.allowSend(chase);
    // A sweep does nothing twice (DESIGN 6).
    new HubSchedule(this, 'EveryMinute', { fn: chase, every: Duration.minutes(1), missed, key: props.messagesKey });
    props.alarms.add(this, 'Gap', { metric: chase.counted('LedgerGap'), whoIsHarmed: gapHarms });
    props.alarms.add(this, 'Stopped', {
      metric: chase.counted('Heartbeat'),
      below: true,
      whoIsHarmed: 'The clock of the hub has stopped: everything looks quiet, and nobody who waits is chased.',
    });
  }
}
