import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { memo } from './memo.ts';

let client: SecretsManagerClient | undefined;

/**
 * Read once in the life of a function. The deployment secret behind every keyed hash is never rotated (DESIGN 5); who changes
 * that of MESH by hand deploys again.
 */
export const readSecret = memo(async (secretId) => {
  client ??= new SecretsManagerClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  });
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (!SecretString) throw new Error('A secret holds no text');
  return SecretString;
});
