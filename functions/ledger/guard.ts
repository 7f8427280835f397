import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { GuardClaim } from '../usecases/ports.ts';
import { guardKey } from './keys.ts';

const storedGuard = z.object({ referral: z.string() });

/** The referral that a guard item names. */
export const guardOf = (item: Record<string, AttributeValue>): string => storedGuard.parse(unmarshall(item)).referral;

/** One open referral per person, service and referrer: claimed with version 1, or taken over from one that ended. */
export const guardItem = (table: string, claim: GuardClaim, referral: string): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: marshall({ ...guardKey(claim.key), format: 1, referral }),
    ...(claim.takeOverFrom
      ? {
          ConditionExpression: 'referral = :old',
          ExpressionAttributeValues: marshall({ ':old': claim.takeOverFrom }),
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
