import { z } from 'zod';
import type { Queues } from '../queues/queues.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { isEmitted } from './emitters.ts';
import type { MetricName, Metrics } from './metrics.ts';

/** The alarms that the template states; a property that is not here stops the start. */
const schema = z.strictObject({
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.string()),
  OKActions: z.array(z.string()),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string() })),
  Statistic: z.enum(['Sum', 'Maximum']),
  Period: z.number(),
  EvaluationPeriods: z.number(),
  Threshold: z.number(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
});
type Properties = z.infer<typeof schema>;

interface AlarmState {
  readonly id: string;
  readonly state: 'OK' | 'ALARM';
  /** Who is harmed. */
  readonly says: string;
}

export interface Alarms {
  /** As CloudWatch would have it now, by the hub's time. */
  states(): readonly AlarmState[];
}

interface AlarmsProps {
  readonly metrics: Metrics;
  readonly queues: Queues;
  readonly clock: HubClock;
}

/** Evaluates the template's alarms over what was emitted. An alarm whose metric nothing emits throws: it could never ring. */
export const alarmsOf = (template: Template, { metrics, queues, clock }: AlarmsProps): Alarms => {
  const emitted = isEmitted(template, queues);
  const begun = clock.now();
  const alarms = template.all('AWS::CloudWatch::Alarm', schema).map(({ id, properties }) => {
    const metric = metricOf(properties);
    if (!emitted(metric)) {
      throw new Error(
        `The alarm ${id} watches ${metric.namespace} ${metric.name}, which nothing in the template emits`,
      );
    }
    return { id, properties, metric };
  });
  /** SQS says each minute how a queue is; here it says so whenever somebody looks. */
  const sample = (metric: MetricName): void => {
    if (metric.namespace !== 'AWS/SQS') return;
    metrics.emit(metric, queues.gauges(metric.dimensions.QueueName ?? '')[metric.name] ?? 0);
  };
  return {
    states: () => {
      for (const { metric } of alarms) sample(metric);
      // What was emitted in this very millisecond counts.
      const now = clock.now() + 1;
      return alarms.map(({ id, properties, metric }) => {
        const period = properties.Period * 1000;
        const breaches = Array.from({ length: properties.EvaluationPeriods }, (_, n) => {
          const from = now - (n + 1) * period;
          // Nothing could be heard of what had not begun.
          const mayBeMissing = from >= begun;
          return isBreached(properties, metrics.between(metric, from, from + period), mayBeMissing);
        });
        return { id, state: breaches.every(Boolean) ? 'ALARM' : 'OK', says: properties.AlarmDescription };
      });
    },
  };
};

const metricOf = ({ Namespace, MetricName: name, Dimensions }: Properties): MetricName => ({
  ...{ namespace: Namespace, name },
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
});

const isBreached = (alarm: Properties, values: readonly number[], mayBeMissing: boolean): boolean => {
  if (values.length === 0) return mayBeMissing && alarm.TreatMissingData === 'breaching';
  const value = alarm.Statistic === 'Sum' ? values.reduce((sum, one) => sum + one, 0) : Math.max(...values);
  return alarm.ComparisonOperator === 'LessThanThreshold' ? value < alarm.Threshold : value >= alarm.Threshold;
};

/** Tells of each alarm that turned, as the topic would call whoever is on call. Stops with the returned function. */
export const watchAlarms = (alarms: Alarms, report: (line: string) => void): (() => void) => {
  const ringing = new Set<string>();
  const look = (): void => {
    for (const { id, state, says } of alarms.states()) {
      if (state === 'ALARM' && !ringing.has(id)) report(`ALARM ${id}: ${says}`);
      if (state === 'OK' && ringing.has(id)) report(`Over: ${id}`);
      if (state === 'ALARM') ringing.add(id);
      else ringing.delete(id);
    }
  };
  const timer = setInterval(look, 5_000);
  timer.unref();
  return () => clearInterval(timer);
};
