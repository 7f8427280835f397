import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { keyedHash } from '../../functions/runtime/hash.ts';
import { type SamePersonRows, samePersonRows } from '../../functions/views/same-person-rows.ts';
import { dynamodbOf, outputOf, type Reached } from './connection.ts';

/** Whose referrals are of one person: the key behind them is read when it is first needed, by whoever may read it. */
export const openPeople = (hub: Reached, client = dynamodbOf(hub)): SamePersonRows => {
  const { region, endpoint, credentials } = hub.aws;
  const secret = async () => {
    const secrets = new SecretsManagerClient({
      ...{ maxAttempts: 2 },
      ...(region ? { region } : {}),
      ...(endpoint ? { endpoint } : {}),
      ...(credentials ? { credentials } : {}),
    });
    const { SecretString = '' } = await secrets.send(
      new GetSecretValueCommand({ SecretId: outputOf(hub, 'HashSecret') }),
    );
    secrets.destroy();
    if (SecretString === '') throw new Error('The secret holds no text.');
    return keyedHash(SecretString);
  };
  let known: ReturnType<typeof secret> | undefined;
  const hash = () => {
    known ??= secret();
    return known;
  };
  return samePersonRows({ client, table: outputOf(hub, 'ViewsTable') }, hash);
};
