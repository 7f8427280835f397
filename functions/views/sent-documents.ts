import { QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Views } from './index-page.ts';
import { sentDocumentKey } from './keys.ts';

/** Which row a page was made for: who says what became of it names the page and nothing else. */
const kept = z.object({
  referral: z.string(),
  row: z.string(),
  mailbox: z.optional(z.string()),
  since: z.optional(z.string()),
  isCode: z.optional(z.literal(true)),
  room: z.optional(z.string()),
  version: z.optional(z.number()),
});

export interface SentTo {
  readonly referral: string;
  readonly sk: string;
  /** At MESH, to which it went: nobody else answers it. Absent: it went by e-mail. */
  readonly mailbox?: string | undefined;
  /** Of an organiser: since when the contact was theirs to whom it went. */
  readonly since?: string | undefined;
  /** Four digits for paper: the row is of the session that they are for, and nothing of it is settled by them. */
  readonly isCode?: true | undefined;
  /** Of the question whether a group has room, which is of no referral and no row: whose room. */
  readonly room?: string | undefined;
  /** What it told: a row may want something newer told by the time that it arrives. */
  readonly version?: number | undefined;
}

/** Much longer than MESH keeps a message, a mail server tries, or a practice leaves one undone. */
const keptDays = 90;

export interface SentDocuments {
  /** Before it is sent, so that an answer never comes too early. */
  keep(document: string, to: SentTo, now: string): Promise<void>;
  find(document: string): Promise<SentTo | undefined>;
}

export const sentDocuments = (views: Views): SentDocuments => ({
  keep: async (document, { referral, sk, mailbox, since, isCode, room, version }, now) => {
    const expires = Math.floor(Date.parse(now) / 1000) + keptDays * 86_400;
    const item = {
      ...{ referral, row: sk, expires },
      ...(mailbox === undefined ? {} : { mailbox }),
      ...(since === undefined ? {} : { since }),
      ...(isCode ? { isCode } : {}),
      ...(room === undefined ? {} : { room }),
      ...(version === undefined ? {} : { version }),
    };
    const names = Object.keys(item);
    await views.client.send(
      new UpdateItemCommand({
        TableName: views.table,
        Key: marshall({ pk: sentDocumentKey(document), sk: 'sent' }),
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: marshall(
          Object.fromEntries(Object.entries(item).map(([name, value]) => [`:${name}`, value])),
        ),
      }),
    );
  },

  find: async (document) => {
    const { Items = [] } = await views.client.send(
      new QueryCommand({
        TableName: views.table,
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: marshall({ ':pk': sentDocumentKey(document), ':sk': 'sent' }),
        ConsistentRead: true,
      }),
    );
    const [item] = Items;
    const found = item && kept.safeParse(unmarshall(item)).data;
    if (!found) return undefined;
    const { row: sk, ...rest } = found;
    return { ...rest, sk };
  },
});
