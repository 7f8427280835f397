import * as z from 'zod/mini';
import { thisArea } from '../contracts/areas/this-area.ts';
import { apiAudit } from './audit/of-api.ts';
import { auditTrail } from './audit/trail.ts';
import { askDelivery } from './delivery/organiser/said.ts';
import { sqsClient } from './delivery/queue.ts';
import { capacityStore } from './directory/capacity-store.ts';
import { directory } from './directory/directory.ts';
import { api } from './http/api.ts';
import { limitsOf } from './http/caller-limits.ts';
import { cached } from './identity/cached-participants.ts';
import { numberHash } from './identity/links/number-hash.ts';
import { openByCode } from './identity/links/open-by-code.ts';
import { callerByLink, openHeld, openLink } from './identity/links/open-link.ts';
import { callerByPersonLink, openedOnce, openOwnPage } from './identity/links/person-link.ts';
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
import { codeRows } from './views/code-rows.ts';
import { linkRows } from './views/link-rows.ts';
import { referenceRows } from './views/reference-rows.ts';
import { textQuestions } from './views/text-questions.ts';
import { groupLanguage } from './web/group/language.ts';
import { ringing } from './web/group/ringing.ts';
import { groupRoutes } from './web/group/routes.ts';
import { ownLanguage } from './web/own/language.ts';
import { practicalIn } from './web/own/practical-in.ts';
import { ownRoutes } from './web/own/routes.ts';

const env = readEnv([
  ...(['LEDGER_TABLE', 'VIEWS_TABLE', 'AUDIT_TABLE', 'PUBLIC_URL'] as const),
  ...(['LINK_SECRET_ID', 'NOTIFY_SECRET_ID', 'DELIVERY_QUEUE_URL', 'DIRECTORY_TABLE'] as const),
]);
const client = dynamoClient();
const audit = apiAudit({
  trail: auditTrail({ client, table: env.AUDIT_TABLE, name: 'links', years: thisArea.retention.auditYears }),
  ...{ clock: now, name: 'links' },
});
const participants = cached(dynamoParticipants({ client, table: env.LEDGER_TABLE }), now);
const views = { client, table: env.VIEWS_TABLE };
const secret = () => readSecret(env.LINK_SECRET_ID);
const hash = async () => keyedHash(await secret());
const doors = { links: linkRows(views), participants, secret };
const open = openLink(doors);
const ledger = audit.noting(logged(dynamoLedger({ client, table: env.LEDGER_TABLE })));
const own = openedOnce(openOwnPage({ references: referenceRows(views), ledger, clock: now, secret }));
const texts = textQuestions(views);
const hashed = numberHash(hash);
const shared = { ledger, clock: now, pause, publicUrl: env.PUBLIC_URL, service: thisArea.service };
const callback = z.object({ callback: z.string().check(z.minLength(20)) });

export const handler = api({
  routes: [
    ...groupRoutes({
      ...{ ...shared, hash, open },
      ...{ openSession: openHeld(doors), openByCode: openByCode({ ...doors, hash, codes: codeRows(views) }) },
      ...ringing({ ledger, clock: now, pause, find: doors.links.find }),
      texts: {
        of: async (number) => texts.of(await hashed(number)),
        answered: async (number, link, by) => texts.answered(await hashed(number), link, by),
        toldAbout: async (number) => texts.toldAbout(await hashed(number)),
      },
      room: capacityStore({ client, table: env.DIRECTORY_TABLE }).of,
      ...askDelivery({ client: sqsClient(), url: env.DELIVERY_QUEUE_URL }),
      unasked: () => log('text-unasked', {}),
      callbackToken: async () => callback.parse(JSON.parse(await readSecret(env.NOTIFY_SECRET_ID))).callback,
    }),
    ...ownRoutes({
      ...{ ...shared, open: own.forRoute, participants, hash },
      practical: practicalIn(directory({ client, table: env.DIRECTORY_TABLE })),
    }),
  ],
  participants,
  caller: async (event) => (await callerByLink(open)(event)) ?? callerByPersonLink(own.forCaller)(event),
  limits: limitsOf(thisArea.quotas),
  language: ownLanguage(groupLanguage(env.PUBLIC_URL, thisArea.service), env.PUBLIC_URL, thisArea.service),
  clock: now,
  recorded: audit.recorded,
  answered: (answer) => log('request-answered', answer),
  report: (error, { requestId, correlationId }) => {
    log('request-failed', { error: errorName(error), requestId, correlationId });
    metric('RequestFailed', 1, 'links');
  },
});
