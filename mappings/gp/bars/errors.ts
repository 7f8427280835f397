import type { IssueCode } from '../../../contracts/issue-codes.ts';
import type { RefusalCode } from '../../../contracts/refusals.ts';

/** How a fault is said to a sender of BaRS messages. */
interface BarsFault {
  readonly status: number;
  readonly issue: IssueCode | 'exception';
  /** A code of `http-error-codes`; standards.md 5.5 says where the full set is. None where the set has none that fits. */
  readonly code?: string;
}

/** By the status of REST: standards.md 12.8, third column. */
const byStatus: Readonly<Record<number, { readonly status: number; readonly code?: string }>> = {
  400: { status: 400, code: 'REC_BAD_REQUEST' },
  401: { status: 401, code: 'REC_UNAUTHORIZED' },
  403: { status: 403, code: 'REC_FORBIDDEN' },
  404: { status: 404, code: 'REC_NOT_FOUND' },
  // The set has this one for the sender's side only, and a wrong verb is the sender's.
  405: { status: 405, code: 'SEND_METHOD_NOT_ALLOWED' },
  406: { status: 406, code: 'REC_NOT_ACCEPTABLE' },
  409: { status: 409, code: 'REC_CONFLICT' },
  412: { status: 409, code: 'REC_CONFLICT' },
  413: { status: 413 },
  415: { status: 415 },
  422: { status: 422, code: 'REC_UNPROCESSABLE_ENTITY' },
  425: { status: 425, code: 'REC_TOO_EARLY' },
  429: { status: 429, code: 'REC_TOO_MANY_REQUESTS' },
  500: { status: 500, code: 'REC_SERVER_ERROR' },
  503: { status: 503, code: 'REC_SERVICE_UNAVAILABLE' },
};

/** Refusals of a well-formed message that a person must hear of as such: 422 there too. DESIGN 4. */
const stays422: readonly (RefusalCode | 'fault')[] = ['not-eligible', 'urgent-elsewhere'];

/** Issue codes as BaRS has them under 400: `invalid`, `invariant`, `not-supported`, `required`, `structure`, `value`. */
const inBadRequest: Partial<Record<IssueCode | 'exception', IssueCode>> = {
  'business-rule': 'invariant',
  'code-invalid': 'value',
  'not-found': 'value',
  'too-long': 'invalid',
};

interface RestFault {
  readonly code: RefusalCode | 'fault';
  readonly status: number;
  readonly issue: IssueCode | 'exception';
}

/** A fault of REST as BaRS says it: what breaks a rule or lacks an element is a 400 there, a stale version a 409. */
export const barsFault = ({ code, status, issue }: RestFault): BarsFault => {
  const isBad = status === 422 && !stays422.includes(code) && issue !== 'not-supported' && issue !== 'invalid';
  const said = byStatus[isBad ? 400 : status] ?? { status };
  if (said.status === 400)
    return { ...said, issue: code === 'invalid-header' ? 'invalid' : (inBadRequest[issue] ?? issue) };
  return { ...said, issue: said.status === 406 ? 'processing' : issue };
};
