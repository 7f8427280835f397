import type { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import type { HubFunction } from './hub-function.ts';
import type { HubQueue } from './hub-queue.ts';

interface HubScheduleProps {
  readonly fn: HubFunction;
  readonly every: Duration | ScheduleExpression;
  /** Takes what could not be handed over, and what the function failed at. */
  readonly missed: HubQueue;
  readonly key: DataKey;
}

/** Runs a function again and again. The next time is the retry, so neither the schedule nor Lambda tries again. */
export class HubSchedule extends Construct {
  constructor(scope: Construct, id: string, { fn, every, missed, key }: HubScheduleProps) {
    super(scope, id);
    missed.allowSend(fn);
    new CfnEventInvokeConfig(this, 'OnFailure', {
      functionName: fn.lambda.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 0,
      destinationConfig: { onFailure: { destination: missed.queue.queueArn } },
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    const allow = (actions: string[], resource: string, conditions = {}): void => {
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource], conditions }));
    };
    allow(['lambda:InvokeFunction'], fn.lambda.functionArn);
    allow(['sqs:SendMessage'], missed.queue.queueArn);
    allow(['kms:GenerateDataKey', 'kms:Decrypt'], key.keyArn, key.through('sqs'));
    new Schedule(this, 'Every', {
      schedule: every instanceof ScheduleExpression ? every : ScheduleExpression.rate(every),
      // Not the target of the CDK: it may invoke every version of the function, and there is one.
      target: {
        bind: () => ({
          role,
          arn: fn.lambda.functionArn,
          deadLetterConfig: { arn: missed.queue.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
        }),
      },
    });
  }
}
