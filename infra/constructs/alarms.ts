import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';

export interface AlarmProps {
  readonly metric: IMetric;
  /** Who is harmed while this lasts, and how, in one sentence that a person on call understands. */
  readonly whoIsHarmed: string;
  /** @default 1 */
  readonly threshold?: number;
  /** Rings when the metric falls below the threshold, and when there is no metric at all: for heartbeats. */
  readonly below?: boolean;
  /** Periods in a row. @default 1 */
  readonly periods?: number;
}

/** One topic that every alarm rings; an alarm without a sentence does not compile. */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, props: { key: DataKey }) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', { masterKey: props.key, enforceSSL: true });
    props.key.allowService('cloudwatch.amazonaws.com');
  }

  add(scope: Construct, id: string, props: AlarmProps): Alarm {
    const alarm = new Alarm(scope, id, {
      metric: props.metric,
      alarmDescription: props.whoIsHarmed,
      threshold: props.threshold ?? 1,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: props.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: props.below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    return alarm;
  }
}

export const fiveMinutes = Duration.minutes(5);
