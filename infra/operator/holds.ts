import { type AttributeValue, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { z } from 'zod';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { referralKey, referralOfKey } from '../../functions/ledger/keys.ts';
import { everyItem } from './audit-items.ts';
import { storedEdge } from './stored-versions.ts';
import type { TableAt } from './tables.ts';

const stored = z.object({ sk: z.string(), at: z.string(), by: z.string(), why: z.string(), held: z.boolean() });
/** That a referral must not go, or may again: who said so, when and why. Each is an item of its own; the newest counts. */
type Hold = z.infer<typeof stored>;

const form = 'HOLD#';

export const holdsOf = async ({ client, table }: TableAt, referral: string): Promise<readonly Hold[]> => {
  const holds: Hold[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        ...{ TableName: table, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :hold)', ConsistentRead: true },
        ExpressionAttributeValues: marshall({ ':pk': referralKey(referral), ':hold': form }),
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    holds.push(...(page.Items ?? []).map((item) => stored.parse(unmarshall(item))));
    from = page.LastEvaluatedKey;
  } while (from);
  return holds;
};

/** Ids of all referrals of a ledger on which a hold stands. It reads the whole table. */
export const everyHeld = async (at: TableAt): Promise<ReadonlySet<string>> => {
  const held = new Map<string, boolean>();
  for await (const { pk, sk, held: isHeld } of everyItem(at)) {
    const referral = referralOfKey(String(pk));
    // In the order of their numbers: the newest comes last. One that cannot be read is rather a hold than none.
    if (referral !== undefined && String(sk).startsWith(form)) held.set(referral, isHeld !== false);
  }
  return new Set([...held].flatMap(([referral, stands]) => (stands ? [referral] : [])));
};

export const isOnLegalHold = async (at: TableAt, referral: string): Promise<boolean> =>
  (await holdsOf(at, referral)).at(-1)?.held === true;

/** @throws where there is nothing to hold: a mistyped id leads nowhere, and what a stone ends is gone or going */
const mustStand = async (at: TableAt, referral: string): Promise<void> => {
  const newest = await storedEdge(at, referral, 'newest');
  if (!newest) throw new Error(`${referral} is NOT held: there is no such referral.`);
  if (newest.isTombstone)
    throw new Error(`${referenceOf(referral)} is NOT held: it was disposed of, or is being disposed of.`);
};

/**
 * Says that it is held, or not any more. False: it was so already. Looks before it writes and after: a disposal puts its stone, then asks
 * for holds (dispose.ts), so that of the two at least one sees the other. `putOnRecord` is called before anything changes. @throws where what is to be held is not there
 */
export const setHold = async (
  at: TableAt,
  referral: string,
  { held, ...said }: { readonly held: boolean; readonly at: string; readonly by: string; readonly why: string },
  putOnRecord: () => Promise<void>,
): Promise<boolean> => {
  if (held) await mustStand(at, referral);
  const known = await holdsOf(at, referral);
  if ((known.at(-1)?.held === true) === held) return false;
  await putOnRecord();
  const sk = `${form}${String(known.length + 1).padStart(7, '0')}`;
  await at.client.send(
    new PutItemCommand({
      TableName: at.table,
      Item: marshall({ pk: referralKey(referral), sk, format: 1, held, ...said }),
      // Two who say so at once: one of them is told to look again.
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  if (held) await mustStand(at, referral);
  return true;
};
