import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Views } from './index-page.ts';
import { linkKey } from './keys.ts';

/** So many wrong codes in a row, and it opens no more: of 10,000 codes somebody who holds the paper guesses one in 2,000 times. */
const mostTries = 5;

/** The code of a printed register, by its hash: it goes to the organiser and never onto the paper. */
export interface CodeRows {
  /** In place of the one before. */
  make(link: string, code: { readonly hash: string; readonly until: string }): Promise<void>;
  /** Whether it is the code, and may still be tried. Each wrong one counts. */
  isRight(link: string, hash: string, now: string): Promise<boolean>;
}

const stored = z.object({ hash: z.string() });
const key = (link: string) => marshall({ pk: linkKey(link), sk: 'CODE' });

export const codeRows = ({ client, table }: Views): CodeRows => ({
  make: async (link, { hash, until }) => {
    await client.send(
      new UpdateItemCommand({
        ...{ TableName: table, Key: key(link) },
        UpdateExpression: 'SET #hash = :hash, expires = :until, tries = :none',
        ExpressionAttributeNames: { '#hash': 'hash' },
        ExpressionAttributeValues: marshall({
          ...{ ':hash': hash, ':until': Math.floor(Date.parse(until) / 1000), ':none': 0 },
        }),
      }),
    );
  },
  isRight: async (link, hash, now) => {
    try {
      // Counted before it is compared, so that many at once are no more tries than one after another.
      const { Attributes = {} } = await client.send(
        new UpdateItemCommand({
          ...{ TableName: table, Key: key(link) },
          UpdateExpression: 'SET tries = tries + :one',
          ConditionExpression: 'tries < :most AND expires > :now',
          ExpressionAttributeValues: marshall({
            ...{ ':one': 1, ':most': mostTries, ':now': Math.floor(Date.parse(now) / 1000) },
          }),
          ReturnValues: 'ALL_NEW',
        }),
      );
      if (stored.safeParse(unmarshall(Attributes)).data?.hash !== hash) return false;
      await client.send(
        new UpdateItemCommand({
          ...{ TableName: table, Key: key(link) },
          UpdateExpression: 'SET tries = :none',
          ExpressionAttributeValues: marshall({ ':none': 0 }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
