import { createHmac } from 'node:crypto';
import type { Answer } from '../answer.ts';
import { guardedRequest } from '../guarded-request.ts';
import { guardsFor, notAllowed, type Outside } from '../guards.ts';

/** What MESH gave the hub at onboarding. */
export interface MeshSecret {
  readonly password: string;
  /** The same for everybody in one environment of MESH. */
  readonly sharedKey: string;
}

interface MeshSettings extends Outside {
  /** https://mesh-sync.spineservices.nhs.uk, say, without a slash at its end. */
  readonly url: string;
  readonly mailbox: string;
  readonly secret: () => Promise<MeshSecret>;
  readonly clock: () => string;
  readonly nonce: () => string;
}

/** One message for somebody's mailbox. */
interface MeshMessage {
  readonly to: string;
  readonly workflow: string;
  /** Ours: what a report of MESH names. Never about a person. */
  readonly localId: string;
  readonly body: string;
}

/** The calls of the MESH API that the hub makes, each one request and one answer, as values. */
export interface Mesh {
  readonly mailbox: string;
  send(message: MeshMessage): Promise<Answer>;
  /** Ids of what lies in the hub's mailbox, at most 500. */
  list(): Promise<Answer>;
  read(id: string): Promise<Answer>;
  /** MESH forgets it. */
  acknowledge(id: string): Promise<Answer>;
}

/** Acknowledgements are small; what is larger is none. */
const mostBytes = 1_000_000;

/** @see https://digital.nhs.uk/developer/api-catalogue/message-exchange-for-social-care-and-health-api: authorisation */
const authorisation = (
  mailbox: string,
  { password, sharedKey }: MeshSecret,
  { nonce, now }: { readonly nonce: string; readonly now: string },
): string => {
  // yyyyMMddHHmm, UTC.
  const time = now.replace(/[^0-9]/g, '').slice(0, 12);
  const signed = createHmac('sha256', sharedKey).update(`${mailbox}:${nonce}:1:${password}:${time}`).digest('hex');
  return `NHSMESH ${mailbox}:${nonce}:1:${time}:${signed}`;
};

/**
 * MESH by its API. The client certificate that the real one asks for is not built: functions/delivery/mesh/README.md says
 * what else onboarding takes.
 */
export const meshClient = (settings: MeshSettings): Mesh => {
  const { url, mailbox, secret, clock, nonce } = settings;
  const call = async (method: string, path: string, headers = {}, body = ''): Promise<Answer> => {
    const guards = guardsFor(url, mostBytes, settings);
    if (!guards) return notAllowed;
    const authorization = authorisation(mailbox, await secret(), { nonce: nonce(), now: clock() });
    const message = {
      ...{ method, url: new URL(`${url}/messageexchange/${mailbox}${path}`), body },
      headers: { accept: 'application/vnd.mesh.v2+json', ...headers, authorization },
    };
    return guardedRequest(message, guards);
  };
  return {
    mailbox,
    send: ({ to, workflow, localId, body }) =>
      call(
        'POST',
        '/outbox',
        {
          ...{ 'content-type': 'application/fhir+json', 'mex-from': mailbox, 'mex-to': to, 'mex-workflowid': workflow },
          ...{ 'mex-localid': localId, 'mex-messagetype': 'DATA', 'mex-filename': `${localId}.json` },
        },
        body,
      ),
    list: () => call('GET', '/inbox'),
    read: (id) => call('GET', `/inbox/${encodeURIComponent(id)}`),
    acknowledge: (id) => call('PUT', `/inbox/${encodeURIComponent(id)}/status/acknowledged`),
  };
};
