import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { outputOf, type RunningHub } from '../../operator/connection.ts';

const secret = z.object({ callback: z.string() });

/** Where the hub takes status callbacks and by which token: what its operator enters at Notify. */
export const callbackOf = async (hub: Pick<RunningHub, 'url' | 'aws' | 'outputs'>) => {
  const client = new SecretsManagerClient({ ...hub.aws, maxAttempts: 2 });
  const { SecretString = '' } = await client.send(
    new GetSecretValueCommand({ SecretId: outputOf(hub, 'NotifySecret') }),
  );
  client.destroy();
  return { url: `${hub.url}/notify/v1/status`, token: secret.parse(JSON.parse(SecretString)).callback };
};
