import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  type StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import type { HubFunction } from './hub-function.ts';

type Action = 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchGetItem';

interface HubTableProps {
  readonly key: DataKey;
  readonly stream?: StreamViewType;
  /** By name; keys only, so that an index holds no copy of personal data. */
  readonly indexes?: Record<string, Index>;
  /** @default no item expires */
  readonly expires?: boolean;
}

interface Index {
  readonly pk: string;
  readonly sk: string;
  /** One attribute beside the keys: an entry of which it changes stays where it is, at half of what a key costs that moves. */
  readonly beside?: string;
}

/** A table as DESIGN 5 wants each: on demand, own key, restorable to any second of 35 days, not to be deleted by mistake. */
export class HubTable extends Construct {
  readonly table: TableV2;
  readonly #key: DataKey;

  constructor(scope: Construct, id: string, props: HubTableProps) {
    super(scope, id);
    this.#key = props.key;
    this.table = new TableV2(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(props.key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      globalSecondaryIndexes: Object.entries(props.indexes ?? {}).map(index),
      ...(props.expires ? { timeToLiveAttribute: 'expires' } : {}),
      ...(props.stream ? { dynamoStream: props.stream } : {}),
    });
  }

  /**
   * @param limits `keys`: beginnings of the partition keys that it may name; `indexes`: which Query may read besides the
   * table. IAM sees each index as a resource of its own.
   */
  allow(
    fn: HubFunction,
    actions: readonly Action[],
    { keys, indexes = [] }: { readonly keys?: readonly string[]; readonly indexes?: readonly string[] } = {},
  ): void {
    fn.allow(
      actions.map((action) => `dynamodb:${action}`),
      [this.table.tableArn],
      keys && { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...keys] } },
    );
    if (indexes.length > 0) {
      fn.allow(
        ['dynamodb:Query'],
        indexes.map((name) => `${this.table.tableArn}/index/${name}`),
      );
    }
    // DynamoDB opens the table's key in the name of whoever asks.
    fn.allow(['kms:Decrypt'], [this.#key.keyArn], this.#key.through('dynamodb'));
  }
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

const index = ([indexName, { pk, sk, beside }]: [string, Index]): GlobalSecondaryIndexPropsV2 => ({
  indexName,
  partitionKey: text(pk),
  sortKey: text(sk),
  ...(beside === undefined
    ? { projectionType: ProjectionType.KEYS_ONLY }
    : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [beside] }),
});
