import { type AttributeValue, DeleteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Retention } from '../../contracts/areas/retention.ts';
import { disposalOf } from '../../functions/domain/disposal.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { referralKey, versionOfKey } from '../../functions/ledger/keys.ts';
import { type Disposal, endOf, isTombstone, type Tombstone, tombstoneOf } from '../../functions/ledger/tombstone.ts';
import { chainFaults } from '../../functions/ledger/verify.ts';
import { referenceKey, rowsKey } from '../../functions/views/keys.ts';
import { everyItem } from './audit-items.ts';
import { isHeld } from './holds.ts';
import { storedChain } from './stored-versions.ts';
import type { TableAt } from './tables.ts';

export interface Stores {
  readonly ledger: TableAt;
  readonly views: TableAt;
  readonly audit: TableAt;
}

/** Whether the content of a referral may go now, and if not, why not. */
export const mayGo = async (
  { ledger }: Stores,
  referral: string,
  retention: Retention,
  now: string,
): Promise<{ readonly why: Disposal['why'] } | { readonly not: string }> => {
  const chain = await storedChain(ledger, referral);
  const end = chain.at(-1);
  if (!end) return { not: 'there is no such referral' };
  if (isTombstone(end)) return { why: end.why };
  if (await isHeld(ledger, referral)) return { not: 'a legal hold is on it' };
  if (chainFaults(chain).length > 0) return { not: 'its chain does not hold: it is evidence now' };
  const loaded = await dynamoLedger(ledger).load(referral);
  const due = loaded && disposalOf(loaded.referral, retention);
  if (!due) return { not: 'it is open' };
  return due.from <= now ? { why: due.why } : { not: `its time is over on ${due.from.slice(0, 10)}` };
};

/**
 * What a referral held goes, and its chain still verifies. First the stone after its newest version, so that it reads as not
 * there and nobody writes to it any more; then each version, the newest first; then all that leads to it. Broken off, the same
 * again finishes it. Only what `mayGo` let through may come here.
 */
export const dispose = async (stores: Stores, referral: string, disposal: Disposal): Promise<void> => {
  const { ledger, views } = stores;
  const chain = await storedChain(ledger, referral);
  const newest = chain.at(-1);
  if (!newest) return;
  if (!isTombstone(newest)) {
    const version = versionOfKey(newest.sk) ?? 0;
    await put(ledger, endOf({ referral, version, hash: newest.hash }, disposal), 'attribute_not_exists(pk)');
  }
  for (const item of chain.toReversed()) {
    if (isTombstone(item)) continue;
    await put(ledger, tombstoneOf(item, disposal), '#hash = :hash', item.hash);
  }
  const beside = (await keysIn(ledger, referralKey(referral))).filter(
    ({ sk }) => versionOfKey(sk?.S ?? '') === undefined,
  );
  await removeAll(ledger, [...beside, ...(await leadingTo(ledger, referral))]);
  const named = marshall({ pk: referenceKey(referenceOf(referral)), sk: referral });
  const rows = [...(await keysIn(views, rowsKey(referral))), named, ...(await leadingTo(views, referral))];
  await removeAll(views, rows);
};

type Key = Record<string, AttributeValue>;

const put = async (
  { client, table }: TableAt,
  item: Tombstone,
  condition: string,
  hash?: Uint8Array,
): Promise<void> => {
  await client.send(
    new PutItemCommand({
      ...{ TableName: table, Item: marshall(item, { removeUndefinedValues: true }), ConditionExpression: condition },
      ...(hash
        ? { ExpressionAttributeNames: { '#hash': 'hash' }, ExpressionAttributeValues: marshall({ ':hash': hash }) }
        : {}),
    }),
  );
};

const keysIn = async ({ client, table }: TableAt, pk: string): Promise<readonly Key[]> => {
  const keys: Key[] = [];
  let from: Key | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        ...{
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ConsistentRead: true,
          ProjectionExpression: 'pk, sk',
        },
        ExpressionAttributeValues: marshall({ ':pk': pk }),
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    keys.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return keys;
};

/** Guards and identifiers of further needs; documents that were sent: they name it, under keys that nobody can make from it. */
const leadingTo = async (at: TableAt, referral: string): Promise<readonly Key[]> => {
  const keys: Key[] = [];
  for await (const { pk, sk, referral: named } of everyItem(at)) {
    if (named === referral && /^(G#|R#|DOCUMENT#)/.test(String(pk))) keys.push(marshall({ pk, sk }));
  }
  return keys;
};

const removeAll = async ({ client, table }: TableAt, keys: readonly Key[]): Promise<void> => {
  for (const Key of keys) await client.send(new DeleteItemCommand({ TableName: table, Key }));
};
