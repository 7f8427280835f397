import { z } from 'zod';
import type { Template } from '../template/template.ts';
import { AccessDenied } from './access.ts';
import type { ServiceMay } from './resource-policies.ts';

const logGroup = z.looseObject({ KmsKeyId: z.string() });
const topic = z.looseObject({ KmsMasterKeyId: z.string() });
const alarm = z.looseObject({ AlarmActions: z.array(z.string()) });
const archive = z.looseObject({ KmsKeyIdentifier: z.string() });
const bus = z.looseObject({ DeadLetterConfig: z.object({ Arn: z.string() }) });
const rule = z.looseObject({ Targets: z.array(z.looseObject({ DeadLetterConfig: z.object({ Arn: z.string() }) })) });
const permission = z.strictObject({
  Action: z.literal('lambda:InvokeFunction'),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string(),
});

/** What logs do with a key: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
const logs = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey', 'DescribeKey'];
/** What an archive does: https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-archives.html */
const archives = ['Decrypt', 'GenerateDataKey', 'DescribeKey', 'ReEncryptFrom', 'ReEncryptTo'];

/**
 * Services of AWS that write into keys and topics of ours: a policy that forbids it would be found out only when the log
 * or the alarm is needed. Throws in the words of AWS.
 */
export const demandForServices = (template: Template, may: ServiceMay): void => {
  const { region } = template.place;
  const check = (service: string, action: string, resource: string, context = {}): void => {
    if (may(service, { action, resource, context })) return;
    throw new AccessDenied(
      `${service} is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`,
    );
  };
  for (const { identity, properties } of template.all('AWS::Logs::LogGroup', logGroup)) {
    const context = { 'kms:EncryptionContext:aws:logs:arn': (identity.attributes.Arn ?? '').replace(/:\*$/, '') };
    for (const action of logs) check(`logs.${region}.amazonaws.com`, `kms:${action}`, properties.KmsKeyId, context);
  }
  for (const { properties } of template.all('AWS::Events::Archive', archive)) {
    for (const action of archives) check('events.amazonaws.com', `kms:${action}`, properties.KmsKeyIdentifier);
  }
  const ends = [
    ...template.all('AWS::Events::EventBus', bus).map(({ properties }) => properties.DeadLetterConfig.Arn),
    ...template
      .all('AWS::Events::Rule', rule)
      .flatMap(({ properties }) => properties.Targets.map(({ DeadLetterConfig }) => DeadLetterConfig.Arn)),
  ];
  for (const end of ends) check('events.amazonaws.com', 'sqs:SendMessage', end);
  const topics = new Map(template.all('AWS::SNS::Topic', topic).map((one) => [one.identity.ref, one.properties]));
  for (const arn of new Set(
    template.all('AWS::CloudWatch::Alarm', alarm).flatMap((one) => one.properties.AlarmActions),
  )) {
    check('cloudwatch.amazonaws.com', 'sns:Publish', arn);
    const key = topics.get(arn)?.KmsMasterKeyId ?? '';
    for (const action of ['Decrypt', 'GenerateDataKey']) check('cloudwatch.amazonaws.com', `kms:${action}`, key);
  }
};

/** Which functions API Gateway may invoke, and from where: without a permission the caller gets a 500. */
export const invocationsAllowed = (template: Template): ((functionArn: string, from: string) => boolean) => {
  const permissions = template.all('AWS::Lambda::Permission', permission).map(({ properties }) => properties);
  return (functionArn, from) =>
    permissions.some(
      ({ FunctionName, Principal, SourceArn }) =>
        FunctionName === functionArn &&
        Principal === 'apigateway.amazonaws.com' &&
        new RegExp(`^${SourceArn.replaceAll('*', '[^/]*')}`).test(from),
    );
};
