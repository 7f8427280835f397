import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Witnessed } from '../events/project-records.ts';
import { everyPage } from '../runtime/every-page.ts';
import type { Clock } from '../usecases/ports.ts';
import { hourOf, witnessDayKey, witnessKey } from './keys.ts';
import type { AuditStore } from './trail.ts';

/** By then it stands in an anchor for ever. */
const keptDays = 400;

/** The same version seen twice in an hour is the same item. */
export const witness =
  ({ client, table }: AuditStore, clock: Clock) =>
  async ({ referral, version, hash }: Witnessed): Promise<void> => {
    const at = clock();
    const hour = hourOf(at);
    const place = { pk: witnessDayKey(hour), sk: witnessKey(hour, referral, version) };
    const expires = Math.floor(Date.parse(at) / 1000) + keptDays * 86_400;
    await client.send(new PutItemCommand({ TableName: table, Item: marshall({ ...place, hash, expires }) }));
  };

const stored = z.object({ sk: z.string(), hash: z.string() });

/** undefined for what is no such item. */
export const readWitnessed = (item: unknown): Witnessed | undefined => {
  const { sk, hash } = stored.safeParse(item).data ?? {};
  const [, referral, version] = /^\d{4}-\d\d-\d\dT\d\d#([0-9a-z]{26})#(\d{7})$/.exec(sk ?? '') ?? [];
  return hash === undefined || referral === undefined ? undefined : { referral, version: Number(version), hash };
};

/** What was seen in some hours, both ends included, by days. */
export const witnessedIn = async (store: AuditStore, from: string, until: string): Promise<readonly Witnessed[]> => {
  const seen: Witnessed[] = [];
  for (let day = from.slice(0, 10); day <= until.slice(0, 10); day = dayAfter(day)) {
    const items = await everyPage(store, {
      KeyConditionExpression: 'pk = :day AND sk BETWEEN :from AND :until',
      ExpressionAttributeValues: marshall({ ':day': witnessDayKey(day), ':from': from, ':until': `${until}~` }),
    });
    seen.push(...items.map(readWitnessed).filter((one) => one !== undefined));
  }
  return seen;
};

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
