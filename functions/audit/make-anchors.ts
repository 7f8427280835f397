import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import { mostTries } from '../usecases/most-tries.ts';
import type { Clock } from '../usecases/ports.ts';
import { type Anchor, anchorsOf, readAnchor, type Stood } from './anchor.ts';
import { readStanding } from './entry.ts';
import { allParts, anchorsKey, hourOf } from './keys.ts';
import type { AuditStore } from './trail.ts';
import { witnessedIn } from './witness.ts';

/** So long after the end of an hour nothing is added to its part of a chain any more: a function is over in a minute. */
const graceMs = 300_000;
const hourMs = 3_600_000;

const hourAfter = (hour: string, hours = 1): string =>
  hourOf(new Date(Date.parse(`${hour}:00:00.000Z`) + hours * hourMs).toISOString());

/**
 * Writes down where every chain stood that grew since the anchor before, and every ledger that changed, up to the last hour that
 * is over: who would change one later has to change the anchor too, all after it, and what the log says of them.
 */
export const makeAnchors = (store: AuditStore, clock: Clock) => async (): Promise<readonly Anchor[]> => {
  for (let n = 0; n < mostTries; n += 1) {
    const made = await anchorsSince(store, clock());
    if (made) return made;
  }
  throw new Error('Others were making anchors each time');
};

/** undefined: somebody else made one meanwhile. */
const anchorsSince = async (store: AuditStore, at: string): Promise<readonly Anchor[] | undefined> => {
  const until = hourAfter(hourOf(new Date(Date.parse(at) - graceMs).toISOString()), -1);
  const before = await newestAnchor(store);
  // The first one begins a day back: what stood before it is covered by the next head of each chain.
  const from = before ? hourAfter(before.until) : hourAfter(until, -24);
  if (from > until) return [];
  const heads = [...(await partsIn(store, from, until)), ...newest(await witnessedIn(store, from, until))];
  const anchors = anchorsOf(heads, { at, from, until, done: hourAfter(from, -1) }, before);
  for (const anchor of anchors) if (!(await put(store, anchor))) return undefined;
  return anchors;
};

/** Whether it took its place: a schedule may run twice at once, and a chain has one anchor after each. */
const put = async ({ client, table }: AuditStore, anchor: Anchor): Promise<boolean> => {
  try {
    const isFree = 'attribute_not_exists(pk)';
    await client.send(new PutItemCommand({ TableName: table, Item: marshall(anchor), ConditionExpression: isFree }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

const newestAnchor = async ({ client, table }: AuditStore): Promise<Anchor | undefined> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      ...{ TableName: table, ConsistentRead: true, ScanIndexForward: false, Limit: 1 },
      ...{ KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: marshall({ ':pk': anchorsKey }) },
    }),
  );
  return Items[0] && readAnchor(unmarshall(Items[0]));
};

const partsIn = async (store: AuditStore, from: string, until: string): Promise<readonly Stood[]> => {
  const parts = await everyPage(store, {
    ...{ IndexName: 'parts', KeyConditionExpression: 'part = :all AND #hour BETWEEN :from AND :until' },
    ExpressionAttributeNames: { '#hour': 'hour' },
    ExpressionAttributeValues: marshall({ ':all': allParts, ':from': from, ':until': until }),
  });
  const heads: Stood[] = [];
  for (const { pk } of parts) {
    const { Items = [] } = await store.client.send(
      new QueryCommand({
        ...{ TableName: store.table, ConsistentRead: true, ScanIndexForward: false, Limit: 1 },
        ...{ KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: marshall({ ':pk': pk }) },
      }),
    );
    const last = Items[0] && readStanding(unmarshall(Items[0]));
    if (last) heads.push([last.pk, Number(last.sk), Buffer.from(last.hash).toString('base64url')]);
  }
  return heads;
};

/** Of each ledger the newest version stands for all before it: they are chained. */
const newest = (seen: Awaited<ReturnType<typeof witnessedIn>>): readonly Stood[] => {
  const heads = new Map<string, Stood>();
  for (const { referral, version, hash } of seen)
    if (version > (heads.get(referral)?.[1] ?? 0)) heads.set(referral, [referral, version, hash]);
  return [...heads.values()];
};
