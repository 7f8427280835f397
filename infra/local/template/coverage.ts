/** What infra/local carries out. */
export const carriedOut: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
]);

/** What means nothing on one machine, and why. */
export const nothingToDoLocally: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Account': 'the role with which API Gateway writes logs',
  'AWS::ApiGateway::Deployment': 'the routes are served as they stand in the template',
  'AWS::CloudWatch::Alarm': 'failures are printed where the hub was started',
  'AWS::Events::Archive': 'nothing replays events here; the ledger can be projected again',
  'AWS::Lambda::Permission': 'what the template connects is invoked',
  'AWS::Logs::LogGroup': 'logs go to files of the data folder',
  'AWS::SNS::Topic': 'nobody is called out for a machine on a desk',
  'AWS::SNS::TopicPolicy': 'nobody is called out for a machine on a desk',
  'AWS::SQS::QueuePolicy': 'queues are reached through the local endpoint only',
  'AWS::WAFv2::WebACL': 'the hub listens on the loopback address only',
  'AWS::WAFv2::WebACLAssociation': 'the hub listens on the loopback address only',
};

/** Silence would make local lie: what the template holds is run, or listed as nothing to do, or stops the start. */
export const refuseUnknown = (types: Iterable<string>): void => {
  const unknown = [...new Set(types)].filter((type) => !carriedOut.has(type) && !(type in nothingToDoLocally));
  if (unknown.length === 0) return;
  throw new Error(
    `The template holds ${unknown.join(', ')}, which infra/local neither runs nor lists as nothing to do locally (infra/local/template/coverage.ts)`,
  );
};
