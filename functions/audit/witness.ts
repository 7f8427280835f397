import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Witnessed } from '../events/project-records.ts';
import { sha256 } from '../ledger/codec.ts';
import { everyPage } from '../runtime/every-page.ts';
import type { Clock } from '../usecases/ports.ts';
import { hourOf, witnessDayKey, witnessKey } from './keys.ts';
import type { AuditStore } from './trail.ts';

/** By then it stands in an anchor for ever. */
const keptDays = 400;

/** What was seen together is one item, named by what it says: seen twice in an hour it is the same item. */
export const witness =
  ({ client, table }: AuditStore, clock: Clock) =>
  async (seen: readonly Witnessed[]): Promise<void> => {
    const at = clock();
    const hour = hourOf(at);
    const heads = JSON.stringify(seen.map(({ referral, version, hash }) => [referral, version, hash]));
    const name = Buffer.from(sha256(heads)).toString('hex');
    const expires = Math.floor(Date.parse(at) / 1000) + keptDays * 86_400;
    const item = { pk: witnessDayKey(hour), sk: witnessKey(hour, name), heads, expires };
    await client.send(new PutItemCommand({ TableName: table, Item: marshall(item) }));
  };

const stored = z.object({
  ...{ pk: z.string().check(z.startsWith(witnessDayKey(''))), sk: z.string() },
  heads: z.unknown(),
});
const headsIn = z.array(z.tuple([z.string(), z.number(), z.string()]));

/** Nothing for what is no such item; undefined for one that cannot be read. */
export const readWitnessed = (item: unknown): readonly Witnessed[] | undefined => {
  const witness = stored.safeParse(item).data;
  if (!witness) return [];
  try {
    return headsIn
      .parse(JSON.parse(String(witness.heads)))
      .map(([referral, version, hash]) => ({ referral, version, hash }));
  } catch {
    return undefined;
  }
};

/** What was seen in some hours, both ends included, by days. */
export const witnessedIn = async (store: AuditStore, from: string, until: string): Promise<readonly Witnessed[]> => {
  const seen: Witnessed[] = [];
  for (let day = from.slice(0, 10); day <= until.slice(0, 10); day = dayAfter(day)) {
    const items = await everyPage(store, {
      KeyConditionExpression: 'pk = :day AND sk BETWEEN :from AND :until',
      ExpressionAttributeValues: marshall({ ':day': witnessDayKey(day), ':from': from, ':until': `${until}~` }),
    });
    seen.push(...items.flatMap((item) => readWitnessed(item) ?? []));
  }
  return seen;
};

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
