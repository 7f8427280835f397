import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

let client: DynamoDBClient | undefined;

/**
 * One client for each warm function. The SDK waits for ever by default; a request that has not answered in 2 s is
 * better asked again (every write of ours is conditional, so a repeat is harmless).
 *
 * Measured: a twelfth of what a request costs its function went into sorting the SDK's middleware anew for each, and into a
 * copy of each input and answer for a log that keeps none.
 */
export const dynamoClient = (): DynamoDBClient => {
  client ??= quiet(
    new DynamoDBClient({
      maxAttempts: 3,
      retryMode: 'standard',
      cacheMiddleware: true,
      requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
    }),
  );
  return client;
};

const quiet = (client: DynamoDBClient): DynamoDBClient => {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
};
