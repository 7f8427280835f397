import { z } from 'zod';
import type { DeployedResource } from './deployed-resources.ts';
import { added, type Bill, type Given } from './work-bill.ts';

export const minutesOfMonth = 30 * 24 * 60;

type Cost = (all: readonly DeployedResource[], given: Given) => Bill;

/** Ones that are paid for by the piece and month. */
const each =
  (name: string): Cost =>
  (all) => ({ [name]: all.length });

/** What a schedule starts in a month; one by the calendar is taken for a daily one. */
const startsOf = ({ properties }: DeployedResource): number => {
  const units: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };
  const [, count = '1', unit = 'day'] = /^rate\((\d+) (\w+?)s?\)$/.exec(String(properties.ScheduleExpression)) ?? [];
  return minutesOfMonth / (Number(count) * (units[unit] ?? 1440));
};

const byWork = 'is paid for by what is done with it';
const free = 'costs nothing';

/** Of every type in the template, what it costs to have, or why it costs nothing. One that is not here stops the sheet. */
const costs: Readonly<Record<string, Cost | typeof byWork | typeof free>> = {
  'AWS::ApiGateway::Account': free,
  'AWS::ApiGateway::Authorizer': free,
  'AWS::ApiGateway::Deployment': free,
  'AWS::ApiGateway::GatewayResponse': free,
  'AWS::ApiGateway::Method': free,
  'AWS::ApiGateway::Resource': free,
  'AWS::ApiGateway::RestApi': byWork,
  'AWS::ApiGateway::Stage': free,
  // Metrics of AWS's services are free; ours are paid for by the hours in which they are sent, and most are sent when something fails.
  'AWS::CloudWatch::Alarm': (all, { metricsOfAnHour }) => ({
    'CloudWatch alarms': all.length,
    'CloudWatch metrics': metricsOfAnHour,
  }),
  'AWS::CloudWatch::Dashboard': each('CloudWatch dashboards'),
  // What the referrals of nobody leave in a month; those of people come with them.
  'AWS::DynamoDB::GlobalTable': (_, { assumed }) => {
    const gigabytes = ((minutesOfMonth / 15) * assumed('bytes that a loop stores')) / 1e9;
    return { 'DynamoDB storage': gigabytes, 'DynamoDB point-in-time recovery': gigabytes };
  },
  'AWS::Events::Archive': byWork,
  'AWS::Events::EventBus': byWork,
  'AWS::Events::Rule': free,
  'AWS::IAM::Policy': free,
  'AWS::IAM::Role': free,
  'AWS::KMS::Key': each('KMS keys'),
  'AWS::Lambda::EventInvokeConfig': free,
  // Lambda asks a queue again and again; asking a stream is free.
  'AWS::Lambda::EventSourceMapping': (all, { assumed }) => {
    const queues = all.filter(({ properties }) => !properties.StartingPosition).length;
    return { 'SQS requests': (queues * minutesOfMonth * assumed('empty polls of a queue in a minute')) / 1e6 };
  },
  'AWS::Lambda::Function': byWork,
  'AWS::Lambda::Permission': free,
  'AWS::Logs::LogGroup': byWork,
  'AWS::Logs::QueryDefinition': free,
  'AWS::SES::ConfigurationSet': free,
  'AWS::SES::ConfigurationSetEventDestination': free,
  'AWS::SES::EmailIdentity': (_, { assumed }) => ({ 'E-mails': assumed('e-mails in a month') / 1e3 }),
  'AWS::SNS::Topic': byWork,
  'AWS::SNS::TopicPolicy': free,
  'AWS::SQS::Queue': byWork,
  'AWS::SQS::QueuePolicy': free,
  'AWS::Scheduler::Schedule': (all) => ({
    Scheduler: all.reduce((sum, one) => sum + startsOf(one), 0) / 1e6,
  }),
  // That of MESH is there only with a mailbox there, which a hub begins without.
  'AWS::SecretsManager::Secret': (all) => ({ Secrets: all.filter(({ condition }) => condition === undefined).length }),
  'AWS::WAFv2::LoggingConfiguration': (_, { assumed }) => {
    const bytes = assumed('requests that the firewall refuses in a month') * assumed('bytes of log of each');
    return { 'CloudWatch Logs, of the firewall': bytes / 1e9 };
  },
  'AWS::WAFv2::WebACL': (all) => ({
    'WAF web ACLs': all.length,
    'WAF rules': all.reduce((sum, { properties }) => sum + z.array(z.unknown()).parse(properties.Rules).length, 0),
  }),
  'AWS::WAFv2::WebACLAssociation': free,
};

/** What stands there, whether anybody comes or not. @throws for a type of which nobody said what it costs */
export const standing = (resources: readonly DeployedResource[], given: Given): Bill => {
  const types = [...new Set(resources.map(({ type }) => type))];
  const unknown = types.filter((type) => !(type in costs));
  if (unknown.length > 0) throw new Error(`infra/build/standing-bill.ts does not say what ${unknown.join(', ')} costs`);
  return added(
    ...types.map((type) => {
      const cost = costs[type];
      const all = resources.filter((one) => one.type === type);
      return typeof cost === 'function' ? cost(all, given) : {};
    }),
  );
};
