import { QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Views } from './index-page.ts';
import { sentDocumentKey } from './keys.ts';

/** Which row a document was made for: who answers it names the document and nothing else. */
const place = z.object({ referral: z.string(), row: z.string() });

interface Place {
  readonly referral: string;
  readonly sk: string;
}

/** Much longer than MESH keeps a message, or a practice leaves one undone. */
const keptDays = 90;

export interface SentDocuments {
  /** Before it is sent, so that an answer never comes too early. */
  keep(document: string, at: Place, now: string): Promise<void>;
  find(document: string): Promise<Place | undefined>;
}

export const sentDocuments = (views: Views): SentDocuments => ({
  keep: async (document, { referral, sk }, now) => {
    const expires = Math.floor(Date.parse(now) / 1000) + keptDays * 86_400;
    await views.client.send(
      new UpdateItemCommand({
        TableName: views.table,
        Key: marshall({ pk: sentDocumentKey(document), sk: 'sent' }),
        UpdateExpression: 'SET #referral = :referral, #row = :row, #expires = :expires',
        ExpressionAttributeNames: { '#referral': 'referral', '#row': 'row', '#expires': 'expires' },
        ExpressionAttributeValues: marshall({ ':referral': referral, ':row': sk, ':expires': expires }),
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
    const found = item && place.safeParse(unmarshall(item)).data;
    return found && { referral: found.referral, sk: found.row };
  },
});
