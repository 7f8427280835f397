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
const entry = z.object({ of: z.string(), at: z.string(), entry: z.string(), ...who });
const verdict = z.object({ of: z.string(), at: z.string(), is: z.enum(verdicts), why: z.string(), ...who });

export interface SuggestionStore {
  /** Once for each request of an organisation, however often it is sent. */
  suggest(suggestion: Suggested, request: string): Promise<void>;
  /** Whoever decides first has decided. false: somebody else had, and what was said now is not kept. */
  decide(id: string, decided: NonNullable<Suggestion['decided']>): Promise<boolean>;
  /** An accepted service stands in the directory. */
  enter(id: string, entered: NonNullable<Suggestion['entered']>): Promise<boolean>;
  /** Newest first. */
  all(): Promise<readonly Suggestion[]>;
}

/** What was said of each, by its id. */
const saidOf = <T extends { readonly of: string }>(
  items: readonly unknown[],
  read: (item: unknown) => T | undefined,
): Map<string, Omit<T, 'of'>> =>
  new Map(
    items.flatMap((item) => {
      const found = read(item);
      if (!found) return [];
      const { of, ...said } = found;
      return [[of, said] as const];
    }),
  );

/** What people suggested and what became of it, in a part of the directory's table: about services and places, and nobody's record. */
export const suggestionStore = ({ client, table }: DirectoryTable): SuggestionStore => {
  const put = async (item: object): Promise<boolean> => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall({ pk: suggestedPartition, ...item }),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return false;
    }
  };
  return {
    suggest: async (suggestion, request) => {
      await put({ sk: `S#${suggestion.organisation}#${request}`, ...suggestion });
    },
    decide: (id, decided) => put({ sk: `V#${id}`, of: id, ...decided }),
    enter: (id, entered) => put({ sk: `E#${id}`, of: id, ...entered }),
    all: async () => {
      const items = await everyPage(
        { client, table },
        {
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: suggestedPartition } },
          ConsistentRead: true,
        },
      );
      const decided = saidOf(items, (item) => verdict.safeParse(item).data);
      const entered = saidOf(items, (item) => entry.safeParse(item).data);
      return items
        .flatMap((item): Suggestion[] => {
          const read = suggested.safeParse(item);
          if (!read.success) return [];
          const { sk: id, ...said } = read.data;
          const [became, stands] = [decided.get(id), entered.get(id)];
          return [{ id, ...said, ...(became ? { decided: became } : {}), ...(stands ? { entered: stands } : {}) }];
        })
        .sort((a, b) => b.at.localeCompare(a.at));
    },
  };
};
