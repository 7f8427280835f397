import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Views } from '../views/index-page.ts';
import { digestKey } from '../views/keys.ts';

/** Longer than a sending takes, shorter than until the schedule fires again: who claimed it and did not send it is gone. */
const claimMs = 600_000;
const keptDays = 40;

export interface SentDigests {
  /** false: that of the day was sent, or somebody is sending it. */
  claim(organisation: string, day: string, now: string): Promise<boolean>;
  sent(organisation: string, day: string, now: string): Promise<void>;
}

/** One item a day and organisation: the schedule may fire as often as it likes. */
export const sentDigests = ({ client, table }: Views): SentDigests => {
  const item = (organisation: string, day: string, now: string) => ({
    ...{ pk: digestKey(organisation), sk: day, claimed: now },
    expires: Math.floor(Date.parse(now) / 1000) + keptDays * 86_400,
  });
  return {
    claim: async (organisation, day, now) => {
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: marshall(item(organisation, day, now)),
            ConditionExpression: 'attribute_not_exists(pk) OR (attribute_not_exists(sent) AND claimed < :gone)',
            ExpressionAttributeValues: marshall({ ':gone': new Date(Date.parse(now) - claimMs).toISOString() }),
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    sent: async (organisation, day, now) => {
      const Item = marshall({ ...item(organisation, day, now), sent: now });
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
  };
};
