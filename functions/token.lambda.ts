import { thisArea } from '../contracts/areas/this-area.ts';
import { refusedAtTheToken } from './audit/at-the-token.ts';
import { recordedOrLogged } from './audit/of-api.ts';
import { auditTrail } from './audit/trail.ts';
import { api } from './http/api.ts';
import { limitsOf } from './http/caller-limits.ts';
import { accessTokenSeconds, issueAccessToken } from './identity/access-token.ts';
import { verifyAssertion } from './identity/client-assertion.ts';
import { kmsClient } from './identity/kms-client.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { publicKeys } from './identity/public-keys.ts';
import { kmsKeys } from './identity/signing-keys.ts';
import { oauthLanguage, tokenPath, tokenRoutes } from './identity/token-endpoint.ts';
import { dynamoUseOnce } from './identity/used-assertions.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { takenQuota } from './views/taken-quota.ts';

const env = readEnv([
  'LEDGER_TABLE',
  'AUDIT_TABLE',
  'VIEWS_TABLE',
  'TOKEN_KEY_IDS',
  'OUTBOUND_KEY_ID',
  'SIGN_IN_KEY_ID',
  'PUBLIC_URL',
]);
const client = dynamoClient();
const keys = kmsKeys(kmsClient());
const publicKey = publicKeys(keys);

const { auditYears: years } = thisArea.retention;
const trail = auditTrail({ client, table: env.AUDIT_TABLE, name: 'token', years });
const onRecord = refusedAtTheToken();

const limits = limitsOf(
  thisArea.quotas,
  takenQuota({ client, table: env.VIEWS_TABLE }, (error) => log('quota-unknown', { error: errorName(error) })),
);

const routes = tokenRoutes({
  limits: limits.tokens,
  verify: verifyAssertion({
    participants: dynamoParticipants({ client, table: env.LEDGER_TABLE }),
    useOnce: dynamoUseOnce({ client, table: env.VIEWS_TABLE }),
    audience: `${env.PUBLIC_URL}${tokenPath}`,
    clock: now,
  }),
  issue: async ({ client: id, key }, at) => {
    const claims = { client: id, key, issuer: env.PUBLIC_URL, now: Math.floor(Date.parse(at) / 1000) };
    return { token: await issueAccessToken(keys, env.TOKEN_KEY_IDS[0], claims), seconds: accessTokenSeconds };
  },
  publicKeys: async () => ({
    keys: await Promise.all([...env.TOKEN_KEY_IDS, env.OUTBOUND_KEY_ID, env.SIGN_IN_KEY_ID].map(publicKey)),
  }),
  publicUrl: env.PUBLIC_URL,
  told: async ({ refused, client: id }, { requestId, correlationId, now: at }) => {
    log(refused ? 'token-refused' : 'token-issued', { client: id, reason: refused, requestId, correlationId });
    if (!refused) return;
    metric('TokenRefused', 1, 'token');
    const entry = onRecord({ at, reason: refused, request: requestId, ...(id ? { client: id } : {}) });
    // Nothing was given: where it cannot be kept on record it is refused all the same.
    if (entry) await recordedOrLogged(trail, [entry], 'token');
  },
});

export const handler = api({
  routes,
  limits,
  language: oauthLanguage,
  clock: now,
  report: (error, { requestId, correlationId }) =>
    log('token-failed', { error: errorName(error), requestId, correlationId }),
});
