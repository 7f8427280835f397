import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { requestId } from '../../contracts/ids.ts';
import type { Participants } from '../usecases/ports.ts';
import type { ProvenClient } from './access-token.ts';
import { thumbprintsOf } from './client-key.ts';

/** Seen by the API as `requestContext.authorizer`. */
interface CallerContext extends Record<string, string> {
  readonly client: string;
  /** Codes of the organisations that it may act for, joined by commas. */
  readonly organisations: string;
}

type CallerFault = 'no-token' | 'bad-token' | 'unknown-client' | 'inactive-client' | 'retired-key';

/**
 * Who calls. The register is read each time this runs, so a revoked client, or one whose token was got with a key that is
 * retired since, is out as soon as API Gateway forgets the answer (30 s). The policy covers the whole stage: a narrower one would be cached and then refuse the next path.
 */
export const identify =
  (ports: {
    readonly participants: Participants;
    readonly readToken: (token: string, now: Date) => Promise<ProvenClient | undefined>;
  }) =>
  async (authorization: string | undefined, now: Date): Promise<CallerContext | CallerFault> => {
    const token = /^bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return 'no-token';
    const proven = await ports.readToken(token, now);
    if (proven === undefined) return 'bad-token';
    const client = await ports.participants.client(proven.client);
    if (!client) return 'unknown-client';
    if (!client.active) return 'inactive-client';
    if (!(await thumbprintsOf(client)).includes(proven.key)) return 'retired-key';
    return { client: client.client, organisations: client.organisations.join(',') };
  };

/** The one Authorization header; two of them are nobody. */
export const authorizationOf = (event: APIGatewayRequestAuthorizerEvent): string | undefined => {
  const sent = Object.entries(event.multiValueHeaders ?? {})
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .flatMap(([, values]) => values ?? []);
  if (sent.length > 0) return sent.length === 1 ? sent[0] : undefined;
  return Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
};

/** As the caller named it, for a line of the log. Whoever is refused may write anything there: what is no id is left out. */
export const correlationOf = ({ headers }: APIGatewayRequestAuthorizerEvent): string | undefined => {
  const sent = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'x-correlation-id')?.[1];
  return sent !== undefined && requestId.test(sent) ? sent : undefined;
};

export const stagePolicy = (
  methodArn: string,
  effect: 'Allow' | 'Deny',
  principalId: string,
  context?: CallerContext,
): APIGatewayAuthorizerResult => {
  const [api, stage] = methodArn.split('/');
  return {
    principalId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: `${api}/${stage}/*/*` }],
    },
    ...(context ? { context } : {}),
  };
};
