import { thisArea } from '../contracts/areas/this-area.ts';
import { directory } from './directory/directory.ts';
import { openReferralRoutes } from './directory/open-referral-routes.ts';
import { api } from './http/api.ts';
import { limitsOf } from './http/caller-limits.ts';
import { plainLanguage } from './http/problem.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { errorName, log } from './runtime/log.ts';

const env = readEnv(['DIRECTORY_TABLE', 'PUBLIC_URL']);

export const handler = api({
  routes: openReferralRoutes({
    directory: directory({ client: dynamoClient(), table: env.DIRECTORY_TABLE }),
    publicUrl: env.PUBLIC_URL,
  }),
  limits: limitsOf(thisArea.quotas),
  language: plainLanguage(env.PUBLIC_URL),
  clock: now,
  answered: (answer) => log('request-answered', answer),
  report: (error, { requestId, correlationId }) =>
    log('request-failed', { error: errorName(error), requestId, correlationId }),
});
