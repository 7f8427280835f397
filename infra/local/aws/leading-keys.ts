import { z } from 'zod';

const value = z.looseObject({ S: z.string() });
const item = z.record(z.string(), z.unknown());
const query = z.object({
  KeyConditionExpression: z.string(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()),
});
const keyed = z.union([z.object({ Item: item }), z.object({ Key: item })]);
const keys = z.object({ Keys: z.array(item) });

const keyIn = (of: Readonly<Record<string, unknown>>, name: string): string[] => {
  const found = value.safeParse(of[name]);
  return found.success ? [found.data.S] : [];
};

/** `pk = :pk AND …`: the partition key is compared for equality, once. */
const asked = (
  { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues }: z.output<typeof query>,
  name: string,
) => {
  for (const [, left = '', right = ''] of KeyConditionExpression.matchAll(/([#\w]+)\s*=\s*(:\w+)/g)) {
    if ((ExpressionAttributeNames[left] ?? left) === name) return keyIn(ExpressionAttributeValues, right);
  }
  return [];
};

/**
 * The partition keys that one part of a DynamoDB call names: what `dynamodb:LeadingKeys` holds when IAM looks at it.
 * @param name of the partition key of the table or index
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export const leadingKeysOf = (part: unknown, name: string): readonly string[] => {
  const one = keyed.safeParse(part);
  if (one.success) return keyIn('Item' in one.data ? one.data.Item : one.data.Key, name);
  const several = keys.safeParse(part);
  if (several.success) return several.data.Keys.flatMap((key) => keyIn(key, name));
  const question = query.safeParse(part);
  return question.success ? asked(question.data, name) : [];
};
