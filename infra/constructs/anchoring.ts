import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import { HubSchedule } from './hub-schedule.ts';
import type { Storage } from './storage.ts';

interface AnchoringProps extends Ground {
  readonly storage: Storage;
  readonly messagesKey: DataKey;
}

/** Each hour: where every chain of the trail and every ledger stood that grew, so that nobody can change what was. */
export class Anchoring extends Construct {
  constructor(scope: Construct, id: string, props: AnchoringProps) {
    super(scope, id);
    const { audit } = props.storage;
    const missed = new HubQueue(this, 'Missed', { key: props.messagesKey, endOf: 'service' });
    missed.alarmWhenFilled(
      props.alarms,
      'The trail was not anchored in that hour: until the next anchor somebody could change who saw what, and nobody would find it.',
    );
    const anchor = new HubFunction(this, 'Anchor', {
      ...props,
      name: 'anchor',
      whoIsHarmed:
        'Who saw a person’s data, and what was written about them, could be changed without anybody finding it.',
      environment: { AUDIT_TABLE: audit.table.tableName },
      timeout: Duration.minutes(2),
    });
    audit.allow(anchor, ['Query'], { indexes: ['parts'] });
    audit.allow(anchor, ['PutItem'], { keys: ['ANCHORS'] });
    new HubSchedule(this, 'EveryHour', { fn: anchor, every: Duration.hours(1), missed, key: props.messagesKey });
  }
}
