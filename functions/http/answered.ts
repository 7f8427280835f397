import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { referralIdForm } from '../../contracts/ids.ts';

/** One answer, for a line of the log: codes and ids, never a path, a query or a body. */
export interface Answered {
  readonly route: string;
  readonly status: number;
  readonly requestId: string;
  readonly correlationId: string;
  readonly client?: string;
  /** Where the path names one. */
  readonly referral?: string;
}

const inPath = new RegExp(`/(${referralIdForm})(?![0-9a-z])`);

export const answeredBy = (
  event: APIGatewayProxyEvent,
  { statusCode, headers = {} }: APIGatewayProxyResult,
): Answered => {
  const client: unknown = event.requestContext?.authorizer?.client;
  const referral = inPath.exec(event.path)?.[1];
  return {
    route: `${event.httpMethod} ${event.requestContext?.resourcePath ?? '/'}`,
    status: statusCode,
    requestId: String(headers['x-request-id']),
    correlationId: String(headers['x-correlation-id']),
    ...(typeof client === 'string' ? { client } : {}),
    ...(referral ? { referral } : {}),
  };
};
