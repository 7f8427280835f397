import { randomUUID } from 'node:crypto';
import type { FunctionError } from '../lambda/messages.ts';
import type { StreamRecord } from './shards.ts';

/** A stream record as Lambda hands it to a function: seconds instead of a Date. */
export const recordOf = (record: StreamRecord, arn: string, region: string) => {
  const { ApproximateCreationDateTime: created, ...change } = record.dynamodb ?? {};
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    eventSourceARN: arn,
    dynamodb: { ...change, ...(created ? { ApproximateCreationDateTime: Math.floor(created.getTime() / 1000) } : {}) },
  };
};

export const sequenceOf = (record: StreamRecord): string => {
  const sequence = record.dynamodb?.SequenceNumber;
  if (!sequence) throw new Error('A stream record without a sequence number');
  return sequence;
};

/** What the on-failure destination gets: where the records are, not the records. */
export const failureOf = (failed: {
  readonly records: readonly StreamRecord[];
  readonly shard: string;
  readonly arn: string;
  readonly functionArn: string;
  readonly error: FunctionError;
  readonly attempts: number;
  readonly now: number;
}): string => {
  const [first, last] = [failed.records[0], failed.records.at(-1)];
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(failed.now).toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: failed.functionArn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: failed.attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: failed.error.errorType },
    DDBStreamBatchInfo: {
      shardId: failed.shard,
      startSequenceNumber: first && sequenceOf(first),
      endSequenceNumber: last && sequenceOf(last),
      approximateArrivalOfFirstRecord: first?.dynamodb?.ApproximateCreationDateTime?.toISOString(),
      approximateArrivalOfLastRecord: last?.dynamodb?.ApproximateCreationDateTime?.toISOString(),
      batchSize: failed.records.length,
      streamArn: failed.arn,
    },
  });
};
