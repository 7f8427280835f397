import { isOwnClient, linkClient, pagesClient, personClient, textClient } from '../domain/hub.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { acceptKeys, type PublicKey } from './client-keys.ts';
import { organisationsFaults } from './client-organisations.ts';
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
  /** Refuse to change one that is registered with other content. */
  readonly onlyNew?: boolean;
}

export interface ClientPorts {
  readonly register: ParticipantRegister;
  readonly clock: Clock;
  /** Whether the numbers of a key make one. */
  readonly works: (key: PublicKey) => boolean;
}

/** Enters a client, or all that is said of it at once. The same content again writes nothing. */
export const registerClient =
  (ports: ClientPorts) =>
  async (command: RegisterClient): Promise<Result<Registered<Client>>> => {
    const accepted = await accept(ports, command);
    if (!accepted.ok) return accepted;
    return nextVersion<Client>({
      newest: () => ports.register.client(command.client),
      wanted: () => accepted,
      complete: (wanted, version) => ({ ...wanted, version }),
      write: (next) => ports.register.addClient(next, { at: ports.clock(), actor: command.actor }),
      ...(command.onlyNew ? { ifOther: known } : {}),
    });
  };

const known: Refusal = {
  code: 'invalid-input',
  expression: '/client',
  diagnostics: 'It is registered already, with other content: change its keys or organisations one by one.',
};

const accept = async (
  ports: ClientPorts,
  { client, name, organisations, jwks, active = true }: RegisterClient,
): Promise<Result<Omit<Client, 'version'>>> => {
  const codes = [...new Set(organisations)].sort();
  const faults: Refusal[] = [];
  const fault = (expression: string, diagnostics: string) =>
    faults.push({ code: 'invalid-input', expression, diagnostics });

  if (!isOwnCode(client)) fault('/client', 'The client must be lower-case words joined by hyphens.');
  // What the hub and its operator do must not be taken for anybody's.
  if (isOwnClient(client) || [pagesClient, linkClient, personClient, textClient].includes(client))
    fault('/client', 'This name is the hub itself, or whoever runs it.');
  if (!isName(name)) fault('/name', 'The name must have 1 to 100 characters on one line.');
  faults.push(...(await organisationsFaults(ports.register, codes)));
  const keys = acceptKeys(jwks, ports.works);
  if (!keys.ok) faults.push(...keys.refusals);

  const refused = refuseAll(faults);
  if (refused) return refused;
  return keys.ok ? ok({ client, name, organisations: codes, jwks: { keys: keys.value }, active }) : keys;
};
