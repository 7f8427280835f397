import { errorPageUrl } from './error-page-url.ts';
import type { Issue } from './issues.ts';
import type { Language } from './respond.ts';

/** RFC 9457, with every fault in `errors`. */
interface Problem {
  /** The page about the code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The request id, so that both sides can find it. */
  readonly instance: string;
  readonly errors: ProblemError[];
}

interface ProblemError {
  readonly code: string;
  readonly says: string;
  readonly detail?: string;
  /** RFC 6901, into the body that was sent. */
  readonly pointer?: string;
}

export const problem = (
  issues: readonly [Issue, ...Issue[]],
  exchange: { readonly requestId: string },
  status: number,
  publicUrl: string,
): Problem => {
  // The headline is the fault that decided the status.
  const head = issues.find((i) => i.status === status) ?? issues[0];
  return {
    type: errorPageUrl(publicUrl, head.code),
    title: head.says,
    status,
    ...(head.diagnostics ? { detail: head.diagnostics } : {}),
    instance: `urn:uuid:${exchange.requestId}`,
    errors: issues.map((i) => ({
      code: i.code,
      says: i.says,
      ...(i.diagnostics ? { detail: i.diagnostics } : {}),
      ...(i.expression?.startsWith('/') ? { pointer: i.expression } : {}),
    })),
  };
};

/** `/partner/v1` */
export const plainLanguage = (publicUrl: string): Language => ({
  answers: 'application/json',
  refusals: 'application/problem+json',
  consumes: ['application/json'],
  render: (issues, exchange, status) => problem(issues, exchange, status, publicUrl),
});
