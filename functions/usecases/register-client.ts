import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { acceptKeys, type PublicKey } from './client-keys.ts';
import { nextVersion } from './next-version.ts';
import { isName, isOwnCode, type ParticipantRegister, type Registered } from './participant-register.ts';
import type { Client, Clock } from './ports.ts';

export interface RegisterClient {
  readonly actor: Actor;
  readonly client: string;
  readonly name: string;
  /** Codes of the organisations that this software may act for; each must be registered. */
  readonly organisations: readonly string[];
  /** A JWKS of public keys, as it came. */
  readonly jwks: unknown;
  /** false revokes it: no token from now on, and those it has stop working within 60 s. */
  readonly active?: boolean;
}

/**
 * Characters of the whole list. The authoriser hands it on with each request, and API Gateway is only sure to pass on
 * 8 KiB: about a thousand practices. A supplier with more registers a second client.
 */
const longestList = 7500;

/** Enters or changes a client. The same content again writes nothing. */
export const registerClient =
  (ports: { register: ParticipantRegister; clock: Clock; works: (key: PublicKey) => boolean }) =>
  async (command: RegisterClient): Promise<Result<Registered<Client>>> => {
    const accepted = await accept(ports, command);
    if (!accepted.ok) return accepted;
    return nextVersion<Client>({
      newest: () => ports.register.client(command.client),
      wanted: () => accepted,
      complete: (wanted, version) => ({ ...wanted, version }),
      write: (next) => ports.register.addClient(next, { at: ports.clock(), actor: command.actor }),
    });
  };

const accept = async (
  ports: { register: ParticipantRegister; works: (key: PublicKey) => boolean },
  { client, name, organisations, jwks, active = true }: RegisterClient,
): Promise<Result<Omit<Client, 'version'>>> => {
  const codes = [...new Set(organisations)].sort();
  const faults: Refusal[] = [];
  const fault = (expression: string, diagnostics: string) =>
    faults.push({ code: 'invalid-input', expression, diagnostics });

  if (!isOwnCode(client)) fault('/client', 'The client must be lower-case words joined by hyphens.');
  if (!isName(name)) fault('/name', 'The name must have 1 to 100 characters on one line.');
  const tooLong = codes.join(',').length > longestList;
  if (codes.length === 0) fault('/organisations', 'A client acts for at least one organisation.');
  if (tooLong)
    fault('/organisations', `The codes together may have ${longestList} characters; register a second client.`);
  const known = await Promise.all(tooLong ? [] : codes.map((code) => ports.register.organisation(code)));
  known.forEach((organisation, n) => {
    if (!organisation) fault('/organisations', `Not registered: ${codes[n]}.`);
  });
  const keys = acceptKeys(jwks, ports.works);
  if (!keys.ok) faults.push(...keys.refusals);

  const refused = refuseAll(faults);
  if (refused) return refused;
  return keys.ok ? ok({ client, name, organisations: codes, jwks: { keys: keys.value }, active }) : keys;
};
