import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { eventDoor } from '../faults/event-faults.ts';
import type { Faults } from '../faults/faults.ts';
import type { ServiceMay } from '../iam/resource-policies.ts';
import type { Queues } from '../queues/queues.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { eventPattern } from './event-pattern.ts';

const busSchema = z.strictObject({
  Name: z.string(),
  KmsKeyIdentifier: z.string(),
  /** Takes what cannot be encrypted. */
  DeadLetterConfig: z.strictObject({ Arn: z.string() }),
});

const ruleSchema = z.strictObject({
  EventBusName: z.string(),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.literal('ENABLED'),
  Targets: z.array(
    z.strictObject({
      Id: z.string(),
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

interface BusProps {
  readonly queues: Queues;
  readonly clock: HubClock;
  readonly may: ServiceMay;
  readonly faults: Faults;
  readonly report: (line: string) => void;
}

const events = 'events.amazonaws.com';

interface Rule {
  readonly arn: string;
  readonly bus: string;
  readonly matches: (event: unknown) => boolean;
  readonly targets: readonly { readonly arn: string; readonly end: string }[];
}

const rulesOf = (template: Template): readonly Rule[] =>
  template.all('AWS::Events::Rule', ruleSchema).map(({ id, properties }) => ({
    arn: `arn:aws:events:${template.place.region}:${template.place.account}:rule/${properties.EventBusName}/${id}`,
    bus: properties.EventBusName,
    matches: eventPattern(properties.EventPattern),
    targets: properties.Targets.map(({ Arn, DeadLetterConfig }) => ({ arn: Arn, end: DeadLetterConfig.Arn })),
  }));

/** What services of AWS say, every account hears on this one. */
export const accountBus = 'default';

/** The buses of the template with their rules, by name; and the one that every account has. */
export const busesOf = (template: Template, props: BusProps): ReadonlyMap<string, Bus> => {
  const handOver = handOverOf(props, eventDoor(props.faults, props.clock));
  const rules = rulesOf(template);
  const toRulesOf = (name: string) => {
    const own = rules.filter(({ bus }) => bus === name);
    return (event: unknown, body: string): void => {
      for (const rule of own.filter(({ matches }) => matches(event))) {
        for (const target of rule.targets) {
          if (!handOver(rule.arn, target.arn, body)) handOver(rule.arn, target.end, body);
        }
      }
    };
  };
  const { place } = template;
  const toAccountRules = toRulesOf(accountBus);
  const ofAccount: Bus = {
    arn: `arn:aws:events:${place.region}:${place.account}:event-bus/${accountBus}`,
    put: (entry) => {
      const event = envelope(entry, template, props.clock.now());
      toAccountRules(event, JSON.stringify(event));
      return event.id;
    },
  };
  const ofTemplate = template.all('AWS::Events::EventBus', busSchema).map(({ identity, properties }) => {
    const arn = identity.attributes.Arn ?? '';
    const toRules = toRulesOf(identity.ref);
    const put = (entry: Entry): string => {
      const event = envelope(entry, template, props.clock.now());
      const body = JSON.stringify(event);
      if (encrypts(arn, properties.KmsKeyIdentifier, props.may)) toRules(event, body);
      else handOver(arn, properties.DeadLetterConfig.Arn, body);
      return event.id;
    };
    return [identity.ref, { arn, put }] as const;
  });
  return new Map<string, Bus>([...ofTemplate, [accountBus, ofAccount]]);
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html */
const encrypts = (bus: string, key: string, may: ServiceMay): boolean => {
  const context = { 'aws:SourceArn': bus, 'kms:EncryptionContext:aws:events:event-bus:arn': bus };
  return ['Decrypt', 'GenerateDataKey', 'DescribeKey']
    .map((action) => may(events, { action: `kms:${action}`, resource: key, context }))
    .every(Boolean);
};

/** Puts an event on a queue if the policies of the queue and its key let EventBridge do so; says whether they did. */
const handOverOf =
  ({ queues, may, report }: BusProps, through: ReturnType<typeof eventDoor>) =>
  (from: string, to: string, body: string): boolean => {
    const { key } = queues.byArn(to);
    const context = { 'aws:SourceArn': from };
    const allowed = [
      may(events, { action: 'sqs:SendMessage', resource: to, context }),
      ...(key ? ['Decrypt', 'GenerateDataKey'] : []).map((action) =>
        may(events, { action: `kms:${action}`, resource: key ?? '', context }),
      ),
    ].every(Boolean);
    if (allowed) through(to, (delay) => queues.send(to, body, delay));
    else report(`EventBridge may not put events of ${from} on ${to}`);
    return allowed;
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
