import { Duration } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import type { LinkSecrets } from './links.ts';
import { Mail } from './mail.ts';
import { MeshSecret } from './mesh-secret.ts';
import type { SigningKey } from './signing-key.ts';
import type { Storage } from './storage.ts';

interface DeliveryProps extends Ground {
  readonly storage: Storage;
  readonly bus: EventBus;
  readonly messagesKey: DataKey;
  readonly outboundKey: SigningKey;
  readonly webhookKey: DataKey;
  readonly publicUrl: string;
  readonly allowedPrivateOrigins: string;
  readonly links: LinkSecrets;
  /** Of MESH; empty where the hub has no mailbox there. */
  readonly mesh: { readonly url: string; readonly mailbox: string };
  /** The address from which e-mail of the hub comes. */
  readonly sender: string;
}

/** One send waits at most 10 s (DESIGN 6), one batch at most this long. */
const timeout = Duration.seconds(60);

/** Bus → rule → queue → deliver, which alone sends. Each hand-over has its own dead-letter queue. */
export class Delivery extends Construct {
  readonly due: HubQueue;
  readonly mail: Mail;

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    const key = props.messagesKey;
    const undeliverable = new HubQueue(this, 'Undeliverable', { key, endOf: 'queue' });
    undeliverable.alarmWhenFilled(
      props.alarms,
      'A message to a practice or coordinator failed five times inside the hub: they do not know what happened to a person.',
    );
    this.due = new HubQueue(this, 'Due', {
      key,
      // AWS asks for six times the function's timeout: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: undeliverable.queue, maxReceiveCount: 5 },
    });
    this.due.allowEvents();
    this.mail = new Mail(this, 'Mail', {
      ...{ due: this.due, sender: props.sender },
      unheard: (mail) => {
        // Of AWS's own key: what came back is kept also when ours fails. It names a mailbox of an organisation, and nobody.
        const unheard = new HubQueue(mail, 'Unheard', { endOf: 'service' });
        unheard.allowEvents();
        unheard.alarmWhenFilled(
          props.alarms,
          'That an e-mail came back did not reach the delivery queue: a page counts as sent, and that practice does not know what happened to a person.',
        );
        return unheard;
      },
    });
    this.#fromBus(props, this.due);
    this.#deliver(props, this.due);
    this.due.alarmWhenSlow(
      props.alarms,
      'Messages wait more than ten minutes: practices and coordinators act on an old state.',
    );
  }

  #fromBus({ bus, alarms }: DeliveryProps, due: HubQueue): void {
    // Of AWS's own key: ours may be why the event did not arrive. It names nobody.
    const unrouted = new HubQueue(this, 'Unrouted', { endOf: 'service' });
    unrouted.allowEvents();
    unrouted.alarmWhenFilled(
      alarms,
      'Events did not reach the delivery queue: messages go out only with the next sweep, later than promised.',
    );
    new Rule(this, 'Rule', { eventBus: bus, eventPattern: { source: ['handover'] } }).addTarget({
      bind: () => ({ arn: due.queue.queueArn, deadLetterConfig: { arn: unrouted.queue.queueArn } }),
    });
  }

  #deliver(props: DeliveryProps, due: HubQueue): void {
    const { ledger, views, audit } = props.storage;
    const mesh = new MeshSecret(this, 'Mesh', { key: props.webhookKey, mailbox: props.mesh.mailbox });
    const deliver = new HubFunction(this, 'Deliver', {
      ...props,
      name: 'deliver',
      // A message whose turn at a slow recipient comes later waits in the queue; steps, leases and three days end it.
      asksItself: true,
      whoIsHarmed: 'Practices and coordinators are not told what happened to the people they referred.',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        OUTBOUND_KEY_ID: props.outboundKey.keyId,
        WEBHOOK_KEY_ID: props.webhookKey.keyId,
        ALLOWED_PRIVATE_ORIGINS: props.allowedPrivateOrigins,
        PUBLIC_URL: props.publicUrl,
        DELIVERY_QUEUE_URL: due.queue.queueUrl,
        AUDIT_TABLE: audit.table.tableName,
        MAIL_SENDER: props.sender,
        MESH_URL: props.mesh.url,
        MESH_MAILBOX: props.mesh.mailbox,
        MESH_SECRET_ID: mesh.secretId,
        MAIL_CONFIGURATION_SET: this.mail.set,
        DIRECTORY_TABLE: props.storage.directory.table.tableName,
        NOTIFY_URL: props.links.notifyUrl,
        ...props.links.environment,
      },
      timeout,
    });
    mesh.allow(deliver);
    props.links.allow(deliver);
    // What a group says of its room.
    props.storage.directory.allow(deliver, ['PutItem'], { keys: ['CAPACITY'] });
    this.mail.allow(deliver, 'ses:SendRawEmail');
    // An endpoint that is gone (410) pauses its organisation.
    ledger.allow(deliver, ['Query', 'PutItem'], { keys: ['R#*', 'O#*'] });
    // What waits for a group whose contact somebody made sure of is found by the group's list.
    views.allow(deliver, ['Query', 'UpdateItem'], { indexes: ['worklist'] });
    audit.allow(deliver, ['PutItem'], { keys: ['deliver#*'] });
    props.outboundKey.allowSign(deliver);
    props.webhookKey.allowOpen(deliver);
    due.allowSend(deliver);
    props.alarms.add(this, 'Broken', {
      metric: deliver.counted('DeliveryFailed'),
      whoIsHarmed: 'Messages cannot even be tried: practices and coordinators wait for news that nobody sends.',
    });
    props.alarms.add(this, 'Unrecorded', {
      metric: deliver.counted('AuditFailed'),
      whoIsHarmed: 'What was sent to whom stands in the log only: a person who asks who saw it would not be told all.',
    });
    props.alarms.add(this, 'GivenUp', {
      metric: deliver.counted('DeliveryGivenUp'),
      whoIsHarmed:
        'A message was given up after three days of tries, or refused: that organisation does not hear what happened to a person until somebody tells it by telephone. Or a group of whose people none is open wrote to the hub, and nobody rings it. Or the counts of the day came back: nobody at the coordinator sees how much is overdue.',
    });
    props.alarms.add(this, 'EndpointGone', {
      metric: deliver.counted('EndpointGone'),
      whoIsHarmed:
        'Messages wait for an organisation whose endpoint is gone: it does not hear what happened to its people until somebody finds out where it went.',
    });
    props.alarms.add(this, 'Strange', {
      metric: deliver.counted('MailboxStrange'),
      whoIsHarmed:
        'Something in the MESH mailbox answered no document that was sent to whoever it came from, and was taken away: a practice may have said that a message is not for it, and nobody heard.',
    });
    due.feed(deliver, 'Due', { batchSize: 5, maxConcurrency: 10 });
  }
}
