import { busesOf } from '../bus/bus.ts';
import type { Counts } from '../control/counts.ts';
import type { Handle } from '../door.ts';
import type { Faults } from '../faults/faults.ts';
import type { AskedLog } from '../iam/asked-log.ts';
import type { ServiceMay } from '../iam/resource-policies.ts';
import { callersOf } from '../lambda/callers.ts';
import type { Queues } from '../queues/queues.ts';
import type { Kept } from '../state/kept.ts';
import type { Store } from '../state/store.ts';
import { arnOf, keyOf, partitionKeysOf, type Table } from '../state/tables.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { dynamoDbProxy } from './dynamodb.ts';
import { awsEndpoint } from './endpoint.ts';
import { eventBridge } from './events.ts';
import { kms } from './kms.ts';
import { operatorCaller, operatorKey } from './operator.ts';
import type { Outbox } from './outbox.ts';
import { secretsManager } from './secrets.ts';
import { ses } from './ses.ts';
import { sqs } from './sqs.ts';

interface AwsProps {
  readonly template: Template;
  readonly kept: Kept;
  readonly store: Store;
  readonly clock: HubClock;
  readonly counts: Counts;
  readonly asked: AskedLog;
  readonly may: ServiceMay;
  readonly queues: Queues;
  readonly tables: readonly Table[];
  readonly faults: Faults;
  readonly outbox: Outbox;
  /** Ends the environment that signs with this key. */
  readonly crash: (accessKey: string) => Promise<void>;
  /** Told the ARNs of tables after a write. */
  readonly written: (tables: readonly string[]) => void;
  readonly report: (line: string) => void;
}

/** The services that the template's functions call, each in the smallest form that runs this template. */
export const awsServices = ({
  template,
  kept,
  store,
  clock,
  counts,
  asked,
  may,
  queues,
  tables,
  faults,
  outbox,
  crash,
  written,
  report,
}: AwsProps): Handle => {
  const buses = busesOf(template, { queues, clock, may, faults, report });
  return awsEndpoint({
    ...{ region: template.place.region, faults, crash, report },
    callers: new Map([...callersOf(template, asked), [operatorKey, operatorCaller]]),
    services: {
      AmazonSQS: sqs(queues, counts),
      AWSEvents: eventBridge(buses, counts),
      TrentService: kms(template, kept),
      secretsmanager: secretsManager(template, kept),
      SES: ses({ template, outbox, clock, buses }),
    },
    dynamodb: dynamoDbProxy({
      ...{ store, counts, written },
      tables: new Map(
        tables.map((table) => [
          table.identity.ref,
          { arn: arnOf(table), key: keyOf(table), partitionKeys: partitionKeysOf(table) },
        ]),
      ),
    }),
  });
};
