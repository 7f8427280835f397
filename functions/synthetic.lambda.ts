import { setTimeout } from 'node:timers/promises';
import * as z from 'zod/mini';
import { synthetic } from '../contracts/areas/synthetic.ts';
import { kmsClient } from './identity/kms-client.ts';
import { dynamoRegister } from './identity/participants.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { metric } from './runtime/log.ts';
import { callsWith, tokenFrom } from './synthetic/callers.ts';
import { enrol } from './synthetic/enrolled.ts';
import { goRound } from './synthetic/round.ts';
import { assertion, publicJwk } from './synthetic/signing-in.ts';

const env = readEnv(['LEDGER_TABLE', 'PUBLIC_URL', 'SYNTHETIC_KEY_ID']);
const register = dynamoRegister({ client: dynamoClient(), table: env.LEDGER_TABLE });
const key = { client: kmsClient(), keyId: env.SYNTHETIC_KEY_ID };
const answer = z.object({ access_token: z.string() });

/** What throws is an error of this function, which is an alarm; that nothing is counted is another. */
export const handler = async (): Promise<void> => {
  const began = Date.parse(now());
  await enrol(register, await publicJwk(key), now);
  const endpoint = `${env.PUBLIC_URL}/oauth2/token`;
  const signed = await assertion(key, { client: synthetic.client, endpoint, now: now() });
  const { access_token } = answer.parse(await tokenFrom(env.PUBLIC_URL, signed));
  await goRound(callsWith(env.PUBLIC_URL, access_token), { clock: now, wait: (ms) => setTimeout(ms) });
  metric('SyntheticRound', 1, 'synthetic');
  metric('SyntheticRoundTime', Date.parse(now()) - began, 'synthetic');
};
