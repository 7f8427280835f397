import { ConditionalCheckFailedException, DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { everyPage } from '../runtime/every-page.ts';
import type { Views } from './index-page.ts';
import { linesKey } from './keys.ts';

const instant = z.catch(z.optional(z.string()), undefined);
const count = z.catch(z.number(), 0);

/** The way to a recipient that has given trouble. What does not parse is as if there had been none. */
const stored = z.object({
  /** Or what carries to many: `meshLine`. */
  organisation: z.string(),
  failures: count,
  probes: count,
  until: instant,
  recovered: instant,
  slow: instant,
  slots: z.readonly(z.catch(z.array(z.string()), [])),
  takes: z.catch(z.optional(z.number()), undefined),
  booked: instant,
  /** When it was last written. */
  changed: z.catch(z.string(), ''),
  /** Counts every write: each is on condition that nobody wrote since it was read. */
  turn: z.catch(z.number(), 0),
});
export type LineRow = z.infer<typeof stored>;

export interface LineRows {
  read(organisation: string): Promise<LineRow | undefined>;
  /** All that there are: as many as have given trouble lately. */
  list(): Promise<readonly LineRow[]>;
  /** false: somebody else wrote it since. */
  write(
    organisation: string,
    from: LineRow | undefined,
    line: Omit<LineRow, 'organisation' | 'turn'>,
  ): Promise<boolean>;
  remove(line: LineRow): Promise<boolean>;
}

export const lineRows = (views: Views): LineRows => {
  const { client, table } = views;
  const query = async (organisation?: string): Promise<LineRow[]> => {
    const items = await everyPage(views, {
      KeyConditionExpression: `pk = :pk${organisation === undefined ? '' : ' AND sk = :sk'}`,
      ExpressionAttributeValues: marshall({ ':pk': linesKey, ...(organisation ? { ':sk': organisation } : {}) }),
      ConsistentRead: organisation !== undefined,
    });
    return items.map((item) => stored.parse({ ...item, organisation: item.sk }));
  };
  const unchanged = (from: LineRow | undefined) =>
    from
      ? { ConditionExpression: '#turn = :was', was: { ':was': from.turn } }
      : { ConditionExpression: 'attribute_not_exists(pk)', was: {} };
  const taken = async (write: () => Promise<unknown>): Promise<boolean> => {
    try {
      await write();
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  const Key = (organisation: string) => marshall({ pk: linesKey, sk: organisation });
  return {
    read: async (organisation) => (await query(organisation))[0],
    list: () => query(),
    write: (organisation, from, line) => {
      const { ConditionExpression, was } = unchanged(from);
      const all = Object.entries({ ...line, turn: (from?.turn ?? 0) + 1 });
      const set = all.filter(([, value]) => value !== undefined);
      const gone = all.filter(([, value]) => value === undefined).map(([name]) => `#${name}`);
      return taken(() =>
        client.send(
          new UpdateItemCommand({
            ...{ TableName: table, Key: Key(organisation), ConditionExpression },
            UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}${gone.length > 0 ? ` REMOVE ${gone.join(', ')}` : ''}`,
            ExpressionAttributeNames: Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
            ExpressionAttributeValues: marshall({
              ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
              ...was,
            }),
          }),
        ),
      );
    },
    remove: (line) => {
      const { ConditionExpression, was } = unchanged(line);
      return taken(() =>
        client.send(
          new DeleteItemCommand({
            ...{ TableName: table, Key: Key(line.organisation), ConditionExpression },
            ExpressionAttributeNames: { '#turn': 'turn' },
            ExpressionAttributeValues: marshall(was),
          }),
        ),
      );
    },
  };
};
