import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { thisArea } from '../contracts/areas/this-area.ts';
import { refusedAtTheDoor } from './audit/at-the-door.ts';
import { recordedOrLogged } from './audit/of-api.ts';
import { auditTrail } from './audit/trail.ts';
import { readAccessToken } from './identity/access-token.ts';
import { authorizationOf, correlationOf, identify, stagePolicy } from './identity/authoriser.ts';
import { kmsClient } from './identity/kms-client.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { publicKeys } from './identity/public-keys.ts';
import { kmsKeys } from './identity/signing-keys.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { log } from './runtime/log.ts';

const env = readEnv(['LEDGER_TABLE', 'AUDIT_TABLE', 'TOKEN_KEY_IDS', 'PUBLIC_URL']);
const trail = auditTrail({
  ...{ client: dynamoClient(), table: env.AUDIT_TABLE, name: 'authorise' },
  years: thisArea.retention.auditYears,
});
const who = identify({
  participants: dynamoParticipants({ client: dynamoClient(), table: env.LEDGER_TABLE }),
  readToken: readAccessToken({
    issuer: env.PUBLIC_URL,
    keyIds: env.TOKEN_KEY_IDS,
    publicKey: publicKeys(kmsKeys(kmsClient())),
  }),
});

export const handler = async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  const at = now();
  const caller = await who(authorizationOf(event), new Date(at));
  if (typeof caller !== 'string') return stagePolicy(event.methodArn, 'Allow', caller.client, caller);
  log('authorisation-refused', { reason: caller, correlationId: correlationOf(event) });
  // Nothing was shown: where it cannot be kept on record it is refused all the same.
  await recordedOrLogged(trail, [refusedAtTheDoor(event, caller, at)], 'authorise');
  // A refusal is an answer, not an error: an error would ring the alarm of a broken authoriser for one old token.
  return stagePolicy(event.methodArn, 'Deny', 'nobody');
};
