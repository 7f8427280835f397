import { thisArea } from '../contracts/areas/this-area.ts';
import { thisSafeguarding } from '../contracts/areas/this-safeguarding.ts';
import { apiAudit } from './audit/of-api.ts';
import { auditTrail } from './audit/trail.ts';
import { api } from './http/api.ts';
import { limitsOf } from './http/caller-limits.ts';
import { cached } from './identity/cached-participants.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { figureIn, lastSweep } from './views/figure.ts';
import { overdueList } from './views/overdue-list.ts';
import { pageLanguage } from './web/language.ts';
import { mostRows } from './web/overdue-page.ts';
import { webRoutes } from './web/routes.ts';

const env = readEnv(['LEDGER_TABLE', 'VIEWS_TABLE', 'AUDIT_TABLE', 'PUBLIC_URL']);
const client = dynamoClient();
const audit = apiAudit({
  trail: auditTrail({ client, table: env.AUDIT_TABLE, name: 'web', years: thisArea.retention.auditYears }),
  ...{ clock: now, name: 'web' },
});
const views = { client, table: env.VIEWS_TABLE };
const participants = cached(dynamoParticipants({ client, table: env.LEDGER_TABLE }), now);
const listOf = overdueList({ views, participants, clock: now });

export const handler = api({
  routes: webRoutes({
    publicUrl: env.PUBLIC_URL,
    safeguarding: thisSafeguarding,
    participants,
    counts: async () => (await listOf({ coordinator: thisArea.coordinator, limit: 0 })).counts,
    figure: async () => figureIn(await lastSweep(views)),
    overdue: (coordinator) => listOf({ coordinator, limit: mostRows }),
  }),
  participants,
  limits: limitsOf(thisArea.quotas),
  language: pageLanguage(env.PUBLIC_URL),
  clock: now,
  recorded: audit.recorded,
  answered: (answer) => log('request-answered', answer),
  report: (error, { requestId, correlationId }) => {
    log('request-failed', { error: errorName(error), requestId, correlationId });
    metric('RequestFailed', 1, 'web');
  },
});
