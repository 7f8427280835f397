import { thisArea } from '../contracts/areas/this-area.ts';
import { healthRoutes } from './health/routes.ts';
import { api } from './http/api.ts';
import { limitsOf } from './http/caller-limits.ts';
import { plainLanguage } from './http/problem.ts';
import { canWrite } from './ledger/pulse.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { errorName, log } from './runtime/log.ts';

const env = readEnv(['LEDGER_TABLE', 'PUBLIC_URL']);
const ledger = { client: dynamoClient(), table: env.LEDGER_TABLE };

export const handler = api({
  routes: healthRoutes({
    canWrite: () => canWrite(ledger),
    clock: now,
    failed: (error) => log('request-failed', { error: errorName(error), function: 'health' }),
  }),
  limits: limitsOf(thisArea.quotas),
  language: plainLanguage(env.PUBLIC_URL),
  clock: now,
  report: (error, { requestId, correlationId }) =>
    log('request-failed', { error: errorName(error), requestId, correlationId }),
});
