import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import { HubSchedule } from './hub-schedule.ts';
import type { Storage } from './storage.ts';

interface DirectoryProps extends Ground {
  readonly storage: Storage;
  readonly messagesKey: DataKey;
  readonly publicUrl: string;
  readonly allowedPrivateOrigins: string;
}

/** The directory of services: one function reads what councils publish, another shows it to anybody. Neither may name another table. */
export class Directory extends Construct {
  readonly api: HubFunction;

  constructor(scope: Construct, id: string, props: DirectoryProps) {
    super(scope, id);
    this.#import(props);
    this.api = this.#api(props);
  }

  #import(props: DirectoryProps): void {
    const { storage, alarms, messagesKey: key } = props;
    const missed = new HubQueue(this, 'Missed', { key, endOf: 'service' });
    missed.alarmWhenFilled(
      alarms,
      'For a quarter of an hour no directory was read: what is offered may be of yesterday.',
    );
    const fn = new HubFunction(this, 'Import', {
      ...props,
      name: 'directory-import',
      whoIsHarmed: 'No directory is read: people may be sent to a service that is closed, and not to a new one.',
      environment: {
        DIRECTORY_TABLE: storage.directory.table.tableName,
        ALLOWED_PRIVATE_ORIGINS: props.allowedPrivateOrigins,
      },
      timeout: Duration.minutes(10),
      memory: 1024,
    });
    storage.directory.allow(fn, ['Query', 'PutItem']);
    alarms.add(fn, 'Unread', {
      metric: fn.counted('FeedFailed'),
      whoIsHarmed: 'The directory of a council could not be read to its end: what it says of its services grows old.',
    });
    new HubSchedule(this, 'EveryQuarterOfAnHour', { fn, every: Duration.minutes(15), missed, key });
  }

  #api(props: DirectoryProps): HubFunction {
    const { directory } = props.storage;
    const fn = new HubFunction(this, 'Api', {
      ...props,
      name: 'directory-api',
      whoIsHarmed:
        'Councils and others cannot read the directory as Open Referral. Nobody who is referred waits for it.',
      environment: { DIRECTORY_TABLE: directory.table.tableName, PUBLIC_URL: props.publicUrl },
      timeout: Duration.seconds(10),
      memory: 1024,
    });
    directory.allow(fn, ['Query']);
    return fn;
  }
}
