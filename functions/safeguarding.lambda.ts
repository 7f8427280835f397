import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, Context, SQSEvent } from 'aws-lambda';
import { thisArea } from '../contracts/areas/this-area.ts';
import { thisSafeguarding } from '../contracts/areas/this-safeguarding.ts';
import { sesMailer } from './digest/mailer.ts';
import { api } from './http/api.ts';
import { limitsOf } from './http/caller-limits.ts';
import { cached } from './identity/cached-participants.ts';
import { dynamoHolds } from './identity/holds.ts';
import { kmsClient } from './identity/kms-client.ts';
import { openSecret } from './identity/open-secret.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { dynamoLedger } from './ledger/dynamo-ledger.ts';
import { partnerLanguage } from './partner/language.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { keyedHash } from './runtime/hash.ts';
import { errorName, log, metric } from './runtime/log.ts';
import { readSecret } from './runtime/secret.ts';
import { formDialect } from './safeguarding/by-form.ts';
import { concernStore } from './safeguarding/concern-store.ts';
import { missedMeetings } from './safeguarding/did-not-come.ts';
import { mailReturned } from './safeguarding/mail-returned.ts';
import { safeguardingRoutes } from './safeguarding/routes.ts';
import { sweepConcerns } from './safeguarding/sweep.ts';
import { tellReader } from './safeguarding/tell.ts';

const env = readEnv([
  'LEDGER_TABLE',
  'CONCERNS_TABLE',
  'PUBLIC_URL',
  'MAIL_SENDER',
  'MAIL_CONFIGURATION_SET',
  'ALLOWED_PRIVATE_ORIGINS',
  'WEBHOOK_KEY_ID',
  'LINK_SECRET_ID',
]);
const client = dynamoClient();
const register = { client, table: env.LEDGER_TABLE };
const rule = thisSafeguarding;
const failed = (error: unknown): void => log('concern-failed', { error: errorName(error) });
const unreadable = (): void => metric('ConcernUntold', 1, 'safeguarding');
const store = concernStore({ client, table: env.CONCERNS_TABLE, unique: randomUUID, unreadable });
const years = thisArea.retention.concernYears;
const participants = cached(dynamoParticipants(register), now);
const ports = { rule, years, store, clock: now, participants, holds: dynamoHolds({ ...register, clock: now }) };
const hash = async () => keyedHash(await readSecret(env.LINK_SECRET_ID));

// Not told who was answered: that somebody raised a concern is nothing for a log.
const answer = api({
  routes: safeguardingRoutes({ ...ports, publicUrl: env.PUBLIC_URL, hash }),
  participants,
  language: partnerLanguage(env.PUBLIC_URL),
  dialects: formDialect({ rule, publicUrl: env.PUBLIC_URL }),
  clock: now,
  limits: limitsOf(thisArea.quotas),
  report: (error, { requestId, correlationId }) => {
    log('request-failed', { error: errorName(error), requestId, correlationId });
    metric('RequestFailed', 1, 'safeguarding');
  },
});

const otherwise = mailReturned({ ...ports, unread: unreadable });
const missed = missedMeetings({ ...ports, ledger: dynamoLedger(register), failed, otherwise });

const allowedPrivateOrigins = env.ALLOWED_PRIVATE_ORIGINS;
const mail = (reader: string) =>
  sesMailer(env.MAIL_SENDER, {
    ConfigurationSetName: env.MAIL_CONFIGURATION_SET,
    EmailTags: [{ Name: 'reader', Value: reader }],
  });
const open = openSecret({ client: kmsClient(), keyId: env.WEBHOOK_KEY_ID });
const secrets = async (organisation: string): Promise<readonly string[]> => {
  const sealed = (await participants.organisation(organisation))?.webhook?.secrets ?? [];
  return Promise.all(sealed.map((one) => open(organisation, one)));
};
const tell = tellReader({ rule, mail, allowedPrivateOrigins, secrets, clock: now });
const sweep = sweepConcerns({ ...ports, tell, failed });

const minute = async (): Promise<void> => {
  metric('Heartbeat', 1, 'safeguarding');
  const { stranded, untold } = await sweep();
  metric('ConcernsStranded', stranded, 'safeguarding');
  metric('ConcernUntold', untold, 'safeguarding');
};

/** The door, the clock and what the bus tells: one function, because one role alone may open the table. */
export const handler = async (event: APIGatewayProxyEvent | SQSEvent | object, context: Context): Promise<unknown> => {
  if ('Records' in event) return missed(event.Records);
  if ('httpMethod' in event) return answer(event, context);
  return minute();
};
