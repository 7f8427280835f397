import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import { HubSchedule } from './hub-schedule.ts';
import { gapHarms } from './projection.ts';
import type { Storage } from './storage.ts';

interface ReconcileProps extends Ground {
  readonly storage: Storage;
  readonly messagesKey: DataKey;
  readonly delivery: HubQueue;
  readonly unprojected: HubQueue;
}

/** Each hour: whether what was made or is open stands in the rows, so that a stream that was not read leaves nobody behind. */
export class Reconcile extends Construct {
  constructor(scope: Construct, id: string, props: ReconcileProps) {
    super(scope, id);
    const { storage, unprojected, delivery } = props;
    const missed = new HubQueue(this, 'Missed', { key: props.messagesKey, endOf: 'service' });
    missed.alarmWhenFilled(
      props.alarms,
      'Worklists were not compared with the ledger in that hour: a referral that is in none would not be found.',
    );
    const reconcile = new HubFunction(this, 'Reconcile', {
      ...props,
      name: 'reconcile',
      whoIsHarmed: 'A referral that was stored while projection was broken is in no worklist, and nobody looks for it.',
      environment: {
        LEDGER_TABLE: storage.ledger.table.tableName,
        VIEWS_TABLE: storage.views.table.tableName,
        UNPROJECTED_QUEUE_URL: unprojected.queue.queueUrl,
        DELIVERY_QUEUE_URL: delivery.queue.queueUrl,
      },
      timeout: Duration.minutes(5),
    });
    storage.ledger.allow(reconcile, ['Query'], { keys: ['R#*', 'O#*'], indexes: ['made'] });
    storage.views.allow(reconcile, ['Query'], { indexes: ['due', 'worklist'] });
    unprojected.allowSend(reconcile);
    delivery.allowSend(reconcile);
    new HubSchedule(this, 'EveryHour', { fn: reconcile, every: Duration.hours(1), missed, key: props.messagesKey });
    props.alarms.add(this, 'Gap', { metric: reconcile.counted('LedgerGap'), whoIsHarmed: gapHarms });
    props.alarms.add(this, 'Drift', {
      metric: reconcile.counted('Drift'),
      whoIsHarmed:
        'Referrals stood in the ledger and not in the worklists, or messages waited that nobody sent: whoever works from them did not see these people until now.',
    });
  }
}
