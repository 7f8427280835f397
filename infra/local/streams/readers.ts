import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { Metrics } from '../alarms/metrics.ts';
import type { Faults } from '../faults/faults.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import { mappingsOf } from '../lambda/mappings.ts';
import type { Queues } from '../queues/queues.ts';
import type { Kept } from '../state/kept.ts';
import type { Store } from '../state/store.ts';
import { arnOf, type Table } from '../state/tables.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { positionsOf } from './positions.ts';
import { readStream, type StreamReader } from './reader.ts';

interface StreamsProps {
  readonly template: Template;
  readonly tables: readonly Table[];
  readonly kept: Kept;
  readonly store: Store;
  readonly clock: HubClock;
  readonly metrics: Metrics;
  readonly queues: Queues;
  readonly faults: Faults;
  readonly named: (functionName: string) => LocalFunction;
  readonly report: (line: string) => void;
}

/** A reader for each stream that the template connects with a function, by the table's ARN. */
export const readStreams = async (props: StreamsProps): Promise<ReadonlyMap<string, StreamReader>> => {
  const { template, tables, kept, store, clock, metrics, queues, faults, named, report } = props;
  const positions = positionsOf(kept);
  const readers = mappingsOf(template).streams.map(async (mapping) => {
    const table = tables.find(({ identity }) => identity.attributes.StreamArn === mapping.EventSourceArn);
    if (!table) throw new Error(`No table has the stream ${mapping.EventSourceArn}`);
    const reader = readStream({
      ...{ mapping, faults, store, positions, queues, clock, metrics, report },
      stream: await streamOf(store, table),
      region: template.place.region,
      fn: named(mapping.FunctionName),
    });
    return [arnOf(table), reader] as const;
  });
  return new Map(await Promise.all(readers));
};

/** The template's ARN names no time; the one that DynamoDB Local made does. */
const streamOf = async (store: Store, { identity }: Table): Promise<string> => {
  const { Table } = await store.client.send(new DescribeTableCommand({ TableName: identity.ref }));
  if (!Table?.LatestStreamArn) throw new Error(`DynamoDB Local made no stream for ${identity.ref}`);
  return Table.LatestStreamArn;
};
