import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deliverMessages } from './delivery/deliver-messages.ts';
import { deliverReferral } from './delivery/deliver-referral.ts';
import { fhirSender } from './delivery/fhir-sender.ts';
import { askAgain, sqsClient } from './delivery/queue.ts';
import { cached } from './identity/cached-participants.ts';
import { kmsClient } from './identity/kms-client.ts';
import { outboundTokens } from './identity/outbound.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { kmsKeys } from './identity/signing-keys.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { rowStore } from './views/row-store.ts';

const env = readEnv([
  ...(['LEDGER_TABLE', 'VIEWS_TABLE', 'OUTBOUND_KEY_ID', 'ALLOWED_PRIVATE_ORIGINS'] as const),
  ...(['PUBLIC_URL', 'DELIVERY_QUEUE_URL'] as const),
]);
const client = dynamoClient();
const keys = kmsKeys(kmsClient());
const token = outboundTokens({ keys, keyId: env.OUTBOUND_KEY_ID, issuer: env.PUBLIC_URL, clock: now });

const deliver = deliverReferral({
  ledger: dynamoLedger({ client, table: env.LEDGER_TABLE }),
  rows: rowStore({ client, table: env.VIEWS_TABLE }),
  participants: cached(dynamoParticipants({ client, table: env.LEDGER_TABLE }), now),
  send: fhirSender({ token, allowedPrivateOrigins: env.ALLOWED_PRIVATE_ORIGINS }),
  clock: now,
  again: askAgain({ client: sqsClient(), url: env.DELIVERY_QUEUE_URL }),
  report: ({ referral, recipient, version, attempt, verdict: { outcome, reason }, givenUp }) => {
    log('delivery-attempted', { referral, recipient, version, attempt, outcome, reason });
    if (!givenUp) return;
    log('delivery-given-up', { referral, recipient, version, attempt, outcome, reason });
    metric('DeliveryGivenUp', 1, 'deliver');
  },
});

const follow = deliverMessages({
  deliver,
  failed: (error, referral) => {
    log('delivery-failed', { referral, error: errorName(error) });
    metric('DeliveryFailed', 1, 'deliver');
  },
});

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => follow(event.Records);
