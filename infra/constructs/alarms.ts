import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DataKey } from './data-key.ts';
import { runbookSection } from './runbook-section.ts';

interface AlarmProps {
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

/** One topic that every alarm rings, and tells when it is over; an alarm without a sentence does not compile. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // A key of its own: when another fails, this is what says so.
    const key = new DataKey(this, 'Key', 'Handover: alarms');
    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    key.allowService('cloudwatch.amazonaws.com');
    // With a policy of its own a topic loses the one that it is born with, and alarms would turn without a word.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  add(scope: Construct, id: string, props: AlarmProps): Alarm {
    const { heading, first } = runbookSection([...pathBelowStack(scope), id].join(''));
    const alarm = new Alarm(scope, id, {
      metric: props.metric,
      // Whoever is woken has this text and nothing else.
      alarmDescription: `${props.whoIsHarmed} Runbook: ${heading}. First: ${first}`,
      threshold: props.threshold ?? 1,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: props.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: props.below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const ring = new SnsAction(this.topic);
    alarm.addAlarmAction(ring);
    alarm.addOkAction(ring);
    return alarm;
  }
}

const pathBelowStack = ({ node }: Construct): string[] => node.path.split('/').slice(1);

export const fiveMinutes = Duration.minutes(5);
