import { expect, test } from 'vitest';
import { needsOf } from '../../../infra/local/aws/dynamodb-needs.ts';

const tables = new Map([
  ['Ledger', { arn: 'arn:ledger', key: undefined }],
  ['Views', { arn: 'arn:views', key: undefined }],
]);
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
