import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { gloucestershire } from '../contracts/areas/gloucestershire.ts';
import { fhirRoutes } from './fhir/routes.ts';
import { api } from './http/api.ts';
import { cursors } from './http/cursor.ts';
import { fhirLanguage } from './http/operation-outcome.ts';
import { cached } from './identity/cached-participants.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { keyedHash } from './runtime/hash.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { pause } from './runtime/pause.ts';
import { readSecret } from './runtime/secret.ts';
import { worklist } from './views/worklist.ts';

const env = readEnv(['LEDGER_TABLE', 'VIEWS_TABLE', 'HASH_SECRET_ID', 'PUBLIC_URL']);
const client = dynamoClient();

const build = async () => {
  const secret = await readSecret(env.HASH_SECRET_ID);
  const routes = fhirRoutes({
    ledger: dynamoLedger({ client, table: env.LEDGER_TABLE }),
    participants: cached(dynamoParticipants({ client, table: env.LEDGER_TABLE }), now, 30_000),
    worklist: worklist({ client, table: env.VIEWS_TABLE }),
    area: gloucestershire,
    hash: keyedHash(secret),
    cursors: cursors(secret),
    clock: now,
    pause,
    publicUrl: env.PUBLIC_URL,
  });
  return api({
    routes,
    language: fhirLanguage,
    clock: now,
    report: (error, { requestId, correlationId }) => {
      log('request-failed', { error: errorName(error), requestId, correlationId });
      metric('RequestFailed', 1, 'fhir-api');
    },
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
