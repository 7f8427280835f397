import { createHash } from 'node:crypto';
import type { Answer } from '../delivery/answer.ts';
import { guardedRequest } from '../delivery/guarded-request.ts';
import { guardsFor, type Outside } from '../delivery/guards.ts';
import type { Outcome } from './feeds.ts';

/** What came of one request to a feed. */
export type Fetched =
  | { readonly kind: 'body'; readonly body: unknown; readonly bytes: number; readonly hash: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly outcome: Outcome };

/** A page of fifty services of a council has half a megabyte. */
const mostBytes = 5_000_000;

export interface FeedSource {
  page(url: string, page: number, perPage: number): Promise<Fetched>;
  /** One service, whole: lists of live councils leave out places and times. */
  detail(url: string, id: string): Promise<Fetched>;
}

/** Behind the same guards as everything that leaves the hub: ten seconds, no redirect, no private address, an end to what is read. */
export const feedSource = (outside: Outside): FeedSource => {
  const get = async (base: string, url: URL): Promise<Fetched> => {
    const guards = guardsFor(base, mostBytes, outside);
    if (!guards || url.origin !== new URL(base).origin) return { kind: 'failed', outcome: 'not-allowed' };
    const headers = { accept: 'application/json', 'user-agent': 'Handover directory import' };
    return fetched(await guardedRequest({ method: 'GET', url, headers, body: '' }, guards));
  };
  return {
    page: (base, page, perPage) => {
      const url = listUrl(base);
      url.searchParams.set('page', String(page));
      url.searchParams.set('per_page', String(perPage));
      return get(base, url);
    },
    detail: (base, id) => {
      const url = listUrl(base);
      url.pathname += `/${encodeURIComponent(id)}`;
      return get(base, url);
    },
  };
};

/** `…/services`, whichever of the two somebody registered. */
const listUrl = (base: string): URL => {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '').replace(/\/services$/, '')}/services`;
  return url;
};

/** undefined: nested so deep that it cannot even be written down again. */
const written = (body: unknown): string | undefined => {
  try {
    return JSON.stringify(body);
  } catch {
    return undefined;
  }
};

const fetched = (answer: Answer): Fetched => {
  if (answer.kind === 'not-allowed') return { kind: 'failed', outcome: 'not-allowed' };
  if (answer.kind !== 'answered') return { kind: 'failed', outcome: 'unreachable' };
  const { status, body, headers = {} } = answer;
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status !== 200) return { kind: 'failed', outcome: 'unreachable' };
  if (body === undefined) {
    return { kind: 'failed', outcome: Number(headers['content-length'] ?? 0) > mostBytes ? 'too-large' : 'not-a-feed' };
  }
  const text = written(body);
  if (text === undefined) return { kind: 'failed', outcome: 'not-a-feed' };
  return { kind: 'body', body, bytes: text.length, hash: createHash('sha256').update(text).digest('base64url') };
};
