import { thisArea } from '../contracts/areas/this-area.ts';
import { apiAudit } from './audit/of-api.ts';
import { auditTrail } from './audit/trail.ts';
import { capacityStore } from './directory/capacity-store.ts';
import { api } from './http/api.ts';
import { limitsOf } from './http/caller-limits.ts';
import { cached } from './identity/cached-participants.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { logged } from './ledger/logged.ts';
import { partnerLanguage } from './partner/language.ts';
import { partnerRoutes } from './partner/routes.ts';
import { twoLists } from './partner/worklist.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { pause } from './runtime/pause.ts';
import { readSecret } from './runtime/secret.ts';
import { takenQuota } from './views/taken-quota.ts';

const env = readEnv(['LEDGER_TABLE', 'VIEWS_TABLE', 'AUDIT_TABLE', 'HASH_SECRET_ID', 'PUBLIC_URL', 'DIRECTORY_TABLE']);
const client = dynamoClient();
const audit = apiAudit({
  trail: auditTrail({ client, table: env.AUDIT_TABLE, name: 'partner-api', years: thisArea.retention.auditYears }),
  ...{ clock: now, name: 'partner-api' },
});
const participants = cached(dynamoParticipants({ client, table: env.LEDGER_TABLE }), now);

const routes = partnerRoutes({
  ledger: audit.noting(logged(dynamoLedger({ client, table: env.LEDGER_TABLE }))),
  participants,
  worklist: twoLists({ client, table: env.VIEWS_TABLE }),
  sayRoom: capacityStore({ client, table: env.DIRECTORY_TABLE }).say,
  clock: now,
  pause,
  secret: () => readSecret(env.HASH_SECRET_ID),
  publicUrl: env.PUBLIC_URL,
  area: thisArea,
});

export const handler = api({
  routes,
  participants,
  limits: limitsOf(
    thisArea.quotas,
    takenQuota({ client, table: env.VIEWS_TABLE }, (error) => log('quota-unknown', { error: errorName(error) })),
  ),
  language: partnerLanguage(env.PUBLIC_URL),
  clock: now,
  recorded: audit.recorded,
  answered: (answer) => log('request-answered', answer),
  report: (error, { requestId, correlationId }) => {
    log('request-failed', { error: errorName(error), requestId, correlationId });
    metric('RequestFailed', 1, 'partner-api');
  },
});
