import { notTheirPatient, saysNotTheirPatient } from '../../contracts/lifecycle/ways.ts';
import type { Outcome } from '../views/happened.ts';
import type { Answer, Answered } from './answer.ts';

/** What an answer means, and why in one word for logs. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason: string;
  /** The class of what was thrown, where something was. */
  readonly error?: string;
  readonly retryAfterSeconds?: number;
  /** Nothing more is tried by this way. */
  readonly usedUp?: true;
  /** Nor by any other: it is about the person, not about the way. */
  readonly everywhere?: true;
  /** They have it already, by another message: nothing was handed over. */
  readonly known?: true;
  /** It was handed over: unless it is heard of before this instant, this way is used up. */
  readonly awaits?: string;
}

/**
 * Told to wait: 408, 429 and every 5xx. 401: our key may be newer than what they keep. 425: "still processing"
 * (standards.md 12.8).
 */
const waiting = [401, 408, 425, 429];

/**
 * Elsewhere for now: a page that stands there while they mend something, or where somebody is to sign in. 301 and 308 say that
 * it has moved for good, which a person has to find out about (RFC 9110, 15.4).
 */
const elsewhereForNow = [302, 303, 307];

/** The reason of the one answer that is about the endpoint and not about the message. */
export const gone = 'gone';

/** Total over everything that a recipient or the network can do. Pure. */
export const verdictOn = (answer: Answer, now: string): Verdict => {
  switch (answer.kind) {
    case 'not-allowed':
      return { outcome: 'refused', reason: answer.reason };
    case 'not-sent':
      return { outcome: 'later', reason: answer.reason };
    case 'unanswered':
      return { outcome: 'unknown', reason: answer.reason };
    case 'answered':
      return verdictOnAnswer(answer, now);
  }
};

const verdictOnAnswer = (answer: Answered, now: string): Verdict => {
  const { status } = answer;
  if (status >= 200 && status < 300) return verdictOnSuccess(answer);
  if (status === 409 && saysDuplicate(answer.body)) return { outcome: 'infrastructure-ack', reason: 'duplicate' };
  // 501: they do not do this at all, and will not in an hour.
  if (waiting.includes(status) || (status >= 500 && status !== 501)) {
    return { outcome: 'later', reason: 'told-to-wait', ...waitAsked(answer.retryAfter, now) };
  }
  // Nobody is there any more, for this message or any other: it waits until a human has found out where they went.
  if (status === 410) return { outcome: 'later', reason: gone };
  if (status === 422 && saysNotTheirs(answer.body))
    return { outcome: 'refused', reason: notTheirPatient.code, everywhere: true };
  // A redirect is never followed: it could lead anywhere, with a token and a person's data.
  if (elsewhereForNow.includes(status)) return { outcome: 'later', reason: 'redirected' };
  return { outcome: 'refused', reason: status < 400 ? 'redirected' : 'refused' };
};

/** What a FHIR server answers to a create or a transaction: http://hl7.org/fhir/R4/http.html */
const answered: readonly (string | undefined)[] = ['Communication', 'Bundle', 'OperationOutcome'];
/** Where it was made; where it was before is said beside a 200 (conditional create). A page to sign in has a place as well. */
const isPlace = ({ status, location = '' }: Answered): boolean =>
  (status === 201 && location !== '') || /(^|\/)Communication\/[A-Za-z0-9.-]{1,64}(\/_history\/|$)/.test(location);

/**
 * Only what a FHIR server says counts as arrived: a resource, or where the new one is. A login page, a proxy or an empty
 * 200 may stand where nobody read the message; it is sent again, and recipients know a repeat by its X-Request-Id.
 */
const verdictOnSuccess = (answer: Answered): Verdict => {
  const type = resourceTypeOf(answer.body);
  if (type === 'OperationOutcome' && hasFault(answer.body)) return { outcome: 'unknown', reason: 'contradiction' };
  if (answered.includes(type) || isPlace(answer)) return { outcome: 'infrastructure-ack', reason: 'taken' };
  return { outcome: 'unknown', reason: 'not-fhir' };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const resourceTypeOf = (body: unknown): string | undefined =>
  isRecord(body) && typeof body.resourceType === 'string' ? body.resourceType : undefined;

const issuesOf = (body: unknown): readonly Readonly<Record<string, unknown>>[] =>
  isRecord(body) && Array.isArray(body.issue) ? body.issue.filter(isRecord) : [];

const saysDuplicate = (body: unknown): boolean => issuesOf(body).some((issue) => issue.code === 'duplicate');
/** An OperationOutcome whose details say so: contracts/suppliers. */
const saysNotTheirs = (body: unknown): boolean =>
  issuesOf(body)
    .flatMap(({ details }) =>
      isRecord(details) && Array.isArray(details.coding) ? details.coding.filter(isRecord) : [],
    )
    .some(({ system, code }) => saysNotTheirPatient.some((said) => said.system === system && said.code === code));
const hasFault = (body: unknown): boolean =>
  issuesOf(body).some((issue) => issue.severity === 'error' || issue.severity === 'fatal');

/** Seconds or a date: RFC 9110, 10.2.3. What is neither is no wish. */
const waitAsked = (retryAfter: string | undefined, now: string): { retryAfterSeconds?: number } => {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return { retryAfterSeconds: Number(text) };
  const until = Date.parse(text);
  return Number.isNaN(until) ? {} : { retryAfterSeconds: Math.max(0, Math.ceil((until - Date.parse(now)) / 1000)) };
};
