import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { thisArea } from '../contracts/areas/this-area.ts';
import { apiAudit } from './audit/of-api.ts';
import { auditTrail } from './audit/trail.ts';
import { collected } from './delivery/collected.ts';
import { directory } from './directory/directory.ts';
import type { FhirPorts } from './fhir/ports.ts';
import { fhirDialects, fhirRoutes } from './fhir/routes.ts';
import { api } from './http/api.ts';
import { limitsOf } from './http/caller-limits.ts';
import { cursors } from './http/cursor.ts';
import { fhirLanguage } from './http/operation-outcome.ts';
import { cached } from './identity/cached-participants.ts';
import { withHolds } from './identity/holds.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { logged } from './ledger/logged.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { keyedHash } from './runtime/hash.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { pause } from './runtime/pause.ts';
import { readSecret } from './runtime/secret.ts';
import { recordDelivery } from './usecases/record-delivery.ts';
import { rowsAt } from './views/index-page.ts';
import { changes } from './views/news.ts';
import { partnerLoad } from './views/partner-load.ts';
import { referenceRows } from './views/reference-rows.ts';
import { rowStore } from './views/row-store.ts';
import { takenQuota } from './views/taken-quota.ts';
import { worklist } from './views/worklist.ts';

const env = readEnv(['LEDGER_TABLE', 'VIEWS_TABLE', 'AUDIT_TABLE', 'HASH_SECRET_ID', 'DIRECTORY_TABLE', 'PUBLIC_URL']);
const client = dynamoClient();
const audit = apiAudit({
  trail: auditTrail({ client, table: env.AUDIT_TABLE, name: 'fhir-api', years: thisArea.retention.auditYears }),
  ...{ clock: now, name: 'fhir-api' },
});
const views = { client, table: env.VIEWS_TABLE };
const ledger = audit.noting(logged(dynamoLedger({ client, table: env.LEDGER_TABLE })));
const register = { client, table: env.LEDGER_TABLE };
const participants = cached(withHolds(dynamoParticipants(register), register), now);

const limits = limitsOf(
  thisArea.quotas,
  takenQuota(views, (error) => log('quota-unknown', { error: errorName(error) })),
);

const report: FhirPorts['report'] = (error, { requestId, correlationId }) => {
  log('request-failed', { error: errorName(error), requestId, correlationId });
  metric('RequestFailed', 1, 'fhir-api');
};

const build = async () => {
  const secret = await readSecret(env.HASH_SECRET_ID);
  const routes = fhirRoutes({
    ledger,
    participants,
    worklist: worklist(views),
    changes: changes(views),
    references: referenceRows(views).find,
    collected: collected({
      ...{ participants, rows: rowStore(views), rowsAt: (keys) => rowsAt(views, keys), clock: now },
      record: recordDelivery({ ledger, clock: now, pause }),
    }),
    directory: directory({ client, table: env.DIRECTORY_TABLE }),
    load: partnerLoad(views),
    area: thisArea,
    hash: keyedHash(secret),
    cursors: cursors(secret),
    clock: now,
    pause,
    report,
    publicUrl: env.PUBLIC_URL,
  });
  return api({
    routes,
    participants,
    limits,
    language: fhirLanguage(env.PUBLIC_URL),
    dialects: fhirDialects(env.PUBLIC_URL),
    clock: now,
    report,
    recorded: audit.recorded,
    answered: (answer) => log('request-answered', answer),
  });
};

let built: ReturnType<typeof build> | undefined;

/** Built with the first request: the secret is read once, and importing this file does nothing. */
export const handler = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
  built ??= build().catch((error: unknown) => {
    built = undefined;
    throw error;
  });
  return (await built)(event, context);
};
