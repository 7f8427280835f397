import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { personLink } from '../../functions/identity/links/person-link.ts';
import type { Ledger } from '../../functions/usecases/ports.ts';
import type { Hub } from '../../infra/local/start-hub.ts';
import { outputOf } from '../../infra/operator/connection.ts';

/** The address of a person's own page, as a message to them holds it; undefined: they have none. */
export const ownLinkOf = async (hub: Hub, ledger: Ledger, referral: string): Promise<string | undefined> => {
  const client = new SecretsManagerClient({ ...hub.aws, maxAttempts: 2 });
  const { SecretString: secret = '' } = await client.send(
    new GetSecretValueCommand({ SecretId: outputOf(hub, 'LinkSecret') }),
  );
  client.destroy();
  const loaded = await ledger.load(referral);
  return loaded && personLink(loaded.referral, { secret, publicUrl: hub.url, now: new Date().toISOString() });
};
