import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

let client: DynamoDBClient | undefined;

/**
 * One client for each warm function. The SDK waits for ever by default; a request that has not answered in 2 s is
 * better asked again (every write of ours is conditional, so a repeat is harmless).
 */
export const dynamoClient = (): DynamoDBClient => {
  client ??= new DynamoDBClient({
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  });
  return client;
};
