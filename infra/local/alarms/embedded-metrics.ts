import { z } from 'zod';
import type { Metrics } from './metrics.ts';

const line = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

/**
 * One line of a function's log, read as CloudWatch Logs reads it: metrics that are embedded in it become values.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const readLogLine = (text: string, metrics: Pick<Metrics, 'emit'>): void => {
  if (!text.startsWith('{"_aws"')) return;
  const said = line.parse(JSON.parse(text));
  for (const { Namespace, Dimensions, Metrics } of said._aws.CloudWatchMetrics) {
    for (const names of Dimensions) {
      const dimensions = Object.fromEntries(names.map((name) => [name, z.string().parse(said[name])]));
      for (const { Name } of Metrics) {
        metrics.emit({ namespace: Namespace, name: Name, dimensions }, z.number().parse(said[Name]));
      }
    }
  }
};
