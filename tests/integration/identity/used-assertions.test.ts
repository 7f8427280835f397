import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { dynamoUseOnce } from '../../../functions/identity/used-assertions.ts';
import { startDynamodb } from '../dynamodb.ts';

const { client, viewsTable, stop } = await startDynamodb();
afterAll(stop);

const useOnce = dynamoUseOnce({ client, table: viewsTable });
const soon = Math.floor(Date.now() / 1000) + 300;

test('of twenty uses of one assertion at the same moment exactly one holds', async () => {
  const uses = await Promise.all(Array.from({ length: 20 }, () => useOnce('surgery', 'one', soon)));
  expect(uses.filter(Boolean)).toHaveLength(1);
  expect(await useOnce('surgery', 'one', soon)).toBe(false);
});

test('the jti of one client is not spent by another', async () => {
  expect(await useOnce('surgery', 'shared', soon)).toBe(true);
  expect(await useOnce('walking-group', 'shared', soon)).toBe(true);
});

test('any jti of 128 characters can be kept', async () => {
  expect(await useOnce('surgery', '語'.repeat(128), soon)).toBe(true);
});

test('what was used is forgotten after the assertion is over', async () => {
  await useOnce('surgery', 'expiring', soon + 0.5);
  const { Item } = await client.send(
    new GetItemCommand({ TableName: viewsTable, Key: { pk: { S: 'J#surgery#expiring' }, sk: { S: 'J' } } }),
  );
  expect(Number(Item?.expires?.N)).toBe(soon + 1);
});

test('a Put whose answer was lost and that the SDK repeats is still the first use', async () => {
  let losses = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      losses += 1;
      if (losses === 1) throw Object.assign(new Error('connection lost'), { name: 'TimeoutError' });
      return answer;
    },
    { step: 'deserialize', name: 'loseFirstAnswer' },
  );
  expect(await useOnce('surgery', 'lost', soon)).toBe(true);
  client.middlewareStack.remove('loseFirstAnswer');
  expect(losses).toBe(2);
  expect(await useOnce('surgery', 'lost', soon)).toBe(false);
});
