import type { Deed } from '../../contracts/authority/deeds.ts';
import type { Actor } from '../domain/referral.ts';
import type { Result } from '../domain/result.ts';

/** Who calls: software, the organisation it acts for in this request, and all that it may act for. */
export interface Principal {
  readonly actor: Actor;
  readonly organisations: readonly string[];
}

/** A request free of any gateway: what a route handler reads, and nothing else. */
export interface ApiRequest {
  /** As the caller sent it: a HEAD finds the route of a GET, and nothing of what it answers leaves but the headers. */
  readonly method: string;
  /** As the caller wrote it, without the query: `/FHIR/R4/Task/x.t1`. */
  readonly path: string;
  /** Path parameters by the names of the route, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Raw text, at most 384 KiB of UTF-8; empty when there is none. */
  readonly body: string;
  /** X-Request-Id of the caller, else made here. A UUID. */
  readonly requestId: string;
  readonly correlationId: string;
  /** SHA-256 of method, path and body, base64url: tells a repeat from another request with the same id. */
  readonly bodyHash: string;
  /** ISO 8601 UTC with milliseconds. */
  readonly now: string;
}

/** A request with its caller: what every route but the open ones is handed. */
export interface SignedIn extends ApiRequest {
  readonly principal: Principal;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Each a `Set-Cookie` of its own. */
  readonly cookies?: readonly string[];
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent as it is, instead of a body: a page. */
  readonly text?: string;
  /** An OperationOutcome with the warnings about what was done, for who prefers that to the body. */
  readonly advice?: object;
  /** Of what was asked for, something is not there, or not the caller's: nobody may tell which by the time it took. */
  readonly missed?: true;
  /** Laid out for a person to read. */
  readonly pretty?: boolean;
}

/** A handler answers, or refuses; what it throws is a bug. */
export type Reply = Answer | (Result<Answer> & { readonly headers?: Readonly<Record<string, string>> });

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Row {
  readonly method: Method;
  /** Whole path with parameters: `/FHIR/R4/Task/{id}`. */
  readonly path: string;
  /** What the log and the trail call it, where not even that it was opened may stand there. @default the path */
  readonly recordedAs?: string;
  /** Content types of the body, where they differ from those of the API. */
  readonly consumes?: readonly string[];
}

/** Served without a caller: metadata and discovery only. */
export interface OpenRoute extends Row {
  readonly open: true;
  readonly handle: (request: ApiRequest) => Promise<Reply> | Reply;
}

export interface SignedInRoute extends Row {
  readonly open?: undefined;
  /** Served for an organisation that is switched off, too: a safeguarding concern is turned away for nothing. */
  readonly evenSwitchedOff?: true;
  /** What it is for: who may do none of it is refused before anything is looked up. Empty: for everybody who is signed in. */
  readonly needs: readonly Deed[];
  readonly handle: (request: SignedIn) => Promise<Reply> | Reply;
}

/** One row of a route table (style.md 5, rule 10). */
export type Route = OpenRoute | SignedInRoute;
