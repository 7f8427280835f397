import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import { HubSchedule } from './hub-schedule.ts';
import { gapHarms } from './projection.ts';
import { holds } from './safeguarding.ts';
import type { Storage } from './storage.ts';

interface ChaseProps extends Ground {
  readonly storage: Storage;
  readonly messagesKey: DataKey;
  readonly delivery: HubQueue;
  readonly unprojected: HubQueue;
  /** The hub's mailbox at MESH; empty where it has none. */
  readonly meshMailbox: string;
}

/** Each minute: obligations that are due, and messages whose next try is due. */
export class Chase extends Construct {
  readonly fn: HubFunction;

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
        UNPROJECTED_QUEUE_URL: props.unprojected.queue.queueUrl,
        MESH_MAILBOX: props.meshMailbox,
        DIRECTORY_TABLE: storage.directory.table.tableName,
      },
      timeout: Duration.seconds(50),
    });
    this.fn = chase;
    storage.ledger.allow(chase, ['Query'], { keys: ['R#*', 'O#*', holds] });
    // The pulse goes the way of a version, to see that `project` still follows.
    storage.ledger.allow(chase, ['PutItem'], { keys: ['R#*', 'H#pulse'] });
    // It projects what it finds wanting, as the stream's reader does.
    storage.views.allow(chase, ['Query', 'BatchGetItem', 'UpdateItem', 'DeleteItem'], {
      indexes: ['due', 'attention'],
    });
    // Whether a group that it would ask by itself said that it is full.
    storage.directory.allow(chase, ['Query'], { keys: ['CAPACITY'] });
    props.delivery.allowSend(chase);
    props.unprojected.allowSend(chase);
    // A sweep does nothing twice (DESIGN 6).
    new HubSchedule(this, 'EveryMinute', { fn: chase, every: Duration.minutes(1), missed, key: props.messagesKey });
    props.alarms.add(this, 'Gap', { metric: chase.counted('LedgerGap'), whoIsHarmed: gapHarms });
    // Counted every minute, so that the most of five minutes is what there is.
    const most = { statistic: 'Maximum' };
    props.alarms.add(this, 'Stuck', {
      metric: chase.counted('Stuck').with(most),
      whoIsHarmed:
        'Everybody whose it is was reminded of somebody who waits, up to the manager, and nobody acted: one more reminder will not help that person.',
    });
    props.alarms.add(this, 'Silent', {
      metric: chase.counted('Silent').with(most),
      whoIsHarmed:
        'Somebody waits, and for two working days after something was due nobody has opened it or acted: for that person this hub does not keep its promise.',
    });
    props.alarms.add(this, 'Undelivered', {
      metric: chase.counted('Undelivered').with(most),
      whoIsHarmed:
        'A message did not arrive and is not tried any more: until somebody tells it in another way, that organisation does not know what happened to a person.',
    });
    props.alarms.add(this, 'Stopped', {
      metric: chase.counted('Heartbeat'),
      below: true,
      whoIsHarmed: 'The clock of the hub has stopped: everything looks quiet, and nobody who waits is chased.',
    });
  }
}
