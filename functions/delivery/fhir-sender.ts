import type { Bundle, Communication, Patient, Task } from 'fhir/r4.js';
import { Client } from 'fhir-kit-client';
import { resourceId } from '../../contracts/ids.ts';
import { systems } from '../../contracts/systems.ts';
import type { Answer } from './answer.ts';
import { guardedRequest } from './guarded-request.ts';
import { guardsFor, notAllowed, type Outside } from './guards.ts';

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

const mostBytes = 1_000_000;

/**
 * The one way out to recipients, and the only import of fhir-kit-client. The client knows FHIR's interactions (paths,
 * methods, content type). Its transport is a fixed call of the global `fetch`, which cannot be given a limit on the
 * answer or the address to connect to, and which follows redirects; so the one place through which every call of
 * the client goes, `httpClient.request`, is ours.
 */
export const fhirSender =
  (settings: Outside & { readonly token: (recipient: string) => Promise<string> }): Send =>
  async ({ endpoint, requestId, correlationId }, outbound) => {
    const guards = guardsFor(endpoint, mostBytes, settings);
    if (!guards) return notAllowed;
    const { origin } = new URL(endpoint);
    const authorization = `Bearer ${await settings.token(origin)}`;
    let answer: Answer | undefined;
    const client = new Client({ baseUrl: endpoint });
    client.httpClient.request = async (method, path, options, body) => {
      const url = new URL(client.httpClient.expandUrl(path));
      if (url.origin !== origin) throw new Error('fhir-kit-client left the origin of the recipient');
      const headers = { accept: 'application/fhir+json', ...options?.headers, authorization };
      const message = { method, url, headers, body: JSON.stringify(body) };
      answer = await guardedRequest(message, guards);
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
