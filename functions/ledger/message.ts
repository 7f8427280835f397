import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { NewVersion } from '../usecases/ports.ts';
import { pack } from './codec.ts';
import { messageDays, messageKey, referralKey } from './keys.ts';

/** The inbound message verbatim, named by its hash in the version, kept 90 days: the only kind in the ledger with a TTL. */
export const messageItem = (table: string, version: NewVersion, body: string): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: marshall({
      pk: referralKey(version.referral),
      sk: messageKey(version.request.id, version.version),
      format: 1,
      at: version.at,
      body: pack(body),
      expires: Math.floor(Date.parse(version.at) / 1000) + messageDays * 86_400,
    }),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});
