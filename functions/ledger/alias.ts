import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { referralKey, versionKey } from './keys.ts';

type Item = Record<string, AttributeValue>;

const stored = z.object({ format: z.literal('alias'), referral: z.string() });

/** The referral that a further need joined; undefined for an item that is no alias. */
export const aliasOf = (item: Item): string | undefined => stored.safeParse(unmarshall(item)).data?.referral;

/**
 * Stands where version 1 would if the sender's identifier of a further need had opened a referral: so no second one can be
 * opened under it, and a lookup by it finds its way, without anything being read first.
 */
export const aliasItem = (table: string, alias: string, referral: string): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: marshall({ pk: referralKey(alias), sk: versionKey(1), format: 'alias', referral }),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});
