import { Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { CfnEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { TimeZone } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import { HubSchedule } from './hub-schedule.ts';
import type { Mail } from './mail.ts';
import type { Storage } from './storage.ts';

interface DigestProps extends Ground {
  readonly storage: Storage;
  readonly messagesKey: DataKey;
  readonly publicUrl: string;
  /** The e-mail address that it comes from. */
  readonly sender: string;
  readonly mail: Mail;
}

/** Each working day at eight: how much is overdue, to whoever coordinates. Three more times, for a mailer that was away. */
export class Digest extends Construct {
  constructor(scope: Construct, id: string, props: DigestProps) {
    super(scope, id);
    const { storage, sender, mail } = props;
    const missed = new HubQueue(this, 'Missed', { key: props.messagesKey, endOf: 'service' });
    missed.alarmWhenFilled(
      props.alarms,
      'The counts of the day did not go out by e-mail: who looks after overdue work may not look today.',
    );
    // SES asks that address once whether it wants to be a sender.
    new CfnEmailIdentity(this, 'Sender', { emailIdentity: sender });
    const digest = new HubFunction(this, 'Digest', {
      ...props,
      name: 'digest',
      whoIsHarmed: 'The counts of the day do not go out: who looks after overdue work may not look today.',
      environment: {
        LEDGER_TABLE: storage.ledger.table.tableName,
        VIEWS_TABLE: storage.views.table.tableName,
        PUBLIC_URL: props.publicUrl,
        MAIL_SENDER: sender,
        MAIL_CONFIGURATION_SET: mail.set,
      },
      timeout: Duration.seconds(20),
    });
    storage.ledger.allow(digest, ['Query'], { keys: ['O#*'] });
    storage.views.allow(digest, ['PutItem'], { keys: ['DIGEST#*'], indexes: ['attention'] });
    mail.allow(digest, 'ses:SendEmail');
    const every = ScheduleExpression.cron({
      ...{ minute: '0,15,30,45', hour: '8', weekDay: 'MON-FRI' },
      timeZone: TimeZone.EUROPE_LONDON,
    });
    new HubSchedule(this, 'EveryMorning', { fn: digest, every, missed, key: props.messagesKey });
  }
}
