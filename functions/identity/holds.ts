import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Actor } from '../domain/referral.ts';
import { everyPage } from '../runtime/every-page.ts';
import type { Clock, Participants } from '../usecases/ports.ts';

interface Store {
  readonly client: DynamoDBClient;
  /** The ledger. */
  readonly table: string;
}

/** A key of its own, and not the register: whoever answers callers can make no organisation with it. */
const partition = 'S#holds';
const format = 1;
const item = z.object({
  format: z.literal(format),
  ...{ organisation: z.string(), paused: z.boolean(), version: z.number(), at: z.string() },
  actor: z.object({ client: z.string(), organisation: z.string(), person: z.optional(z.string()) }),
});
type Hold = z.infer<typeof item>;

/** Every version, of all organisations or of one: there are few. */
const versions = async (store: Store, organisation?: string): Promise<Hold[]> => {
  const items = await everyPage(store, {
    ConsistentRead: true,
    KeyConditionExpression: organisation === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :of)',
    ExpressionAttributeValues: marshall({
      ':pk': partition,
      ...(organisation === undefined ? {} : { ':of': `${organisation}/` }),
    }),
  });
  return items.map((one) => item.parse(one));
};

/** Organisations that are asked nothing new because a duty owner said so: who paused or resumed stands in every version. */
export const dynamoHolds = (store: Store & { readonly clock: Clock }) => ({
  held: async () => {
    const newest = new Map((await versions(store)).map((one) => [one.organisation, one]));
    return [...newest.values()]
      .filter(({ paused }) => paused)
      .map(({ organisation, at, actor }) => ({ organisation, since: at, by: actor.person ?? actor.organisation }));
  },
  /** What is so already writes nothing; two at once are one, and the later sees what the first made of it. */
  hold: async (organisation: string, paused: boolean, actor: Actor): Promise<void> => {
    const standing = (await versions(store, organisation)).at(-1);
    if ((standing?.paused ?? false) === paused) return;
    const version = (standing?.version ?? 0) + 1;
    const next: Hold = { format, organisation, paused, version, at: store.clock(), actor };
    const sk = `${organisation}/V#${String(version).padStart(7, '0')}`;
    try {
      const Item = marshall({ pk: partition, sk, ...next }, { removeUndefinedValues: true });
      const ConditionExpression = 'attribute_not_exists(pk)';
      await store.client.send(new PutItemCommand({ TableName: store.table, Item, ConditionExpression }));
    } catch (error) {
      // Somebody else wrote that version: it says the same, since it follows on the same one.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});

/** The register, and over it whether a duty owner paused new requests: asked once for each time the register is. */
export const withHolds = (participants: Participants, store: Store): Participants => ({
  ...participants,
  organisation: async (code) => {
    const [participant, holds] = await Promise.all([participants.organisation(code), versions(store, code)]);
    return participant && holds.at(-1)?.paused ? { ...participant, askDutyOwner: true } : participant;
  },
});
