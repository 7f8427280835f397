import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { referralIdForm } from '../../contracts/ids.ts';
import type { Actor } from '../domain/referral.ts';
import { principalOf } from './principal.ts';

/** One answer, for a line of the log: codes and ids, never a path, a query or a body. */
export interface Answered {
  readonly route: string;
  readonly status: number;
  readonly requestId: string;
  readonly correlationId: string;
  readonly client?: string;
  /** Signed in to the pages: a code of their organisation's own. */
  readonly person?: string;
  /** As what they ask, where roles were named: space separated. */
  readonly as?: string;
  /** For which it asked, where it may. */
  readonly organisation?: string;
  /** Where the path names one. */
  readonly referral?: string;
}

const inPath = new RegExp(`/(${referralIdForm})(?![0-9a-z])`);

export const answeredBy = (
  event: APIGatewayProxyEvent,
  { statusCode, headers = {} }: APIGatewayProxyResult,
): Answered => {
  const client: unknown = event.requestContext?.authorizer?.client;
  const principal = principalOf({ ...event, headers: inLowerCase(event.headers) });
  const referral = inPath.exec(event.path)?.[1];
  return {
    route: `${event.httpMethod} ${event.requestContext?.resourcePath ?? '/'}`,
    status: statusCode,
    requestId: String(headers['x-request-id']),
    correlationId: String(headers['x-correlation-id']),
    ...(typeof client === 'string' ? { client } : {}),
    ...(principal.ok ? whoOf(principal.value.actor) : {}),
    ...(referral ? { referral } : {}),
  };
};

const whoOf = ({ organisation, person, as }: Actor): Pick<Answered, 'organisation' | 'person' | 'as'> => ({
  organisation,
  ...(person === undefined ? {} : { person }),
  ...(as === undefined ? {} : { as: as.join(' ') }),
});

const inLowerCase = (headers: APIGatewayProxyEvent['headers'] | null): APIGatewayProxyEvent['headers'] =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
