import { z } from 'zod';
import type { Queues } from '../queues/queues.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import type { LocalFunction } from './local-function.ts';
import { scheduleExpression } from './schedule-expression.ts';

export const schedule = z.strictObject({
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  ScheduleExpression: scheduleExpression,
  ScheduleExpressionTimezone: z.string().optional(),
  State: z.literal('ENABLED'),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().optional(),
    // The hand-over to a function in this very process does not fail.
    DeadLetterConfig: z.strictObject({ Arn: z.string() }),
    RetryPolicy: z.strictObject({ MaximumEventAgeInSeconds: z.number(), MaximumRetryAttempts: z.literal(0) }),
  }),
});

export const invokeConfig = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.literal(0),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }),
});

/** Every schedule fires at once when the hub starts: what was due while it was off must not wait. Then by the hub's time. */
export const runSchedules = (
  template: Template,
  functions: ReadonlyMap<string, LocalFunction>,
  queues: Queues,
  clock: HubClock,
): { stop(): void } => {
  const failures = new Map(
    template
      .all('AWS::Lambda::EventInvokeConfig', invokeConfig)
      .map(({ properties }) => [properties.FunctionName, properties.DestinationConfig.OnFailure.Destination]),
  );
  const cancels = new Map<string, () => void>();

  const invoke = async (fn: LocalFunction, input: unknown): Promise<void> => {
    const outcome = await fn.invoke(input);
    const destination = failures.get(fn.name);
    if (!outcome.ok && destination) {
      queues.send(
        destination,
        JSON.stringify({
          version: '1.0',
          timestamp: new Date(clock.now()).toISOString(),
          requestContext: {
            requestId: outcome.requestId,
            functionArn: `${fn.arn}:$LATEST`,
            condition: 'RetriesExhausted',
            approximateInvokeCount: 1,
          },
          requestPayload: input,
          responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
          responsePayload: outcome.error,
        }),
      );
    }
  };

  for (const { id, properties } of template.all('AWS::Scheduler::Schedule', schedule)) {
    const fn = functions.get(properties.Target.Arn);
    if (!fn) throw new Error(`The schedule ${id} has a target that is no function`);
    const fire = (): void => {
      const next = properties.ScheduleExpression(clock.now(), properties.ScheduleExpressionTimezone);
      cancels.set(id, clock.at(next, fire));
      void invoke(fn, JSON.parse(properties.Target.Input ?? '{}'));
    };
    fire();
  }
  return {
    stop: () => {
      for (const cancel of cancels.values()) cancel();
    },
  };
};
