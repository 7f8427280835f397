import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { thisArea } from '../contracts/areas/this-area.ts';
import { witness } from './audit/witness.ts';
import { sqsClient } from './delivery/queue.ts';
import { eventBridge } from './events/event-bridge.ts';
import { type ProjectPorts, projectRecords } from './events/project-records.ts';
import { projectUnprojected, putAside } from './events/unprojected.ts';
import { cached } from './identity/cached-participants.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { keyedHash } from './runtime/hash.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { readSecret } from './runtime/secret.ts';
import { linkRows } from './views/link-rows.ts';
import { projectReferral } from './views/project-referral.ts';
import { referenceRows } from './views/reference-rows.ts';
import { rowStore } from './views/row-store.ts';
import { samePersonRows } from './views/same-person-rows.ts';

const env = readEnv([
  'LEDGER_TABLE',
  'VIEWS_TABLE',
  'AUDIT_TABLE',
  'BUS_NAME',
  'UNPROJECTED_QUEUE_URL',
  'HASH_SECRET_ID',
]);
const client = dynamoClient();
const views = { client, table: env.VIEWS_TABLE };
const ledger = dynamoLedger({ client, table: env.LEDGER_TABLE });
const participants = cached(dynamoParticipants({ client, table: env.LEDGER_TABLE }), now);
const bus = new EventBridgeClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
});

const project = projectReferral({
  ...{ ledger, participants, area: thisArea },
  ...{ rows: rowStore(views), references: referenceRows(views), links: linkRows(views) },
  people: samePersonRows(views, async () => keyedHash(await readSecret(env.HASH_SECRET_ID))),
});

const ports: ProjectPorts = {
  ledger,
  project: (referral) => project(referral, 'following'),
  publish: eventBridge({ client: bus, bus: env.BUS_NAME }),
  witness: witness({ client, table: env.AUDIT_TABLE }, now),
  unprojected: putAside({ client: sqsClient(), url: env.UNPROJECTED_QUEUE_URL }),
  report: ({ referral, version, events, correlation: correlationId, error }) => {
    if (error === undefined) return log('referral-projected', { referral, version, count: events, correlationId });
    log('projection-failed', { referral, version, error: errorName(error) });
    metric('ProjectionFailed', 1, 'project');
    if (errorName(error) === 'LedgerGap') metric('LedgerGap', 1, 'project');
  },
};
const follow = projectRecords(ports);

const again = projectUnprojected(ports, (error) => log('projection-failed', { error: errorName(error) }));

const isStream = (event: DynamoDBStreamEvent | SQSEvent): event is DynamoDBStreamEvent =>
  event.Records.every((record) => 'dynamodb' in record);

/** The ledger's stream, and the queue of what could not be projected from it. */
export const handler = async (event: DynamoDBStreamEvent | SQSEvent): Promise<DynamoDBBatchResponse> => {
  if (!isStream(event)) return again(event.Records);
  // Of the stream alone: what is tried again from the queue says nothing of whether anybody reads it.
  metric('Heartbeat', 1, 'project');
  return follow(event.Records);
};
