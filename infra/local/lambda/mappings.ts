import { z } from 'zod';
import type { Template } from '../template/template.ts';

const both = {
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  BatchSize: z.number(),
  FunctionResponseTypes: z.tuple([z.literal('ReportBatchItemFailures')]),
};

const onQueue = z.strictObject({
  ...both,
  EventSourceArn: z.string().startsWith('arn:aws:sqs:'),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.number() }),
});

const onStream = z.strictObject({
  ...both,
  EventSourceArn: z.string().startsWith('arn:aws:dynamodb:'),
  StartingPosition: z.literal('TRIM_HORIZON'),
  BisectBatchOnFunctionError: z.literal(true),
  MaximumRetryAttempts: z.number(),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }),
});

export type QueueMapping = z.infer<typeof onQueue>;
export type StreamMapping = z.infer<typeof onStream>;

/** Event source mappings of the two kinds that the template has; anything else about one stops the start. */
export const mappingsOf = (
  template: Template,
): { queues: readonly QueueMapping[]; streams: readonly StreamMapping[] } => {
  const all = template
    .all('AWS::Lambda::EventSourceMapping', z.union([onQueue, onStream]))
    .map((one) => one.properties);
  return {
    queues: all.filter((mapping) => 'ScalingConfig' in mapping),
    streams: all.filter((mapping) => 'StartingPosition' in mapping),
  };
};
