import { Duration } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { Area } from '../../contracts/areas/area.ts';
import { safeguardingOf } from '../../contracts/areas/safeguarding.ts';
import { DataKey } from './data-key.ts';
import { firstMeetingEvents } from './first-meeting-events.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import { HubSchedule } from './hub-schedule.ts';
import { HubTable } from './hub-table.ts';
import type { LinkSecrets } from './links.ts';
import { Mail } from './mail.ts';
import type { Storage } from './storage.ts';

interface SafeguardingProps extends Ground {
  readonly storage: Storage;
  readonly bus: EventBus;
  readonly messagesKey: DataKey;
  readonly webhookKey: DataKey;
  /** By links people without software say that they are worried. */
  readonly links: LinkSecrets;
  readonly publicUrl: string;
  /** The address from which e-mail of the hub comes. */
  readonly sender: string;
  readonly allowedPrivateOrigins: string;
  readonly area: Pick<Area, 'coordinator' | 'safeguarding'>;
}

/** Where the ledger keeps that a duty owner paused new requests to an organisation: nothing about why. */
export const holds = 'S#holds';

/**
 * The safeguarding side-channel: a table and a key that one function alone may use, its door, its clock, and what it hears of
 * first meetings. Nothing switches it off: without a rota that covers the week there is no template.
 */
export class Safeguarding extends Construct {
  readonly fn: HubFunction;

  constructor(scope: Construct, id: string, props: SafeguardingProps) {
    super(scope, id);
    safeguardingOf(props.area);
    const key = new DataKey(this, 'Key', 'Handover: safeguarding concerns, apart from everything else');
    const concerns = new HubTable(this, 'Concerns', { key, expires: true });
    const results = this.#hears(props);
    const mail = new Mail(this, 'Mail', { due: results.due, unheard: () => results.unheard, sender: props.sender });
    this.fn = this.#function(props, concerns, mail);
    results.due.feed(this.fn, 'Results', { batchSize: 5, maxConcurrency: 2 });
    this.#eachMinute(props);
    this.#alarms(props);
  }

  #function(props: SafeguardingProps, concerns: HubTable, mail: Mail): HubFunction {
    const { ledger } = props.storage;
    const fn = new HubFunction(this, 'Function', {
      ...props,
      name: 'safeguarding',
      whoIsHarmed: 'Somebody says that a person is not safe, and it is not kept, or nobody is told of it.',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        CONCERNS_TABLE: concerns.table.tableName,
        PUBLIC_URL: props.publicUrl,
        MAIL_SENDER: props.sender,
        MAIL_CONFIGURATION_SET: mail.set,
        ALLOWED_PRIVATE_ORIGINS: props.allowedPrivateOrigins,
        WEBHOOK_KEY_ID: props.webhookKey.keyId,
        LINK_SECRET_ID: props.links.linkSecretId,
      },
      timeout: Duration.seconds(30),
      memory: 1024,
    });
    concerns.allow(fn, ['Query', 'PutItem', 'DeleteItem']);
    ledger.allow(fn, ['Query'], { keys: ['R#*', 'O#*', holds] });
    ledger.allow(fn, ['PutItem'], { keys: [holds] });
    mail.allow(fn, 'ses:SendEmail');
    props.links.allowLinks(fn);
    // What signs to a reader's webhook; where every reader has e-mail there is nothing to open.
    const { readers } = safeguardingOf(props.area);
    if (Object.values(readers).some(({ reached }) => 'webhook' in reached)) props.webhookKey.allowOpen(fn);
    return fn;
  }

  #eachMinute({ alarms, messagesKey: key }: SafeguardingProps): void {
    const missed = new HubQueue(this, 'Missed', { key, endOf: 'service' });
    missed.alarmWhenFilled(alarms, 'For a minute nobody was told of a concern that waits, and no timer escalated.');
    new HubSchedule(this, 'EveryMinute', { fn: this.fn, every: Duration.minutes(1), missed, key });
  }

  /** Somebody with a safeguarding flag was expected at a first meeting and did not come; an e-mail to a reader came back. */
  #hears({ alarms, messagesKey: key, bus }: SafeguardingProps): { readonly due: HubQueue; readonly unheard: HubQueue } {
    // Of AWS's own key: what came back is kept also when ours fails. It names a Task or a kind of reader, and nobody.
    const unheard = new HubQueue(this, 'Unheard', { endOf: 'queue' });
    unheard.alarmWhenFilled(
      alarms,
      'Nobody looked whether somebody who did not come to a first meeting is at risk, or heard that an e-mail to a duty owner came back: a person may be in danger, and no duty owner was told.',
    );
    const results = new HubQueue(this, 'Results', {
      key,
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: unheard.queue, maxReceiveCount: 5 },
    });
    results.alarmWhenSlow(
      alarms,
      'Somebody did not come to a first meeting, or an e-mail to a duty owner came back, and nobody takes it from its queue: a person may be in danger, and no duty owner was told.',
    );
    results.allowEvents();
    unheard.allowEvents();
    const detailType = firstMeetingEvents;
    new Rule(this, 'FirstMeetings', { eventBus: bus, eventPattern: { source: ['handover'], detailType } }).addTarget({
      bind: () => ({ arn: results.queue.queueArn, deadLetterConfig: { arn: unheard.queue.queueArn } }),
    });
    return { due: results, unheard };
  }

  #alarms({ alarms }: SafeguardingProps): void {
    alarms.add(this.fn, 'Answering500', {
      metric: this.fn.counted('RequestFailed'),
      whoIsHarmed: 'Somebody wanted to say that a person is not safe and got an error: it may not have been kept.',
    });
    // Counted every minute, so that the most of five minutes is what there is.
    const most = { statistic: 'Maximum' };
    alarms.add(this, 'Stranded', {
      metric: this.fn.counted('ConcernsStranded').with(most),
      whoIsHarmed:
        'Everybody on the rota was told of a concern, or its hours ended, and nobody acknowledged it: a person may be in danger. Ring a reader now.',
    });
    alarms.add(this, 'Untold', {
      metric: this.fn.counted('ConcernUntold').with(most),
      whoIsHarmed:
        'A concern waits and no reader on the rota can be reached, or an e-mail to one came back: it may be that nobody knows that a person is in danger.',
    });
    alarms.add(this, 'Stopped', {
      metric: this.fn.counted('Heartbeat'),
      below: true,
      whoIsHarmed: 'The clock of the safeguarding route has stopped: concerns are taken, and nobody is told.',
    });
  }
}
