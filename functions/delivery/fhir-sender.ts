import type { LookupFunction } from 'node:net';
import type { Bundle, Communication, Patient, Task } from 'fhir/r4.js';
import { Client } from 'fhir-kit-client';
import { resourceId } from '../../contracts/ids.ts';
import { systems } from '../../contracts/systems.ts';
import { endpointFault } from '../usecases/endpoint-url.ts';
import type { Answer } from './answer.ts';
import { type Guards, guardedRequest } from './guarded-request.ts';
import { publicLookup } from './public-lookup.ts';

/** What is sent: a new Communication, or a transaction that puts Tasks, messages and the person in place. */
export type Outbound =
  | { readonly kind: 'message'; readonly communication: Communication }
  | { readonly kind: 'state'; readonly bundle: Bundle<Task | Communication | Patient> };

interface Envelope {
  /** The participant's registered endpoint: the only origin that is called. */
  readonly endpoint: string;
  /** The same at every try. */
  readonly requestId: string;
  readonly correlationId: string;
}

export type Send = (envelope: Envelope, outbound: Outbound) => Promise<Answer>;

/** platform.md section 6: fhir-kit-client by itself waits for ever and reads without end. */
export const timeoutMs = 10_000;
const mostBytes = 1_000_000;

/**
 * The one way out to recipients, and the only import of fhir-kit-client. The client knows FHIR's interactions (paths,
 * methods, content type). Its transport is a fixed call of the global `fetch`, which cannot be given a limit on the
 * answer or the address to connect to, and which follows redirects; so the one place through which every call of
 * the client goes, `httpClient.request`, is ours.
 */
export const fhirSender =
  (settings: {
    readonly token: (recipient: string) => Promise<string>;
    readonly allowedPrivateOrigins: readonly string[];
    /** For tests: shorter times, other names. */
    readonly guards?: Partial<Guards>;
    readonly lookup?: LookupFunction;
  }): Send =>
  async ({ endpoint, requestId, correlationId }, outbound) => {
    const fault = endpointFault(endpoint, settings.allowedPrivateOrigins);
    if (fault !== undefined) return { kind: 'not-allowed', reason: 'endpoint-not-allowed' };
    const { origin } = new URL(endpoint);
    const authorization = `Bearer ${await settings.token(origin)}`;
    const lookup = settings.allowedPrivateOrigins.includes(origin) ? undefined : (settings.lookup ?? publicLookup());
    let answer: Answer | undefined;
    const client = new Client({ baseUrl: endpoint });
    client.httpClient.request = async (method, path, options, body) => {
      const url = new URL(client.httpClient.expandUrl(path));
      if (url.origin !== origin) throw new Error('fhir-kit-client left the origin of the recipient');
      const headers = { accept: 'application/fhir+json', ...options?.headers, authorization };
      const message = { method, url, headers, body: JSON.stringify(body) };
      answer = await guardedRequest(message, { timeoutMs, mostBytes, ...settings.guards, lookup });
      return { resourceType: 'Basic' };
    };
    await call(client, outbound, { 'x-request-id': requestId, 'x-correlation-id': correlationId });
    if (!answer) throw new Error('fhir-kit-client did not send');
    return answer;
  };

/** Ids in paths are not encoded by the client: none but ours are sent. */
const call = async (client: Client, outbound: Outbound, headers: Record<string, string>): Promise<void> => {
  if (outbound.kind === 'state') {
    const entries = outbound.bundle.entry ?? [];
    if (!entries.every((e) => resourceId.test(e.resource?.id ?? '')))
      throw new Error('A resource has an id that is not ours');
    await client.transaction({ body: { ...outbound.bundle }, options: { headers } });
    return;
  }
  const id = outbound.communication.id ?? '';
  if (!resourceId.test(id)) throw new Error('A message has an id that is not ours');
  // A FHIR server that knows nothing of X-Request-Id still makes one of it: http://hl7.org/fhir/R4/http.html#ccreate
  const ifNoneExist = `identifier=${encodeURIComponent(`${systems.message}|${id}`)}`;
  await client.create({
    resourceType: 'Communication',
    body: { ...outbound.communication },
    options: { headers: { ...headers, 'if-none-exist': ifNoneExist } },
  });
};
