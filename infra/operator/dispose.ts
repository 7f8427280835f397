import { type AttributeValue, DeleteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DisposalClass, Retention } from '../../contracts/areas/retention.ts';
import { disposalOf } from '../../functions/domain/disposal.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { referralKey, versionOfKey } from '../../functions/ledger/keys.ts';
import { type Disposal, endOf, isTombstone, type Tombstone, tombstoneOf } from '../../functions/ledger/tombstone.ts';
import { chainFaults } from '../../functions/ledger/verify.ts';
import { referenceKey, rowsKey } from '../../functions/views/keys.ts';
import { everyItem, recordsOf } from './audit-items.ts';
import { isOnLegalHold } from './holds.ts';
import { isOnRecord } from './stone-faults.ts';
import { storedChain } from './stored-versions.ts';
import type { TableAt } from './tables.ts';

export interface Stores {
  readonly ledger: TableAt;
  readonly views: TableAt;
  readonly audit: TableAt;
}

/** Whether the content of a referral may go now, and if not, why not. */
export const mayGo = async (
  { ledger, audit }: Stores,
  referral: string,
  retention: Retention,
  now: string,
): Promise<{ readonly why: DisposalClass } | { readonly not: string }> => {
  const chain = await storedChain(ledger, referral);
  const end = chain.at(-1);
  if (!end) return { not: 'there is no such referral' };
  // Also of one that was broken off in the middle: what is left of it is held as well.
  if (await isOnLegalHold(ledger, referral)) return { not: 'a legal hold is on it' };
  if (isTombstone(end)) return endedBy(audit, end, referral, chain[0]?.at);
  if (chainFaults(chain).length > 0) return { not: 'its chain does not hold: it is evidence now' };
  const loaded = await dynamoLedger(ledger).load(referral);
  const due = loaded && disposalOf(loaded.referral, retention);
  if (!due) return { not: 'it is open' };
  return due.from <= now
    ? { why: due.why }
    : { not: `its time is over on ${due.from.slice(0, 10)}, ${times[due.why](retention)}` };
};

const times: Readonly<Record<DisposalClass, (retention: Retention) => string>> = {
  'in-error': ({ inErrorDays }) =>
    `${inErrorDays} days after it was entered in error, because nobody was asked, called or spoken to (contracts/areas)`,
  ended: ({ endedYears }) =>
    `${endedYears} years after the last thing that happened in it (contracts/areas), of who was a child then not before an age of 25 or 26`,
};

/** A disposal that was broken off may be finished; a stone that none put there leads to nothing. */
const endedBy = async (
  audit: TableAt,
  end: Tombstone,
  referral: string,
  since: string | undefined,
): Promise<{ readonly why: DisposalClass } | { readonly not: string }> =>
  isOnRecord(end, await recordsOf(audit, [referral], since))
    ? { why: end.why }
    : { not: 'it ends as if it were disposed of, and the trail has no record of it: it is evidence now' };

/**
 * What a referral held goes, and its chain still verifies. First the stone after its newest version: it reads as not there, is
 * shown nowhere and nobody writes to it any more. Then all that leads to it, then each version, the first one last: until that
 * one is a stone the same again finishes what was broken off. Only what `mayGo` let through may come here.
 * @throws where a hold was set meanwhile: what it finds is looked for before the stone, because that takes long
 */
export const dispose = async (stores: Stores, referral: string, disposal: Disposal, leads?: Leads): Promise<void> => {
  const { ledger, views } = stores;
  const chain = await storedChain(ledger, referral);
  const newest = chain.at(-1);
  if (!newest) return;
  const all = leads ?? (await leadsTo(stores, new Set([referral])));
  await mustNotBeHeld(ledger, referral);
  if (!isTombstone(newest)) {
    const version = versionOfKey(newest.sk) ?? 0;
    await put(ledger, endOf({ referral, version, hash: newest.hash }, disposal), 'attribute_not_exists(pk)');
    // Whoever set one before the stone stood was told that it is held.
    await mustNotBeHeld(ledger, referral);
  }
  const named = marshall({ pk: referenceKey(referenceOf(referral)), sk: referral });
  await removeAll(views, [...(await keysIn(views, rowsKey(referral))), named, ...(all.views.get(referral) ?? [])]);
  const inIt = await keysIn(ledger, referralKey(referral));
  const beside = inIt.filter(({ sk }) => versionOfKey(sk?.S ?? '') === undefined);
  await removeAll(ledger, [...beside, ...(all.ledger.get(referral) ?? [])]);
  for (const item of chain.toReversed())
    if (!isTombstone(item)) await put(ledger, tombstoneOf(item, disposal), '#hash = :hash', item.hash);
};

const mustNotBeHeld = async (ledger: TableAt, referral: string): Promise<void> => {
  if (await isOnLegalHold(ledger, referral))
    throw new Error(`${referenceOf(referral)} stays: a legal hold was set on it meanwhile.`);
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

export interface Leads {
  readonly ledger: ReadonlyMap<string, readonly Key[]>;
  readonly views: ReadonlyMap<string, readonly Key[]>;
}

/**
 * What leads to these referrals: guards and identifiers of further needs, documents that were sent, who is the same person. They name the referral, under
 * keys that nobody can make from it: so both tables are read whole, once for all that go.
 */
export const leadsTo = async (
  { ledger, views }: Omit<Stores, 'audit'>,
  referrals: ReadonlySet<string>,
): Promise<Leads> => {
  const leads = async (at: TableAt) => {
    const found = new Map<string, Key[]>();
    for await (const { pk, sk, referral } of everyItem(at)) {
      const named = String(referral);
      if (!referrals.has(named) || !/^(G#|R#|P#|DOCUMENT#)/.test(String(pk))) continue;
      found.set(named, [...(found.get(named) ?? []), marshall({ pk, sk })]);
    }
    return found;
  };
  return { ledger: await leads(ledger), views: await leads(views) };
};

const removeAll = async ({ client, table }: TableAt, keys: readonly Key[]): Promise<void> => {
  for (const Key of keys) await client.send(new DeleteItemCommand({ TableName: table, Key }));
};
