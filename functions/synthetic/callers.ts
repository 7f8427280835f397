import { randomUUID } from 'node:crypto';
import { referralIdForm } from '../../contracts/ids.ts';

/** A request for one organisation; the parsed answer. Rejects with the status where it was refused: never with what was sent. */
export type Call = (
  organisation: string,
  method: string,
  path: string,
  body?: object,
  ifMatch?: string,
) => Promise<unknown>;

/** Slower than this is broken. */
const patienceMs = 10_000;

export const callsWith =
  (url: string, token: string): Call =>
  async (organisation, method, path, body, ifMatch) => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        authorization: `Bearer ${token}`,
        'nhsd-end-user-organisation': organisation,
        'x-request-id': randomUUID(),
        'x-correlation-id': randomUUID(),
        'content-type': path.startsWith('/FHIR/') ? 'application/fhir+json' : 'application/json',
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Refused(
        `${method} ${path.split('?')[0]?.replaceAll(new RegExp(referralIdForm, 'g'), '…')}: ${response.status}`,
      );
    return text === '' ? undefined : JSON.parse(text);
  };

/** What the hub, or what stands before it, said no to. */
export class Refused extends Error {
  override readonly name = 'SyntheticReferralRefused';
}

export const tokenFrom = async (url: string, signed: string): Promise<unknown> => {
  const response = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signed,
    }),
  });
  if (!response.ok) throw new Refused(`POST /oauth2/token: ${response.status}`);
  return response.json();
};
