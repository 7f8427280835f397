import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Queues } from '../queues/queues.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { eventPattern } from './event-pattern.ts';

const busSchema = z.strictObject({
  Name: z.string(),
  KmsKeyIdentifier: z.string().optional(),
  // What cannot be encrypted; nothing is, here.
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
});

const ruleSchema = z.strictObject({
  EventBusName: z.string(),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.literal('ENABLED'),
  Targets: z.array(
    z.strictObject({
      Id: z.string(),
      // The queue is in this very process: what was accepted cannot fail to be handed over.
      Arn: z.string().startsWith('arn:aws:sqs:'),
      DeadLetterConfig: z.strictObject({ Arn: z.string() }),
    }),
  ),
});

interface Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Time?: number | undefined;
  readonly Resources?: readonly string[] | undefined;
}

export interface Bus {
  readonly arn: string;
  /** Puts the event on the queue of every rule that matches, before it returns the event's id. */
  put(entry: Entry): string;
}

/** The buses of the template with their rules, by name. */
export const busesOf = (template: Template, queues: Queues, clock: HubClock): ReadonlyMap<string, Bus> => {
  const rules = template.all('AWS::Events::Rule', ruleSchema).map(({ properties }) => ({
    bus: properties.EventBusName,
    matches: eventPattern(properties.EventPattern),
    queues: properties.Targets.map(({ Arn }) => Arn),
  }));
  return new Map(
    template.all('AWS::Events::EventBus', busSchema).map(({ identity }) => {
      const own = rules.filter(({ bus }) => bus === identity.ref);
      const put = (entry: Entry): string => {
        const event = envelope(entry, template, clock.now());
        const body = JSON.stringify(event);
        for (const rule of own.filter(({ matches }) => matches(event))) {
          for (const arn of rule.queues) queues.send(arn, body);
        }
        return event.id;
      };
      return [identity.ref, { arn: identity.attributes.Arn ?? '', put }];
    }),
  );
};

/** https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html: times without fractions of seconds. */
const envelope = ({ Source, DetailType, Detail, Time, Resources }: Entry, { place }: Template, now: number) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': DetailType,
  source: Source,
  account: place.account,
  time: new Date(Time === undefined ? now : Time * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
  region: place.region,
  resources: Resources ?? [],
  detail: JSON.parse(Detail),
});
