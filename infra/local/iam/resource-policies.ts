import { z } from 'zod';
import type { Template } from '../template/template.ts';
import type { AskedLog } from './asked-log.ts';
import { type Asked, isAllowed, policyDocument, type Statement } from './policy.ts';

const key = z.looseObject({ KeyPolicy: policyDocument });
const ofQueues = z.strictObject({ PolicyDocument: policyDocument, Queues: z.array(z.string()) });
const ofTopics = z.strictObject({ PolicyDocument: policyDocument, Topics: z.array(z.string()) });
const queue = z.looseObject({});

/** Policies that stand at keys, queues and topics, by the ARN of what they guard. */
export const resourcePoliciesOf = (template: Template): ReadonlyMap<string, readonly Statement[]> => {
  const queues = new Map(
    template.all('AWS::SQS::Queue', queue).map(({ identity }) => [identity.ref, identity.attributes.Arn ?? '']),
  );
  return new Map([
    ...template
      .all('AWS::KMS::Key', key)
      .map(({ identity, properties }) => onKey(identity.attributes.Arn ?? '', properties.KeyPolicy.Statement)),
    ...template
      .all('AWS::SQS::QueuePolicy', ofQueues)
      .flatMap(({ properties: { Queues, PolicyDocument } }) =>
        Queues.map((url) => [queues.get(url) ?? url, PolicyDocument.Statement] as const),
      ),
    ...template
      .all('AWS::SNS::TopicPolicy', ofTopics)
      .flatMap(({ properties: { Topics, PolicyDocument } }) =>
        Topics.map((arn) => [arn, PolicyDocument.Statement] as const),
      ),
  ]);
};

/** In the policy of a key `*` means that key. */
const onKey = (arn: string, statements: readonly Statement[]): readonly [string, readonly Statement[]] => [
  arn,
  statements.map((statement) => ({
    ...statement,
    Resource: statement.Resource.map((one) => (one === '*' ? arn : one)),
  })),
];

/** Whether a service of AWS may do something to a resource of the template, by that resource's own policy. */
export type ServiceMay = (service: string, asked: Omit<Asked, 'service'>) => boolean;

export const serviceAccess = (template: Template, log: AskedLog): ServiceMay => {
  const policies = resourcePoliciesOf(template);
  return (service, { action, resource, context }) => {
    const asked: Asked = {
      ...{ service, action, resource },
      context: { 'aws:SourceAccount': template.place.account, 'aws:SecureTransport': 'true', ...context },
    };
    log.note({ who: service, asked });
    return isAllowed(policies.get(resource) ?? [], asked);
  };
};
