import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { everyItem, recordsOf } from '../../../infra/operator/audit-items.ts';
import { everyReferral } from '../../../infra/operator/every-referral.ts';

const pk = `R#${'0'.repeat(26)}`;

/** A table whose first answer finds nothing and says that there is more; keeps how many items each answer may look at. */
const table = () => {
  const client = new DynamoDBClient({ region: 'eu-west-2' });
  const limits: unknown[] = [];
  client.middlewareStack.add(
    () => async (args) => {
      const input = args.input as { readonly Limit?: number; readonly ExclusiveStartKey?: object };
      limits.push(input.Limit);
      const output = input.ExclusiveStartKey
        ? { Items: [marshall({ pk, sk: '1' })] }
        : { LastEvaluatedKey: { pk: {} } };
      return { response: {}, output: { $metadata: {}, ...output } };
    },
    { step: 'initialize', name: 'answers' },
  );
  return { at: { client, table: 'any' }, limits };
};

const all = async (of: AsyncIterable<unknown>): Promise<unknown[]> => {
  const found: unknown[] = [];
  for await (const one of of) found.push(one);
  return found;
};

test('who reads a table whole asks for a thousand items at once, and goes on after an answer with nothing in it', async () => {
  const [items, referrals] = [table(), table()];
  expect(await all(everyItem(items.at))).toEqual([{ pk, sk: '1' }]);
  expect(await all(everyReferral(referrals.at))).toEqual(['0'.repeat(26)]);
  expect([items.limits, referrals.limits]).toEqual([
    [1000, 1000],
    [1000, 1000],
  ]);
});

test('so does who looks for the parts of chains', async () => {
  const { at, limits } = table();
  await expect(recordsOf(at, ['anything'])).rejects.toThrow();
  expect(limits.slice(0, 2)).toEqual([1000, 1000]);
});
