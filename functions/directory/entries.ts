import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Service } from '../../mappings/directory/profile.ts';
import { everyPage } from '../runtime/every-page.ts';
import { type DirectoryTable, feedStore } from './feeds.ts';
import { formerKey, formerPartition, shardOf } from './keys.ts';
import { packed, unpacked } from './packed.ts';

/** An entry as a feed brought it. */
export interface Stored {
  readonly key: string;
  readonly feed: string;
  /** When the run began in which it was last seen. */
  readonly run: string;
  /** Since when it is as it is. */
  readonly changed: string;
  readonly version: number;
  readonly hash: string;
  readonly service: Service;
}

const head = z.object({
  ...{ feed: z.string(), run: z.string(), changed: z.string(), version: z.number(), hash: z.string() },
  ...{ sk: z.string(), body: z.unknown() },
});

/** Of what `keep` stored, which the profile had read before, the outline is all that is checked. */
const outline = z.looseObject({ id: z.string(), name: z.string(), status: z.string() });
const serviceIn = (value: unknown): Service => outline.parse(value) as Service;

export const storedIn = (item: unknown): Stored => {
  const { sk: key, body, ...rest } = head.parse(item);
  return { key, ...rest, service: serviceIn(unpacked(body)) };
};

/** DynamoDB takes 400 KB; a description is two pages. */
const mostBytes = 100_000;
/** How long it is kept what an entry was before. */
const historyDays = 730;

export const hashOfService = (service: Service): string =>
  createHash('sha256').update(JSON.stringify(service)).digest('base64url');

const sinceWhen = (before: Stored | undefined, hash: string, now: string): Pick<Stored, 'version' | 'changed'> =>
  before?.hash === hash ? before : { version: (before?.version ?? 0) + 1, changed: now };

/** Why an item that can be read was not kept. */
export const notKept = {
  'belongs-to-another': 'another directory lists it; switch that one off first, or give this one an id of its own',
  'listed-twice': 'it is listed before with other words, and those stand',
  'too-large': 'it is larger than any service is',
} as const;
type Kept = 'kept' | keyof typeof notKept;

export interface EntryStore {
  keep(feed: string, run: string, key: string, service: Service, now: string): Promise<Kept>;
  find(key: string): Promise<Stored | undefined>;
  /** What it was before, oldest first. */
  former(key: string): Promise<readonly Stored[]>;
}

export const entryStore = ({ client, table }: DirectoryTable): EntryStore => {
  const find = async (key: string): Promise<Stored | undefined> => {
    const [item] = await everyPage(
      { client, table },
      {
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': { S: shardOf(key) }, ':sk': { S: key } },
        ConsistentRead: true,
      },
    );
    return item && storedIn(item);
  };
  /** `owner`: the feed whose item stands there, if any does. */
  const put = (item: object, owner: string) =>
    client.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall(item),
        // No feed can take the place of what another lists: whatever it calls its own ids, it changes nobody else's.
        ConditionExpression: 'attribute_not_exists(pk) OR feed = :feed',
        ExpressionAttributeValues: { ':feed': { S: owner } },
      }),
    );
  /** The same again is a page that was read again. */
  const takenBy = async (before: Stored, next: Pick<Stored, 'feed' | 'run' | 'hash'>) => {
    // By an item before it, which stands, or the two would take each other's place every day.
    if (before.feed === next.feed)
      return before.run === next.run && before.hash !== next.hash ? ('listed-twice' as const) : undefined;
    // By another feed, until somebody switches that one off: councils are merged, and a file is loaded under a wrong name.
    const isListed = (await feedStore({ client, table }).all()).some(
      // What its last whole run did not list it lists no more, unless that could not read all of it.
      ({ name, active, success }) =>
        name === before.feed && active && (before.run >= (success?.began ?? '') || (success?.quarantined ?? 0) > 0),
    );
    return isListed ? ('belongs-to-another' as const) : undefined;
  };

  return {
    find,
    former: async (key) => {
      const items = await everyPage(
        { client, table },
        { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: formerPartition(key) } } },
      );
      return items.map((item) => ({ ...storedIn(item), key }));
    },
    keep: async (feed, run, key, service, now) => {
      const body = packed(service);
      if (body.length > mostBytes) return 'too-large';
      const before = await find(key);
      const hash = hashOfService(service);
      const taken = before && (await takenBy(before, { feed, run, hash }));
      if (taken) return taken;
      const pk = shardOf(key);
      if (before && before.hash !== hash) {
        const { key: _, service: was, ...rest } = before;
        const expires = Math.floor(Date.parse(now) / 1000) + historyDays * 86_400;
        const place = { pk: formerPartition(key), sk: formerKey(before.version) };
        await put({ ...place, ...rest, body: packed(was), expires }, before.feed);
      }
      const { version, changed } = sinceWhen(before, hash, now);
      try {
        await put({ pk, sk: key, feed, run, changed, version, hash, body }, before?.feed ?? feed);
        return 'kept';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'belongs-to-another';
        throw error;
      }
    },
  };
};
