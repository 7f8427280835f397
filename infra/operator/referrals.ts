import { setTimeout as sleep } from 'node:timers/promises';
import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { askAgain } from '../../functions/delivery/queue.ts';
import { eventBridge } from '../../functions/events/event-bridge.ts';
import type { Unprojected } from '../../functions/events/project-records.ts';
import { dynamoRegister } from '../../functions/identity/participants.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { referralOfKey } from '../../functions/ledger/keys.ts';
import { now } from '../../functions/runtime/clock.ts';
import { lineRows } from '../../functions/views/line-rows.ts';
import { linkRows } from '../../functions/views/link-rows.ts';
import { referenceRows } from '../../functions/views/reference-rows.ts';
import { rowStore } from '../../functions/views/row-store.ts';
import { changeHolds } from './change-holds.ts';
import { dynamodbOf, outputOf, type Reached, sqsOf } from './connection.ts';
import { openPeople } from './people.ts';
import { publishAgain } from './republish.ts';

/** The referrals of a running hub, as the commands about them need it. */
export const openReferrals = (hub: Reached) => {
  const client = dynamodbOf(hub);
  const sqs = sqsOf(hub);
  const { region, endpoint, credentials } = hub.aws;
  const bus = new EventBridgeClient({
    ...{ maxAttempts: 2 },
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
  });
  const table = { client, table: outputOf(hub, 'LedgerTable') };
  const views = { client, table: outputOf(hub, 'ViewsTable') };
  const participants = dynamoRegister(table);
  const ledger = dynamoLedger(table);
  const publish = eventBridge({ client: bus, bus: outputOf(hub, 'BusName') });
  return {
    area: thisArea,
    table,
    views,
    ledger,
    participants,
    changeHolds: changeHolds({
      versions: participants.organisationVersions,
      ...{ clock: now, sleep, tell: (line) => console.error(line) },
    }),
    rows: rowStore(views),
    people: openPeople(hub, client),
    lines: lineRows(views),
    references: referenceRows(views),
    links: linkRows(views),
    again: (referral: string) => askAgain({ client: sqs, url: outputOf(hub, 'DeliveryQueueUrl') })(referral, 0),
    publish,
    missed: ({ referral, versions }: Unprojected) => publishAgain({ ledger, publish }, referral, versions),
    /** All there are, by the index that each stands in once. It reads a whole index: a person may, no function may. */
    every: async (): Promise<readonly string[]> => {
      const referrals: string[] = [];
      let from: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new ScanCommand({
            ...{ TableName: table.table, IndexName: 'made' },
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        referrals.push(...(page.Items ?? []).flatMap(({ pk }) => referralOfKey(pk?.S ?? '') ?? []));
        from = page.LastEvaluatedKey;
      } while (from);
      return referrals.sort();
    },
    close: (): void => {
      for (const one of [client, sqs, bus]) one.destroy();
    },
  };
};
export type Referrals = ReturnType<typeof openReferrals>;
