import { expect, test } from 'vitest';
import { needsOf, type TableSeen } from '../../../infra/local/aws/dynamodb-needs.ts';

const tables = new Map<string, TableSeen>([
  ['Ledger', { arn: 'arn:ledger', key: undefined, partitionKeys: { '': 'pk', born: 'born' } }],
  ['Views', { arn: 'arn:views', key: undefined, partitionKeys: { '': 'pk', due: 'dueShard' } }],
]);
const values = (given: Record<string, string>) => ({
  ExpressionAttributeValues: Object.fromEntries(Object.entries(given).map(([name, S]) => [name, { S }])),
});
const asked = (operation: string, body: object) =>
  needsOf(operation, body, tables)?.map(({ action, resource }) => `${action} ${resource}`);

test.each([
  ['Query', { TableName: 'Ledger' }, ['dynamodb:Query arn:ledger']],
  ['Query', { TableName: 'Views', IndexName: 'due' }, ['dynamodb:Query arn:views/index/due']],
  ['PutItem', { TableName: 'Ledger', Item: {} }, ['dynamodb:PutItem arn:ledger']],
  ['BatchGetItem', { RequestItems: { Views: { Keys: [] } } }, ['dynamodb:BatchGetItem arn:views']],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'Ledger' } },
        { ConditionCheck: { TableName: 'Views' } },
        { Delete: { TableName: 'Ledger' } },
      ],
    },
    ['dynamodb:PutItem arn:ledger', 'dynamodb:ConditionCheckItem arn:views', 'dynamodb:DeleteItem arn:ledger'],
  ],
])('%s %j needs %j', (operation, body, expected) => {
  expect(asked(operation, body)).toEqual(expected);
});

test('an operation that no function has business with needs what no role has', () => {
  expect(asked('DeleteTable', { TableName: 'Ledger' })).toBeUndefined();
});

test.each([
  [
    'Query',
    { TableName: 'Ledger', KeyConditionExpression: 'pk = :pk AND sk > :sk', ...values({ ':pk': 'R#1', ':sk': 'V' }) },
    ['R#1'],
  ],
  [
    'Query',
    {
      ...{ TableName: 'Views', IndexName: 'due', KeyConditionExpression: '#hash = :hash AND #range <= :now' },
      ExpressionAttributeNames: { '#hash': 'dueShard', '#range': 'due' },
      ...values({ ':hash': 'D#03', ':now': 'x' }),
    },
    ['D#03'],
  ],
  ['PutItem', { TableName: 'Ledger', Item: { pk: { S: 'C#me' }, sk: { S: 'V#1' } } }, ['C#me']],
  ['DeleteItem', { TableName: 'Views', Key: { pk: { S: 'R#2' } } }, ['R#2']],
  ['BatchGetItem', { RequestItems: { Views: { Keys: [{ pk: { S: 'R#1' } }, { pk: { S: 'R#2' } }] } } }, ['R#1', 'R#2']],
  ['TransactWriteItems', { TransactItems: [{ Put: { TableName: 'Ledger', Item: { pk: { S: 'G#1' } } } }] }, ['G#1']],
  ['Scan', { TableName: 'Ledger' }, []],
])('%s %j names the partition keys %j', (operation, body, keys) => {
  expect(needsOf(operation, body, tables)?.flatMap(({ leadingKeys = [] }) => leadingKeys)).toEqual(keys);
});
