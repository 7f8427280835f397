import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bearerToken } from '../bearer-token.ts';
import type { Settings } from './settings.ts';

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/FHIR/R4/Task/…` */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: a new one. The same request may be sent again with the same id; the hub does it once. */
  readonly requestId?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly requestId: string;
}

export type Hub = (call: Call) => Promise<Answer>;

const mostTries = 6;
/** A token is not used in its last minute: it must still hold when it arrives. */
const marginSeconds = 60;

/** How a program speaks to the hub: signed in, and patient with it. */
export const signedInHub = ({ hub, client, key }: Settings): Hub => {
  let token: { readonly value: string; readonly until: number } | undefined;
  const bearer = async (): Promise<string> => {
    if (token && Date.now() < token.until) return token.value;
    const { access_token, expires_in } = await bearerToken(hub, client, key);
    token = { value: access_token, until: Date.now() + (expires_in - marginSeconds) * 1000 };
    return access_token;
  };

  const send = async (call: Call, requestId: string): Promise<Answer> => {
    const response = await fetch(`${hub}${call.path}`, {
      method: call.method,
      headers: {
        authorization: `Bearer ${await bearer()}`,
        'x-request-id': requestId,
        ...(call.body === undefined ? {} : { 'content-type': contentType(call.path) }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: Object.fromEntries(response.headers), body, requestId };
  };

  const once = async (call: Call, requestId: string): Promise<Answer | undefined> => {
    const answer = await send(call, requestId).catch(() => undefined);
    if (answer?.status === 401) token = undefined;
    return answer;
  };

  return async (call) => {
    const requestId = call.requestId ?? randomUUID();
    for (let attempt = 1; attempt < mostTries; attempt += 1) {
      const answer = await once(call, requestId);
      if (answer && !isWorthRepeating(answer, attempt)) return answer;
      await sleep(2 ** attempt * 50);
    }
    return send(call, requestId);
  };
};

/** Nobody knows whether a request without an answer was done: it goes again with the same id, and is done once. */
const isWorthRepeating = ({ status }: Answer, attempt: number): boolean =>
  status === 429 || status === 503 || (status === 401 && attempt === 1);

const contentType = (path: string): string =>
  path.startsWith('/FHIR/') ? 'application/fhir+json' : 'application/json';
