import { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { ConfigurationSet, ConfigurationSetTlsPolicy, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { HubFunction } from './hub-function.ts';
import type { HubQueue } from './hub-queue.ts';

interface MailProps {
  /** Where it is heard that one came back; EventBridge may fill it. */
  readonly due: HubQueue;
  /** Where that ends which could not be heard. */
  readonly unheard: (mail: Mail) => HubQueue;
  /** The address from which e-mail of the hub comes. */
  readonly sender: string;
}

/** What is sent by e-mail: SES → the account's own bus → rule → a queue says what could not be delivered. */
export class Mail extends Construct {
  readonly #set: ConfigurationSet;
  readonly #sender: string;

  constructor(scope: Construct, id: string, { due, unheard, sender }: MailProps) {
    super(scope, id);
    this.#sender = sender;
    // It is about a person: rather not at all than where it can be read on its way. SES says so as of any that fails.
    this.#set = new ConfigurationSet(this, 'Set', { tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE });
    // SES knows no other bus. What it says names the address and our reference, and nobody else.
    const bus = EventBus.fromEventBusName(this, 'Account', 'default');
    this.#set.addEventDestination('Returned', {
      destination: EventDestination.eventBus(bus),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
    });
    const tags = { 'ses:configuration-set': [this.set] };
    new Rule(this, 'Rule', {
      eventBus: bus,
      eventPattern: { source: ['aws.ses'], detail: { mail: { tags } } },
    }).addTarget({
      bind: () => ({ arn: due.queue.queueArn, deadLetterConfig: { arn: unheard(this).queue.queueArn } }),
    });
  }

  /** Name of the configuration set with which e-mail is sent. */
  get set(): string {
    return this.#set.configurationSetName;
  }

  /** SES asks for `SendRawEmail` where the whole e-mail is given, attachment and all; and for both, sender and set. */
  allow(fn: HubFunction, action: 'ses:SendEmail' | 'ses:SendRawEmail'): void {
    const arn = (resource: string, resourceName: string): string =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    fn.allow([action], [arn('identity', this.#sender), arn('configuration-set', this.set)]);
  }
}
