import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { errorName, log } from './log.ts';
import { memoFor } from './memo.ts';

let client: SecretsManagerClient | undefined;

/** What somebody changes by hand is known so soon everywhere: to deploy anew would start no function anew. */
const freshMs = 600_000;

const ask = async (secretId: string): Promise<string> => {
  client ??= new SecretsManagerClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  });
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (!SecretString) throw new Error('A secret holds no text');
  return SecretString;
};

/** Kept in the life of a function, and read anew once it is old. The one behind every keyed hash is never changed (DESIGN 5). */
export const readSecret = memoFor(freshMs, ask, (error) => log('secret-unread', { error: errorName(error) }));
