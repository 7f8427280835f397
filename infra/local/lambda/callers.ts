import type { Caller } from '../aws/call.ts';
import { demand, type Need } from '../iam/access.ts';
import { grantsOf } from '../iam/roles.ts';
import type { Queues } from '../queues/queues.ts';
import type { Template } from '../template/template.ts';
import { accessKeyOf, functionsOf } from './functions.ts';
import { mappingsOf } from './mappings.ts';

/** Who calls, by access key: each function with what its role in the template allows. */
export const callersOf = (template: Template): ReadonlyMap<string, Caller> => {
  const grants = grantsOf(template);
  return new Map(
    functionsOf(template).map((fn) => {
      const { Role } = fn.properties;
      return [accessKeyOf(fn), { functionName: fn.identity.ref, role: Role, statements: grants.get(Role) ?? [] }];
    }),
  );
};

/**
 * Lambda reads queues and streams, and writes to failure destinations, with the function's role. It does so here without
 * a call, so the grants are asked for before the start.
 */
export const demandSources = (template: Template, queues: Queues): void => {
  const callers = callersOf(template);
  const { queues: onQueues, streams } = mappingsOf(template);
  const check = (functionName: string, needs: readonly Need[]): void => {
    const caller = [...callers.values()].find((one) => one.functionName === functionName);
    if (!caller) throw new Error(`An event source mapping names ${functionName}, which is no function`);
    demand(caller, template.place.region, needs);
  };
  for (const { FunctionName, EventSourceArn } of onQueues) {
    const queue = queues.byArn(EventSourceArn);
    check(FunctionName, [
      {
        action: 'sqs:ReceiveMessage',
        resource: EventSourceArn,
        ...(queue.key ? { key: { arn: queue.key, actions: ['Decrypt'] } } : {}),
      },
      { action: 'sqs:DeleteMessage', resource: EventSourceArn },
      { action: 'sqs:GetQueueAttributes', resource: EventSourceArn },
    ]);
  }
  for (const { FunctionName, EventSourceArn, DestinationConfig } of streams) {
    check(FunctionName, [
      { action: 'dynamodb:DescribeStream', resource: EventSourceArn },
      { action: 'dynamodb:GetRecords', resource: EventSourceArn },
      { action: 'dynamodb:GetShardIterator', resource: EventSourceArn },
      { action: 'dynamodb:ListStreams', resource: EventSourceArn },
      queues.sendNeed(DestinationConfig.OnFailure.Destination),
    ]);
  }
};
