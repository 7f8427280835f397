import { z } from 'zod';
import type { Need } from '../iam/access.ts';

/** Table name to what IAM sees of it. */
export type TableArns = ReadonlyMap<string, { readonly arn: string; readonly key: string | undefined }>;

const onTable = z.object({ TableName: z.string(), IndexName: z.string().optional() });
const batch = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const transaction = z.object({ TransactItems: z.array(z.record(z.string(), onTable)) });

/** The grant that each part of a transaction asks for: there is none for the transaction itself. */
const parts: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const single = new Set(['Query', 'Scan', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem']);
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

export const isWrite = (operation: string): boolean => writes.has(operation);

/**
 * What a DynamoDB call asks of IAM, or undefined for an operation that no function of the hub has business with.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export const needsOf = (operation: string, body: unknown, tables: TableArns): readonly Need[] | undefined => {
  const need = (action: string, { TableName, IndexName }: z.infer<typeof onTable>): Need => {
    const table = tables.get(TableName);
    // A table that is not of the template has no grant either.
    if (!table) return { action: `dynamodb:${action}`, resource: TableName };
    return {
      action: `dynamodb:${action}`,
      resource: IndexName ? `${table.arn}/index/${IndexName}` : table.arn,
      ...(table.key ? { key: { arn: table.key, actions: ['Decrypt'] } } : {}),
    };
  };
  if (single.has(operation)) return [need(operation, onTable.parse(body))];
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    return Object.keys(batch.parse(body).RequestItems).map((TableName) => need(operation, { TableName }));
  }
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    return transaction
      .parse(body)
      .TransactItems.flatMap((item) => Object.entries(item).map(([part, on]) => need(parts[part] ?? part, on)));
  }
  return undefined;
};
