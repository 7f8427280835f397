import { z } from 'zod';
import type { Caller } from '../aws/call.ts';
import { demand, type Need } from '../iam/access.ts';
import type { AskedLog } from '../iam/asked-log.ts';
import { grantsOf } from '../iam/roles.ts';
import type { Queues } from '../queues/queues.ts';
import type { Template } from '../template/template.ts';
import { accessKeyOf, functionsOf } from './functions.ts';
import { mappingsOf } from './mappings.ts';
import { invokeConfig, schedule } from './schedules.ts';

/** Who calls, by access key: each function with what its role in the template allows. */
export const callersOf = (template: Template, log: AskedLog): ReadonlyMap<string, Caller> => {
  const grants = grantsOf(template);
  return new Map(
    functionsOf(template).map((fn) => {
      const { Role } = fn.properties;
      return [accessKeyOf(fn), { functionName: fn.identity.ref, role: Role, statements: grants.get(Role) ?? [], log }];
    }),
  );
};

type Check = (functionName: string, through: string, needs: readonly Need[]) => void;

/**
 * Lambda and the scheduler read queues and streams, write logs and fill failure destinations with roles of ours. They do so
 * here without a call, so the grants are asked for before the start.
 */
export const demandForRoles = (template: Template, queues: Queues, log: AskedLog): void => {
  const callers = callersOf(template, log);
  const check: Check = (functionName, through, needs) => {
    const caller = [...callers.values()].find((one) => one.functionName === functionName);
    if (!caller) throw new Error(`An event source mapping names ${functionName}, which is no function`);
    demand(caller, template.place.region, needs, through);
  };
  demandLogs(template, check);
  demandSources(template, queues, check);
  for (const { properties } of template.all('AWS::Lambda::EventInvokeConfig', invokeConfig)) {
    const needs = [queues.sendNeed(properties.DestinationConfig.OnFailure.Destination)];
    check(properties.FunctionName, 'Lambda: on-failure destination', needs);
  }
  const grants = grantsOf(template);
  for (const { properties } of template.all('AWS::Scheduler::Schedule', schedule)) {
    const { RoleArn: role, Arn, DeadLetterConfig } = properties.Target;
    const needs = [{ action: 'lambda:InvokeFunction', resource: Arn }, queues.sendNeed(DeadLetterConfig.Arn)];
    demand({ role, statements: grants.get(role) ?? [], log }, template.place.region, needs, 'Scheduler');
  }
};

const demandLogs = (template: Template, check: Check): void => {
  const arns = new Map(
    template
      .all('AWS::Logs::LogGroup', z.unknown())
      .map(({ identity }) => [identity.ref, identity.attributes.Arn ?? '']),
  );
  for (const { identity, properties } of functionsOf(template)) {
    const resource = arns.get(properties.LoggingConfig.LogGroup) ?? '';
    const needs = ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({ action, resource }));
    check(identity.ref, 'Lambda: logs', needs);
  }
};

const demandSources = (template: Template, queues: Queues, check: Check): void => {
  const { queues: onQueues, streams } = mappingsOf(template);
  for (const { FunctionName, EventSourceArn } of onQueues) {
    const queue = queues.byArn(EventSourceArn);
    check(FunctionName, 'Lambda: reads a queue', [
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
    check(FunctionName, 'Lambda: reads a stream', [
      { action: 'dynamodb:DescribeStream', resource: EventSourceArn },
      { action: 'dynamodb:GetRecords', resource: EventSourceArn },
      { action: 'dynamodb:GetShardIterator', resource: EventSourceArn },
      { action: 'dynamodb:ListStreams', resource: EventSourceArn },
      queues.sendNeed(DestinationConfig.OnFailure.Destination),
    ]);
  }
};
