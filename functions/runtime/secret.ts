import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { memo } from './memo.ts';

let client: SecretsManagerClient | undefined;

/** The deployment secret behind every keyed hash. It is never rotated (DESIGN 5), so reading it once is enough. */
export const readSecret = memo(async (secretId) => {
  client ??= new SecretsManagerClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  });
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (!SecretString) throw new Error('The deployment secret holds no text');
  return SecretString;
});
