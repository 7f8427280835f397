import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { isNeed, type Need } from '../../contracts/directory/needs.ts';
import { type Suggested, type Suggestion, suggestedKinds, verdicts } from '../domain/directory/suggestion.ts';
import { everyPage } from '../runtime/every-page.ts';
import type { DirectoryTable } from './feeds.ts';
import { suggestedPartition } from './keys.ts';

const who = { organisation: z.string(), person: z.string() };
const suggested = z.object({
  ...{ sk: z.string(), at: z.string(), kind: z.enum(suggestedKinds), place: z.string(), says: z.string(), ...who },
  need: z.custom<Need>((value) => typeof value === 'string' && isNeed(value)),
});
const verdict = z.object({ of: z.string(), at: z.string(), is: z.enum(verdicts), why: z.string(), ...who });

export interface SuggestionStore {
  /** Once for each request. */
  suggest(suggestion: Suggested, request: string): Promise<void>;
  /** Whoever decides first has decided; said again it changes nothing. */
  decide(id: string, decided: NonNullable<Suggestion['decided']>): Promise<void>;
  /** Newest first. */
  all(): Promise<readonly Suggestion[]>;
}

/** What people suggested and what became of it, in a part of the directory's table: about services and places, and nobody's record. */
export const suggestionStore = ({ client, table }: DirectoryTable): SuggestionStore => {
  const put = async (item: object): Promise<void> => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall({ pk: suggestedPartition, ...item }),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
  return {
    suggest: (suggestion, request) => put({ sk: `S#${suggestion.at}#${request}`, ...suggestion }),
    decide: (id, decided) => put({ sk: `V#${id}`, of: id, ...decided }),
    all: async () => {
      const items = await everyPage(
        { client, table },
        {
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: suggestedPartition } },
          ConsistentRead: true,
        },
      );
      const decided = new Map(
        items.flatMap((item) => {
          const read = verdict.safeParse(item);
          if (!read.success) return [];
          const { of, ...said } = read.data;
          return [[of, said] as const];
        }),
      );
      return items
        .flatMap((item): Suggestion[] => {
          const read = suggested.safeParse(item);
          if (!read.success) return [];
          const { sk: id, ...said } = read.data;
          const became = decided.get(id);
          return [{ id, ...said, ...(became ? { decided: became } : {}) }];
        })
        .toReversed();
    },
  };
};
