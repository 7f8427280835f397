import { z } from 'zod';
import type { Need } from '../iam/access.ts';
import { leadingKeysOf } from './leading-keys.ts';

/** What IAM sees of a table. */
export interface TableSeen {
  readonly arn: string;
  readonly key: string | undefined;
  /** Name of the partition key of the table, under '', and of each index. */
  readonly partitionKeys: Readonly<Record<string, string>>;
}

/** By table name. */
export type TableArns = ReadonlyMap<string, TableSeen>;

const onTable = z.looseObject({ TableName: z.string(), IndexName: z.string().optional() });
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
  const need = (action: string, TableName: string, part: unknown, IndexName?: string): Need => {
    const table = tables.get(TableName);
    // A table that is not of the template has no grant either.
    if (!table) return { action: `dynamodb:${action}`, resource: TableName };
    return {
      action: `dynamodb:${action}`,
      resource: IndexName ? `${table.arn}/index/${IndexName}` : table.arn,
      leadingKeys: leadingKeysOf(part, table.partitionKeys[IndexName ?? ''] ?? ''),
      ...(table.key ? { key: { arn: table.key, actions: ['Decrypt'] } } : {}),
    };
  };
  if (single.has(operation)) {
    const { TableName, IndexName } = onTable.parse(body);
    return [need(operation, TableName, body, IndexName)];
  }
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    return Object.entries(batch.parse(body).RequestItems).map(([TableName, part]) => need(operation, TableName, part));
  }
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    return transaction
      .parse(body)
      .TransactItems.flatMap((item) =>
        Object.entries(item).map(([part, on]) => need(parts[part] ?? part, on.TableName, on)),
      );
  }
  return undefined;
};
