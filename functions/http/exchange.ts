import { createHash, randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { requestId as requestIdForm } from '../../contracts/ids.ts';
import type { Refusal } from '../domain/result.ts';

/** What every answer needs, made before anything can go wrong. */
export interface Exchange {
  readonly requestId: string;
  readonly correlationId: string;
  readonly now: string;
  /** As the caller sent it: a HEAD is routed as a GET and answered without a body. */
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly bodyHash: string;
  /** What a browser keeps of the hub; software sends none. */
  readonly cookie?: string | undefined;
}

/** DESIGN 5, limits: the largest body that is read. */
export const largestBody = 384 * 1024;

/** Opens the exchange; whatever is refused is refused with ids that can be echoed. */
export const openExchange = (event: APIGatewayProxyEvent, now: string): { exchange: Exchange; refused: Refusal[] } => {
  const refused: Refusal[] = [];
  const id = (header: string): string => {
    const sent = event.headers?.[header.toLowerCase()];
    if (sent === undefined) return randomUUID();
    if (requestIdForm.test(sent)) return sent;
    refused.push({ code: 'invalid-header', diagnostics: `${header} must be a UUID.` });
    return randomUUID();
  };
  const requestId = id('X-Request-Id');
  const correlationId = id('X-Correlation-Id');
  const body = bodyOf(event);
  if (typeof body !== 'string') refused.push(body);
  const text = typeof body === 'string' ? body : '';
  return {
    exchange: {
      requestId,
      correlationId,
      now,
      method: event.httpMethod,
      path: event.path,
      body: text,
      bodyHash: bodyHashOf(event.httpMethod, event.path, text),
      cookie: event.headers?.cookie,
    },
    refused,
  };
};

const notUtf8: Refusal = {
  code: 'not-json',
  diagnostics: 'The body is not UTF-8, or holds U+FFFD, which stands where a character was lost.',
};

const bodyOf = (event: APIGatewayProxyEvent): string | Refusal => {
  const sent = event.body ?? '';
  // Four base64 characters carry three bytes: too large is known before anything is decoded.
  if (sent.length > largestBody * (event.isBase64Encoded ? 1.4 : 1)) return { code: 'too-large' };
  const bytes = Buffer.from(sent, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > largestBody) return { code: 'too-large' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // What was no UTF-8 reaches a function with this in the place of what was lost.
    return text.includes('\uFFFD') ? notUtf8 : text;
  } catch {
    return notUtf8;
  }
};

/** A line break cannot occur in a method or a path, so no two requests meet in one hash. */
export const bodyHashOf = (method: string, path: string, body: string): string =>
  createHash('sha256').update(`${method}\n${path}\n${body}`).digest('base64url');
