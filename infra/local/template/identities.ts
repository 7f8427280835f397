import { createHash } from 'node:crypto';

/** Where the template is said to be deployed. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly stack: string;
  /** Origin of queue URLs: the SDK sends messages to where the URL points. */
  readonly queueOrigin: string;
}

/** What `Ref` and `Fn::GetAtt` give for one resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Naming = (id: string, properties: Readonly<Record<string, unknown>>, place: Place) => Identity;

const arn = (service: string, { region, account }: Place, rest: string): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

const given = (properties: Readonly<Record<string, unknown>>, name: string): string | undefined =>
  typeof properties[name] === 'string' ? properties[name] : undefined;

/** KMS names keys by UUID. Derived, so that it is the same after every start; the key pair itself is random and kept. */
const uuid = (id: string): string => {
  const hex = createHash('sha256').update(id).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};

/** Names as CloudFormation gives them, except that they hold no random part: a restart must find its data again. */
const namings: Readonly<Record<string, Naming>> = {
  'AWS::DynamoDB::GlobalTable': (id, _, place) => {
    const name = `${place.stack}-${id}`;
    const table = arn('dynamodb', place, `table/${name}`);
    return { ref: name, attributes: { Arn: table, StreamArn: `${table}/stream/local` } };
  },
  'AWS::Lambda::Function': (id, properties, place) => {
    const name = given(properties, 'FunctionName') ?? `${place.stack}-${id}`;
    return { ref: name, attributes: { Arn: arn('lambda', place, `function:${name}`) } };
  },
  'AWS::IAM::Role': (id, _, place) => {
    const name = `${place.stack}-${id}`;
    return { ref: name, attributes: { Arn: `arn:aws:iam::${place.account}:role/${name}` } };
  },
  'AWS::SQS::Queue': (id, _, place) => {
    const name = `${place.stack}-${id}`;
    return {
      ref: `${place.queueOrigin}/${place.account}/${name}`,
      attributes: { Arn: arn('sqs', place, name), QueueName: name },
    };
  },
  'AWS::Events::EventBus': (id, properties, place) => {
    const name = given(properties, 'Name') ?? id;
    return { ref: name, attributes: { Arn: arn('events', place, `event-bus/${name}`), Name: name } };
  },
  'AWS::KMS::Key': (id, _, place) => ({ ref: uuid(id), attributes: { Arn: arn('kms', place, `key/${uuid(id)}`) } }),
  'AWS::SecretsManager::Secret': (id, _, place) => ({
    ref: arn('secretsmanager', place, `secret:${place.stack}-${id}-local1`),
    attributes: {},
  }),
  'AWS::Logs::LogGroup': (id, _, place) => {
    const name = `${place.stack}-${id}`;
    return { ref: name, attributes: { Arn: arn('logs', place, `log-group:${name}:*`) } };
  },
  'AWS::SNS::Topic': (id, _, place) => ({ ref: arn('sns', place, `${place.stack}-${id}`), attributes: {} }),
  'AWS::ApiGateway::RestApi': (id) => ({ ref: id, attributes: { RootResourceId: `${id}-root` } }),
  'AWS::ApiGateway::Stage': (id, properties) => ({ ref: given(properties, 'StageName') ?? id, attributes: {} }),
  'AWS::WAFv2::WebACL': (id, _, place) => ({
    ref: id,
    attributes: { Arn: arn('wafv2', place, `regional/webacl/${id}`) },
  }),
};

export const identityOf = (
  type: string,
  id: string,
  properties: Readonly<Record<string, unknown>>,
  place: Place,
): Identity => namings[type]?.(id, properties, place) ?? { ref: id, attributes: {} };
