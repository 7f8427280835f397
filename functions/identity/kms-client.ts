import { KMSClient } from '@aws-sdk/client-kms';

/** A signature is one short call; without these limits the SDK would wait for ever. */
export const kmsClient = (): KMSClient =>
  new KMSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  });
