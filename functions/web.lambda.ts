import { api } from './http/api.ts';
import { now } from './runtime/clock.ts';
import { readEnv } from './runtime/env.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { pageLanguage } from './web/language.ts';
import { webRoutes } from './web/routes.ts';

const env = readEnv(['PUBLIC_URL']);

export const handler = api({
  routes: webRoutes(env.PUBLIC_URL),
  language: pageLanguage(env.PUBLIC_URL),
  clock: now,
  report: (error, { requestId, correlationId }) => {
    log('request-failed', { error: errorName(error), requestId, correlationId });
    metric('RequestFailed', 1, 'web');
  },
});
