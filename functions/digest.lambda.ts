import { thisArea } from '../contracts/areas/this-area.ts';
import { sesMailer } from './digest/mailer.ts';
import { sendDigest } from './digest/send-digest.ts';
import { sentDigests } from './digest/sent-digests.ts';
import { dynamoParticipants } from './identity/participants.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { log } from './runtime/log.ts';
import { countsOf, withoutDrafts } from './views/attention.ts';
import { attentionPlaces } from './views/attention-list.ts';

const env = readEnv(['LEDGER_TABLE', 'VIEWS_TABLE', 'PUBLIC_URL', 'MAIL_SENDER', 'MAIL_CONFIGURATION_SET']);
const client = dynamoClient();
const views = { client, table: env.VIEWS_TABLE };
const places = attentionPlaces(views);

const digest = sendDigest({
  participants: dynamoParticipants({ client, table: env.LEDGER_TABLE }),
  counts: async (organisation, at) => countsOf(withoutDrafts(await places(organisation)), at),
  digests: sentDigests(views),
  send: sesMailer(env.MAIL_SENDER, {
    ConfigurationSetName: env.MAIL_CONFIGURATION_SET,
    // Whatever SES says of this e-mail later names whose counts they were.
    EmailTags: [{ Name: 'digest', Value: thisArea.coordinator }],
  }),
  clock: now,
  publicUrl: env.PUBLIC_URL,
});

export const handler = async (): Promise<void> => {
  const organisation = thisArea.coordinator;
  log('digest-done', { organisation, outcome: await digest(organisation) });
};
