import { z } from 'zod';
import { accountBus, type Bus } from '../bus/bus.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import type { Mail } from './outbox.ts';

const set = z.strictObject({ DeliveryOptions: z.strictObject({ TlsPolicy: z.literal('REQUIRE') }) });
const destination = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    ...{ Enabled: z.literal(true), MatchingEventTypes: z.array(z.string()) },
    EventBridgeDestination: z.strictObject({ EventBusArn: z.string().endsWith(`:event-bus/${accountBus}`) }),
  }),
});

/**
 * By the local part of the address, as SES's own mailbox simulator, though on any domain.
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
const simulated = {
  bounce: {
    ...{ says: 'Email Bounced', type: 'Bounce' },
    part: (emailAddress: string) => ({
      bounce: {
        ...{ bounceType: 'Permanent', bounceSubType: 'General' },
        bouncedRecipients: [{ emailAddress, action: 'failed', status: '5.1.1' }],
      },
    }),
  },
  ooto: {
    ...{ says: 'Email Bounced', type: 'Bounce' },
    part: (emailAddress: string) => ({
      bounce: { bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients: [{ emailAddress }] },
    }),
  },
  complaint: {
    ...{ says: 'Email Complaint Received', type: 'Complaint' },
    part: (emailAddress: string) => ({ complaint: { complainedRecipients: [{ emailAddress }] } }),
  },
} as const;
const isSimulated = (local: string): local is keyof typeof simulated => Object.hasOwn(simulated, local);

/** A mail server answers a moment after SES has. */
const momentMs = 1000;

interface Sent extends Mail {
  readonly set: string;
  readonly tags: NonNullable<Mail['tags']>;
}

/** The configuration sets of the template, and what comes back of an e-mail that was sent with one. */
export const sesReturns = (template: Template, buses: ReadonlyMap<string, Bus>, clock: HubClock) => {
  const sets = template.all('AWS::SES::ConfigurationSet', set).map(({ identity }) => identity.ref);
  const heard = template
    .all('AWS::SES::ConfigurationSetEventDestination', destination)
    .map(({ properties }) => properties);
  return {
    has: (name: string): boolean => sets.includes(name),
    sent: ({ id, at, from, to, set: name, tags }: Sent): void => {
      const all = { ...tags, 'ses:configuration-set': [name] };
      for (const address of to) {
        const [local = ''] = address.split('@');
        if (!isSimulated(local)) continue;
        const { says, type, part } = simulated[local];
        const isHeard = heard.some(
          ({ ConfigurationSetName, EventDestination }) =>
            ConfigurationSetName === name && EventDestination.MatchingEventTypes.includes(type.toLowerCase()),
        );
        if (!isHeard) continue;
        const mail = { timestamp: at, source: from, messageId: id, destination: to, tags: all };
        const Detail = JSON.stringify({ eventType: type, mail, ...part(address) });
        clock.at(clock.now() + momentMs, () => {
          buses.get(accountBus)?.put({ Source: 'aws.ses', DetailType: says, Detail });
        });
      }
    },
  };
};
