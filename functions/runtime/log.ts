import { now } from './clock.ts';
import { type LogEvent, type LogFields, logEvents, logFields, logNumbers, type Metric, metrics } from './log-events.ts';

const namespace = 'Handover';
const withheld = '(withheld)';

const isNumberField = (name: string): boolean => logNumbers.some((known) => known === name);
const form = (name: string): RegExp | undefined => Object.entries(logFields).find(([known]) => known === name)?.[1];

const admitted = (name: string, value: unknown): string | number => {
  if (isNumberField(name)) return typeof value === 'number' && Number.isFinite(value) ? value : withheld;
  return typeof value === 'string' && form(name)?.test(value) ? value : withheld;
};

const write = (line: Record<string, unknown>): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** One registered event as one JSON line. A field whose value is undefined is left out. */
export const log = (event: LogEvent, fields: LogFields = {}): void => {
  const kept = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, admitted(name, value)]);
  write({ at: now(), level: logEvents[event], event, ...Object.fromEntries(kept) });
};

/** The class of what was thrown, for the field `error`. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'Unknown');

/**
 * One value of a registered metric, in CloudWatch's embedded metric format: no call, no grant, no delay.
 * The only dimension is the function, so that the number of metrics stays the number of functions.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const metric = (name: Metric, value: number, functionName: string): void => {
  const at = now();
  write({
    _aws: {
      Timestamp: Date.parse(at),
      CloudWatchMetrics: [
        { Namespace: namespace, Dimensions: [['Function']], Metrics: [{ Name: name, Unit: metrics[name] }] },
      ],
    },
    Function: functionName,
    [name]: value,
  });
};
