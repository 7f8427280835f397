import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  /** Each header as often as it was sent. */
  readonly every?: Record<string, string[]>;
  readonly body?: string;
  readonly base64?: true;
  readonly query?: Record<string, string[]>;
  readonly client?: string;
  readonly organisations?: string;
}

/** What API Gateway hands over for a request, as far as the pipeline reads it. */
export const event = (sent: Sent): APIGatewayProxyEvent => {
  const { method = 'GET', path = '/x', headers = {}, every = {}, body, base64, query, client, organisations } = sent;
  const authorizer = client === undefined ? null : { client, organisations };
  return {
    httpMethod: method,
    path,
    headers,
    multiValueHeaders: every,
    queryStringParameters: null,
    multiValueQueryStringParameters: query ?? null,
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    resource: '/{proxy+}',
    body: body ?? null,
    isBase64Encoded: base64 ?? false,
    requestContext: { authorizer } as APIGatewayProxyEvent['requestContext'],
  };
};

export const context = {} as Context;

export const header = (answer: APIGatewayProxyResult, name: string): string | undefined => {
  const value = answer.headers?.[name];
  return value === undefined ? undefined : String(value);
};
