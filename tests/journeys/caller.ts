import { randomUUID } from 'node:crypto';
import { bearerToken } from '../../infra/local/demo/bearer-token.ts';
import { readDemoKey } from '../../infra/local/demo/keys.ts';
import type { JourneyHub } from './hub.ts';

/** A request as somebody sends it who does not care for the rules. */
export interface Sending {
  readonly method: string;
  readonly path: string;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: object | string | Uint8Array<ArrayBuffer>;
  /** Over the usual ones; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Something sent to the FHIR API as a whole. */
export const post = (body: Sending['body'], headers: Sending['headers'] = {}): Sending => ({
  ...{ method: 'POST', path: '/FHIR/R4', headers },
  ...(body === undefined ? {} : { body }),
});

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
  readonly sentIds: { readonly request: string; readonly correlation: string };
}

export type Caller = (sending: Sending) => Promise<Got>;

export const tokenOf = async (
  { url, data }: Pick<JourneyHub, 'url' | 'data'>,
  client: string,
  at?: Date,
): Promise<string> => {
  const key = await readDemoKey(data, client);
  if (!key) throw new Error(`No key of ${client}`);
  return (await bearerToken(url, client, key, at)).access_token;
};

/** One request with a bearer token, for one organisation; the answer as it came. */
export const call = async (
  hub: Pick<JourneyHub, 'url'>,
  token: string,
  organisation: string,
  { method, path, body, headers = {} }: Sending,
): Promise<Got> => {
  const sentIds = { request: randomUUID(), correlation: randomUUID() };
  const all: Record<string, string | undefined> = {
    authorization: `Bearer ${token}`,
    'nhsd-end-user-organisation': organisation,
    'x-request-id': sentIds.request,
    'x-correlation-id': sentIds.correlation,
    'content-type': path.startsWith('/FHIR/') ? 'application/fhir+json' : 'application/json',
    ...headers,
  };
  const response = await fetch(`${hub.url}${path}`, {
    method,
    headers: Object.entries(all).flatMap(([name, v]): [string, string][] => (v === undefined ? [] : [[name, v]])),
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: jsonOf(text), sentIds };
};

/** Calls the hub directly, signed in as a client for one organisation, and keeps the answer as it came. */
export const callerAs = async (
  hub: Pick<JourneyHub, 'url' | 'data'>,
  client: string,
  organisation: string,
): Promise<Caller> => {
  const token = await tokenOf(hub, client);
  return (sending) => call(hub, token, organisation, sending);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
