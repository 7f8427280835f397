import { z } from 'zod';
import type { Call } from '../aws/call.ts';

/** What one kind of DynamoDB request took: of which items, in the table itself or in one of its indexes. */
export interface Charge {
  readonly operation: string;
  readonly table: string;
  /** Beginnings of the two keys, without ids and numbers. */
  readonly family: string;
  /** '' is the table itself. */
  readonly index: string;
  readonly units: number;
  /** Of the request as it was sent. */
  readonly bytes: number;
}

const units = z.object({ CapacityUnits: z.number() });
const consumed = z.object({
  ...{ TableName: z.string(), CapacityUnits: z.number(), Table: units.optional() },
  GlobalSecondaryIndexes: z.record(z.string(), units).default({}),
});
const answered = z.object({ ConsumedCapacity: z.union([consumed, z.array(consumed)]).optional() });

const text = z.object({ S: z.string() });
const keys = z.looseObject({ pk: text, sk: text });
const written = z.union([
  z.object({ Item: keys }).transform(({ Item }) => Item),
  z.object({ Key: keys }).transform(({ Key }) => Key),
]);
const transaction = z.object({ TransactItems: z.array(z.record(z.string(), z.unknown())) });
const question = z.object({
  IndexName: z.string().default(''),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()),
});

/** Ids, instants, hashes and numbers say nothing of the kind of an item. */
const kindOf = (key: string): string =>
  key
    .split('#')
    .map((part) =>
      /\d{5}|[0-9a-z]{20}|^[0-9a-f-]{36}$|^HO-|^\d{4}-\d\d-/.test(part) && !/^L\d{5}$/.test(part) ? '*' : part,
    )
    .join('#');

const familyOfKey = ({ pk, sk }: z.output<typeof keys>): string => `${kindOf(pk.S)}/${kindOf(sk.S)}`;

const familyOf = (body: unknown): string => {
  const one = written.safeParse(body);
  if (one.success) return familyOfKey(one.data);
  const several = transaction.safeParse(body);
  if (several.success) return several.data.TransactItems.flatMap(Object.values).map(familyOf).join(' + ');
  const asked = question.safeParse(body);
  if (!asked.success) return 'by their keys';
  const [first] = Object.values(asked.data.ExpressionAttributeValues);
  const key = text.safeParse(first);
  return `${asked.data.IndexName && `${asked.data.IndexName} of `}${key.success ? kindOf(key.data.S) : ''}`;
};

/** One for the table and one for each index that took something; the first holds the bytes. */
export const chargesOf = (
  { operation, body }: Pick<Call, 'operation' | 'body'>,
  bytes: number,
  answer: unknown,
): Charge[] => {
  const { ConsumedCapacity } = answered.parse(answer);
  const family = familyOf(body);
  const of = [ConsumedCapacity ?? []].flat();
  const charges = of.flatMap(({ TableName: table, CapacityUnits, Table, GlobalSecondaryIndexes }) => [
    { operation, table, family, index: '', units: Table?.CapacityUnits ?? CapacityUnits, bytes: 0 },
    ...Object.entries(GlobalSecondaryIndexes).map(([index, taken]) => ({
      ...{ operation, table, family, index, units: taken.CapacityUnits, bytes: 0 },
    })),
  ]);
  const [first = { operation, table: '', family, index: '', units: 0, bytes }, ...more] = charges;
  return [{ ...first, bytes }, ...more];
};
