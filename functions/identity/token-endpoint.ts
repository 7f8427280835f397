import { refuse } from '../domain/result.ts';
import { errorPageUrl } from '../http/error-page-url.ts';
import { type Limit, limitHeaders } from '../http/limits.ts';
import type { ApiRequest, OpenRoute, Reply } from '../http/request.ts';
import type { Language } from '../http/respond.ts';
import type { ProvenClient } from './access-token.ts';
import type { AssertionFault, Verified } from './client-assertion.ts';
import { type OauthError, oauthErrors, readTokenRequest } from './token-request.ts';

export const tokenPath = '/oauth2/token';

interface TokenPorts {
  readonly verify: (assertion: string) => Promise<Verified>;
  /** A bearer token for a client that proved who it is, and the seconds that it holds. */
  readonly issue: (proven: ProvenClient, now: string) => Promise<{ readonly token: string; readonly seconds: number }>;
  readonly limits: (client: string, now: string) => Promise<readonly Limit[]>;
  readonly publicKeys: () => Promise<{ readonly keys: readonly object[] }>;
  /** The hub's own address, without a slash at its end. */
  readonly publicUrl: string;
  /** Before it is answered. */
  readonly told: (outcome: TokenOutcome, request: ApiRequest) => Promise<void>;
}

export interface TokenOutcome {
  readonly refused?: OauthError | AssertionFault | 'too-many';
  readonly client?: string;
}

/** The token endpoint and our public keys. */
export const tokenRoutes = (ports: TokenPorts): readonly OpenRoute[] => [
  { method: 'POST', path: tokenPath, open: true, handle: (request) => answerToken(ports, request) },
  {
    method: 'GET',
    path: '/.well-known/jwks.json',
    open: true,
    handle: async () => ({
      status: 200,
      headers: { 'cache-control': 'public, max-age=300' },
      body: await ports.publicKeys(),
    }),
  },
];

const answerToken = async (ports: TokenPorts, request: ApiRequest): Promise<Reply> => {
  const read = readTokenRequest(request.body);
  if ('error' in read) {
    await ports.told({ refused: read.error }, request);
    return oauthRefusal(read.error);
  }
  const verified = await ports.verify(read.assertion);
  if (!verified.ok) {
    await ports.told({ refused: verified.fault, ...(verified.client ? { client: verified.client } : {}) }, request);
    // Unknown, revoked, badly signed and used before look the same from outside.
    const { status, body } = oauthRefusal('invalid_client');
    return { status, body: { ...body, error_uri: errorPageUrl(ports.publicUrl, 'invalid-client') } };
  }
  const limits = await ports.limits(verified.client, request.now);
  if (limits.some(({ over }) => over)) {
    await ports.told({ refused: 'too-many', client: verified.client }, request);
    return { ...refuse('too-many'), headers: limitHeaders(limits) };
  }
  const { token, seconds } = await ports.issue(verified, request.now);
  await ports.told({ client: verified.client }, request);
  return {
    status: 200,
    headers: limitHeaders(limits),
    body: { access_token: token, token_type: 'Bearer', expires_in: seconds },
  };
};

const says: Readonly<Record<OauthError, string>> = {
  invalid_request: 'A form with grant_type, client_assertion_type and client_assertion is required, each once.',
  unsupported_grant_type: 'Only client_credentials is supported.',
  invalid_client: 'The client assertion was not accepted.',
};

const oauthRefusal = (error: OauthError) => ({
  status: oauthErrors[error],
  body: { error, error_description: says[error] },
});

/** How the endpoint says no before a route is reached: the words of RFC 6749 5.2, the statuses of the other APIs. */
export const oauthLanguage: Language = {
  answers: 'application/json',
  refusals: 'application/json',
  consumes: ['application/x-www-form-urlencoded'],
  render: ([first], _, status) => ({
    error: status === 500 ? 'server_error' : 'invalid_request',
    error_description: first.says,
  }),
};
