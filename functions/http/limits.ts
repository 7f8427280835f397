import type { Answer, Reply } from './request.ts';

/** One quota as it stands after this request. */
export interface Limit {
  /** Which: what is counted together. */
  readonly of: 'organisation' | 'client' | 'address' | 'tokens';
  readonly quota: number;
  readonly remaining: number;
  /** Until it is full again. */
  readonly seconds: number;
  /** This request went beyond it. */
  readonly over: boolean;
}

/**
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-11: two fields, each a list of the policies
 * that count; earlier drafts had RateLimit-Limit, -Remaining and -Reset. Units are requests, windows a minute.
 */
export const limitHeaders = (limits: readonly Limit[]): Readonly<Record<string, string>> => {
  if (limits.length === 0) return {};
  const over = limits.filter((limit) => limit.over);
  return {
    'ratelimit-policy': limits.map(({ of, quota }) => `"${of}";q=${quota};w=60`).join(', '),
    ratelimit: limits.map(({ of, remaining, seconds }) => `"${of}";r=${remaining};t=${seconds}`).join(', '),
    ...(over.length > 0 ? { 'retry-after': String(Math.max(...over.map(({ seconds }) => seconds))) } : {}),
  };
};

/** An answer with further headers; its own win. */
export const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => {
  const more = (answer: Answer): Answer => ({ ...answer, headers: { ...headers, ...answer.headers } });
  if ('status' in reply) return more(reply);
  return reply.ok ? { ok: true, value: more(reply.value) } : { ...reply, headers: { ...headers, ...reply.headers } };
};
