import type { IssueCode } from '../../contracts/issue-codes.ts';
import type { RefusalKind } from '../../contracts/refusal-kind.ts';
import { type RefusalCode, refusals } from '../../contracts/refusals.ts';
import type { Refusal } from '../domain/result.ts';

/** One thing that is wrong, with everything that either API says about it. */
export interface Issue {
  readonly code: RefusalCode | 'fault';
  readonly status: number;
  readonly issue: IssueCode | 'exception';
  readonly says: string;
  readonly expression?: string;
  readonly diagnostics?: string;
  readonly existing?: string;
}

/** The one answer to every exception: its text never leaves. */
export const fault: Issue = {
  code: 'fault',
  status: 500,
  issue: 'exception',
  says: 'Something broke in the hub. Nothing is known to have changed; the same request may be sent again.',
};

export const issueOf = (refusal: Refusal): Issue => {
  const kind: RefusalKind = refusals[refusal.code];
  return { ...refusal, status: kind.status, issue: kind.issue, says: kind.says };
};

/** A message that cannot be read at all is a 400, whatever else is wrong with it; otherwise the first fault decides. */
export const httpStatusOf = (issues: readonly [Issue, ...Issue[]]): number =>
  issues.some((i) => i.status === 400) ? 400 : issues[0].status;

/** Seconds after which the same request is worth sending again (RFC 9110 10.2.3). */
const retryAfter: Readonly<Record<number, string>> = { 425: '2', 429: '30', 503: '1' };

/** What a status obliges us to send with it: RFC 9110 11.6.1 and 10.2.3. */
export const headersOf = (status: number): Readonly<Record<string, string>> => {
  if (status === 401) return { 'www-authenticate': 'Bearer realm="handover"' };
  const seconds = retryAfter[status];
  return seconds ? { 'retry-after': seconds } : {};
};
