import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { thisArea } from '../contracts/areas/this-area.ts';
import { keepAttempt } from './audit/of-delivery.ts';
import { auditTrail } from './audit/trail.ts';
import { clearForAMoment } from './delivery/clear-lines.ts';
import { deliverMessages } from './delivery/deliver-messages.ts';
import { deliverReferral } from './delivery/deliver-referral.ts';
import { pagesLater } from './delivery/document/deployed.ts';
import { fhirSender } from './delivery/fhir-sender.ts';
import { gates } from './delivery/gate.ts';
import { deployedToOrganisers } from './delivery/organiser/deployed.ts';
import { heardOfNotify } from './delivery/organiser/heard.ts';
import { pauseGone } from './delivery/paused.ts';
import { askAgain, sqsClient } from './delivery/queue.ts';
import { failed, report, reportHeld, reportReturned, reportStrange, reportTest } from './delivery/reports.ts';
import { testEndpoint } from './delivery/test-endpoint.ts';
import { webhookSender } from './delivery/webhook-sender.ts';
import { cached } from './identity/cached-participants.ts';
import { kmsClient } from './identity/kms-client.ts';
import { openSecret } from './identity/open-secret.ts';
import { outboundTokens } from './identity/outbound.ts';
import { dynamoRegister } from './identity/participants.ts';
import { kmsKeys } from './identity/signing-keys.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { logged } from './ledger/logged.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { pause } from './runtime/pause.ts';
import { changeOrganisation } from './usecases/change-organisation.ts';
import { holdMessage } from './usecases/hold-message.ts';
import { recordDelivery } from './usecases/record-delivery.ts';
import { endpointTests } from './views/endpoint-tests.ts';
import { lineRows } from './views/line-rows.ts';
import { rowStore } from './views/row-store.ts';

const env = readEnv([
  ...(['LEDGER_TABLE', 'VIEWS_TABLE', 'AUDIT_TABLE', 'OUTBOUND_KEY_ID', 'ALLOWED_PRIVATE_ORIGINS'] as const),
  ...(['PUBLIC_URL', 'DELIVERY_QUEUE_URL', 'WEBHOOK_KEY_ID', 'MAIL_SENDER'] as const),
  ...(['MESH_URL', 'MESH_MAILBOX', 'MESH_SECRET_ID', 'MAIL_CONFIGURATION_SET'] as const),
  ...(['LINK_SECRET_ID', 'NOTIFY_URL', 'NOTIFY_SECRET_ID', 'DIRECTORY_TABLE'] as const),
]);
const client = dynamoClient();
const register = dynamoRegister({ client, table: env.LEDGER_TABLE });
const participants = cached(register, now);
const kms = kmsClient();
const keys = kmsKeys(kms);
const token = outboundTokens({ keys, keyId: env.OUTBOUND_KEY_ID, issuer: env.PUBLIC_URL, clock: now });
const allowedPrivateOrigins = env.ALLOWED_PRIVATE_ORIGINS;
const open = openSecret({ client: kms, keyId: env.WEBHOOK_KEY_ID });

const sending = {
  send: fhirSender({ token, allowedPrivateOrigins }),
  hook: webhookSender({ open, allowedPrivateOrigins, clock: now }),
  clock: now,
  participantNow: register.organisation,
};

const views = { client, table: env.VIEWS_TABLE };
const ledger = logged(dynamoLedger({ client, table: env.LEDGER_TABLE }));

const again = askAgain({ client: sqsClient(), url: env.DELIVERY_QUEUE_URL });

const toOrganisers = deployedToOrganisers({
  again: (referral) => again(referral, 0),
  ...{ views, register, clock: now, allowedPrivateOrigins, forget: participants.forget },
  ...{
    directory: { client, table: env.DIRECTORY_TABLE },
    ...{ ledger, pause, publicUrl: env.PUBLIC_URL, service: thisArea.service },
    linkSecretId: env.LINK_SECRET_ID,
    notifyUrl: env.NOTIFY_URL,
    notifySecretId: env.NOTIFY_SECRET_ID,
  },
});

const documents = pagesLater({
  ...{ views, area: thisArea, clock: now, allowedPrivateOrigins, strange: reportStrange },
  mailBy: { from: env.MAIL_SENDER, configurationSet: env.MAIL_CONFIGURATION_SET },
  mesh: { url: env.MESH_URL, mailbox: env.MESH_MAILBOX, secretId: env.MESH_SECRET_ID },
});

const ports = {
  ...sending,
  area: thisArea,
  documents,
  toOrganisers: toOrganisers.ports,
  ledger,
  rows: rowStore(views),
  publicUrl: env.PUBLIC_URL,
  gates: gates({ lines: clearForAMoment(lineRows(views), now), clock: now }),
  record: recordDelivery({ ledger, clock: now, pause }),
  hold: holdMessage({ ledger, clock: now, pause }),
  participants,
  endpointGone: pauseGone({
    change: changeOrganisation({ register, clock: now, allowedPrivateOrigins }),
    forget: participants.forget,
  }),
  again,
  keep: keepAttempt({
    trail: auditTrail({ client, table: env.AUDIT_TABLE, name: 'deliver', years: thisArea.retention.auditYears }),
    clock: now,
  }),
  report,
  reportHeld,
};

const follow = deliverMessages({
  deliver: deliverReferral(ports),
  mailbox: async () => (await documents()).collect(ports),
  returned: async (one) => ('document' in one ? (await documents()).returned(ports, one) : reportReturned(one)),
  test: testEndpoint({ ...sending, tests: endpointTests(views), reportTest }),
  notified: heardOfNotify(ports),
  said: toOrganisers.said,
  failed,
});

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => follow(event.Records);
