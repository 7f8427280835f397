/** What infra/local carries out. */
export const carriedOut: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SES::EmailIdentity',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
]);

/** What means nothing on one machine, and why. */
export const nothingToDoLocally: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Account': 'the role with which API Gateway writes logs',
  'AWS::ApiGateway::Deployment': 'the routes are served as they stand in the template',
  'AWS::CloudWatch::Dashboard': 'a picture of numbers; GET /alarms of the control door has what it is drawn from',
  'AWS::Events::Archive': 'nothing replays events here; the ledger can be projected again',
  'AWS::Logs::LogGroup': 'logs go to files of the data folder',
  'AWS::Logs::QueryDefinition': 'logs are files here: grep finds what the query would',
  'AWS::SNS::Topic': 'alarms are printed where the hub was started',
};

/** Silence would make local lie: what the template holds is run, or listed as nothing to do, or stops the start. */
export const refuseUnknown = (types: Iterable<string>): void => {
  const unknown = [...new Set(types)].filter((type) => !carriedOut.has(type) && !(type in nothingToDoLocally));
  if (unknown.length === 0) return;
  throw new Error(
    `The template holds ${unknown.join(', ')}, which infra/local neither runs nor lists as nothing to do locally (infra/local/template/coverage.ts)`,
  );
};
