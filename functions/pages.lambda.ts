import { thisArea } from '../contracts/areas/this-area.ts';
import { apiAudit } from './audit/of-api.ts';
import { auditTrail } from './audit/trail.ts';
import { askDelivery } from './delivery/organiser/said.ts';
import { sqsClient } from './delivery/queue.ts';
import { capacityStore } from './directory/capacity-store.ts';
import { directory } from './directory/directory.ts';
import { search } from './directory/search.ts';
import { suggestionStore } from './directory/suggestions.ts';
import { api } from './http/api.ts';
import { limitsOf, posterQuota } from './http/caller-limits.ts';
import { cached } from './identity/cached-participants.ts';
import { everyCompanion } from './identity/companion-list.ts';
import { withHolds } from './identity/holds.ts';
import { kmsClient } from './identity/kms-client.ts';
import { dynamoParticipants, dynamoRegister } from './identity/participants.ts';
import { openIdConnect } from './identity/people/open-id-connect.ts';
import { dynamoSessions } from './identity/people/sessions.ts';
import { callerBySession } from './identity/people/signed-in-person.ts';
import { kmsKeys } from './identity/signing-keys.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { logged } from './ledger/logged.ts';
import { recordSignpost } from './ledger/signposts.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { keyedHash } from './runtime/hash.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { pause } from './runtime/pause.ts';
import { readSecret } from './runtime/secret.ts';
import { changeStaff } from './usecases/change-staff.ts';
import { claimingOnSending } from './usecases/claim-on-sending.ts';
import { linkRows } from './views/link-rows.ts';
import { nextList } from './views/next-list.ts';
import { overdueList } from './views/overdue-list.ts';
import { partnerLoad } from './views/partner-load.ts';
import { referenceRows } from './views/reference-rows.ts';
import { rowStore } from './views/row-store.ts';
import { samePersonRows } from './views/same-person-rows.ts';
import { takenQuota } from './views/taken-quota.ts';
import { referralsListed, worklist } from './views/worklist.ts';
import { peopleLanguage } from './web/language.ts';
import { mostRows } from './web/overdue-page.ts';
import { practicalIn } from './web/own/practical-in.ts';
import { peopleRoutes } from './web/people/routes.ts';
import { callbackPath } from './web/people/sign-in-routes.ts';

const env = readEnv([
  ...(['LEDGER_TABLE', 'VIEWS_TABLE', 'AUDIT_TABLE', 'DIRECTORY_TABLE', 'HASH_SECRET_ID', 'PUBLIC_URL'] as const),
  ...(['DELIVERY_QUEUE_URL'] as const),
  ...(['SIGN_IN_ISSUER', 'SIGN_IN_CLIENT', 'SIGN_IN_KEY_ID'] as const),
]);
const client = dynamoClient();
const audit = apiAudit({
  trail: auditTrail({ client, table: env.AUDIT_TABLE, name: 'pages', years: thisArea.retention.auditYears }),
  ...{ clock: now, name: 'pages' },
});
const views = { client, table: env.VIEWS_TABLE };
const stored = { client, table: env.LEDGER_TABLE };
const ledger = audit.noting(logged(dynamoLedger(stored)));
const register = cached(withHolds(dynamoParticipants(stored), stored), now);
const sessions = dynamoSessions(views);
const listOf = overdueList({ views, participants: register, clock: now });

const taken = takenQuota(views, (error) => log('quota-unknown', { error: errorName(error) }));

const hash = async () => keyedHash(await readSecret(env.HASH_SECRET_ID));
/** What came by a poster is a draft that a person here sends: then it claims its guard (usecases/claim-on-sending.ts). */
const sending: typeof ledger = {
  ...ledger,
  append: async (...given) => claimingOnSending({ ledger, area: thisArea, hash: await hash() }).append(...given),
};

const listed = {
  ...{ publicUrl: env.PUBLIC_URL, ledger: sending, participants: register, clock: now, pause },
  ...{ told: rowStore(views).read, directory: search({ client, table: env.DIRECTORY_TABLE }) },
  ...{ references: referenceRows(views).find, next: nextList(views), area: thisArea },
  load: partnerLoad(views),
  practical: practicalIn(directory({ client, table: env.DIRECTORY_TABLE })),
  samePerson: samePersonRows(views, hash).find,
  companions: () => everyCompanion(stored, register),
  overdue: (coordinator: string) => listOf({ coordinator, limit: mostRows }),
  changeStaff: async (asked: Parameters<ReturnType<typeof changeStaff>>[0]) => {
    const done = await changeStaff({ register: dynamoRegister(stored), clock: now, allowedPrivateOrigins: [] })(asked);
    register.forget(asked.organisation);
    return done;
  },
};

const routes = peopleRoutes({
  ...{ publicUrl: env.PUBLIC_URL, sessions, register },
  provider: env.SIGN_IN_ISSUER
    ? openIdConnect({
        ...{ issuer: env.SIGN_IN_ISSUER, clientId: env.SIGN_IN_CLIENT },
        ...{ keys: kmsKeys(kmsClient()), keyId: env.SIGN_IN_KEY_ID },
        ...{ callback: `${env.PUBLIC_URL}${callbackPath}`, clock: now },
      })
    : undefined,
  overdue: (coordinator) => listOf({ coordinator, limit: mostRows }),
  suggestions: suggestionStore({ client, table: env.DIRECTORY_TABLE }),
  refer: {
    ...{ publicUrl: env.PUBLIC_URL, register, ledger, area: thisArea, clock: now, pause },
    hash,
    signpost: recordSignpost(stored),
    isOverQuota: posterQuota(thisArea.quotas, taken),
  },
  practice: {
    ...{ publicUrl: env.PUBLIC_URL, register, participants: register, ledger, area: thisArea, clock: now, pause },
    ...{ worklist: worklist(views), references: referenceRows(views).find },
  },
  worklist: listed,
  newest: async (organisation, limit) => {
    const question = { organisation, ended: false, newestFirst: true, limit };
    return (await referralsListed(views)(question)).referrals;
  },
  groupSessions: {
    ...{ ...listed, service: thisArea.service, find: linkRows(views).find },
    ask: askDelivery({ client: sqsClient(), url: env.DELIVERY_QUEUE_URL }).said,
    room: capacityStore({ client, table: env.DIRECTORY_TABLE }).of,
  },
  came: (how, organisation, { requestId, correlationId }) => log(how, { organisation, requestId, correlationId }),
  failed: (error, { requestId, correlationId }) => {
    log('sign-in-failed', { error: errorName(error), requestId, correlationId });
    metric('SignInFailed', 1, 'pages');
  },
});

export const handler = api({
  ...{ routes, participants: register, clock: now },
  caller: callerBySession({ sessions, register, clock: now }),
  limits: limitsOf(thisArea.quotas),
  language: peopleLanguage(env.PUBLIC_URL),
  recorded: audit.recorded,
  // Who of the organisation it was stands in the trail, and not in the log.
  answered: ({ person: _, ...answer }) => log('request-answered', answer),
  report: (error, { requestId, correlationId }) => {
    log('request-failed', { error: errorName(error), requestId, correlationId });
    metric('RequestFailed', 1, 'pages');
  },
});
