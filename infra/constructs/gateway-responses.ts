import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { RefusalCode } from '../../contracts/refusals.ts';
import { fault, headersOf, type Issue, issueOf } from '../../functions/http/issues.ts';
import { operationOutcome } from '../../functions/http/operation-outcome.ts';
import { always } from '../../functions/http/respond.ts';

interface Answer {
  readonly type: ResponseType;
  readonly issue: Issue;
  /** The status that API Gateway chose stands. */
  readonly keepsStatus?: boolean;
}

const refused = (type: ResponseType, code: RefusalCode): Answer => ({ type, issue: issueOf({ code }) });

/** For whoever means well and cannot see the rule: what it may be, and what was done, which is nothing. */
const refusedByFirewall =
  'The firewall refused this request, and nothing was stored: a path that leads nowhere, a body of a megabyte or more, too many requests from one address, or what looks like an attack. Ask whoever runs the hub, with your X-Request-Id.';

/** What API Gateway and the firewall answer themselves, before or instead of a function. */
const answers: readonly Answer[] = [
  refused(ResponseType.UNAUTHORIZED, 'not-signed-in'),
  refused(ResponseType.ACCESS_DENIED, 'not-signed-in'),
  // An unknown path: API Gateway takes it for a request that lacks AWS's own kind of signature.
  refused(ResponseType.MISSING_AUTHENTICATION_TOKEN, 'not-found'),
  // The same with a token of ours, which it tries to read as that signature.
  refused(ResponseType.INVALID_SIGNATURE, 'not-found'),
  refused(ResponseType.RESOURCE_NOT_FOUND, 'not-found'),
  refused(ResponseType.REQUEST_TOO_LARGE, 'too-large'),
  refused(ResponseType.UNSUPPORTED_MEDIA_TYPE, 'wrong-content-type'),
  refused(ResponseType.THROTTLED, 'too-many'),
  refused(ResponseType.QUOTA_EXCEEDED, 'too-many'),
  // It is short of time while everything starts; asked again a second later, it answers.
  refused(ResponseType.AUTHORIZER_FAILURE, 'busy'),
  {
    type: ResponseType.WAF_FILTERED,
    issue: {
      ...issueOf({ code: 'invalid-input', diagnostics: refusedByFirewall }),
      status: 403,
      issue: 'security',
    },
  },
  { type: ResponseType.DEFAULT_4XX, issue: issueOf({ code: 'invalid-input' }), keepsStatus: true },
  { type: ResponseType.INTEGRATION_TIMEOUT, issue: { ...fault, status: 504 } },
  { type: ResponseType.DEFAULT_5XX, issue: fault, keepsStatus: true },
];

const constant = (value: string): string => `'${value}'`;

/** A value stands in single quotes here, so that one which holds some (the content security policy) cannot. */
const quotable = (all: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value.includes("'") ? [] : [[name, constant(value)]])),
  );

const headers = ({ status }: Issue): Record<string, string> => ({
  'Content-Type': constant('application/fhir+json'),
  ...quotable(always),
  'X-Request-Id': 'method.request.header.X-Request-Id',
  'X-Correlation-Id': 'method.request.header.X-Correlation-Id',
  ...Object.fromEntries(Object.entries(headersOf(status)).map(([name, value]) => [name, constant(value)])),
});

/** Every answer is an OperationOutcome and carries the caller's ids (DESIGN 7). */
export const addGatewayResponses = (api: RestApi, publicUrl: string): void => {
  for (const { type, issue, keepsStatus } of answers) {
    api.addGatewayResponse(type.responseType, {
      type,
      ...(keepsStatus ? {} : { statusCode: String(issue.status) }),
      responseHeaders: headers(issue),
      templates: { 'application/json': JSON.stringify(operationOutcome([issue], publicUrl)) },
    });
  }
};
