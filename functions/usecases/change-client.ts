import type { Actor } from '../domain/referral.ts';
import { ok, type Result, refuse, refuseAll } from '../domain/result.ts';
import { acceptKeys } from './client-keys.ts';
import { listFaults, organisationsFaults } from './client-organisations.ts';
import { changeNewest } from './next-version.ts';
import type { Registered } from './participant-register.ts';
import type { Client } from './ports.ts';
import type { ClientPorts } from './register-client.ts';

export type ClientChange =
  /** A JWKS of further public keys: the old ones hold beside them, so that one can follow the other without a gap. */
  | { readonly kind: 'add-keys'; readonly jwks: unknown }
  /** No token for it from now on, and those it got stop working within 60 s. */
  | { readonly kind: 'retire-key'; readonly kid: string }
  | { readonly kind: 'allow'; readonly organisations: readonly string[] }
  | { readonly kind: 'withdraw'; readonly organisations: readonly string[] }
  | { readonly kind: 'revoke' }
  | { readonly kind: 'restore' };

interface ChangeClient {
  readonly actor: Actor;
  readonly client: string;
  readonly change: ClientChange;
}

type Content = Omit<Client, 'version'>;

/** One change of a registered client, as its next version; what is so already writes nothing. */
export const changeClient =
  (ports: ClientPorts) =>
  async ({ actor, client, change }: ChangeClient): Promise<Result<Registered<Client>>> => {
    const faults = refuseAll(
      change.kind === 'allow' ? await organisationsFaults(ports.register, change.organisations) : [],
    );
    if (faults) return faults;
    return changeNewest<Client>({
      name: client,
      newest: () => ports.register.client(client),
      changed: ({ version: _, ...content }) => changed(content, change, ports),
      complete: (wanted, version) => ({ ...wanted, version }),
      write: (next) => ports.register.addClient(next, { at: ports.clock(), actor }),
    });
  };

const changed = (content: Content, change: ClientChange, ports: ClientPorts): Result<Content> => {
  switch (change.kind) {
    case 'add-keys':
      return withKeys(content, change.jwks, ports);
    case 'retire-key':
      return withoutKey(content, change.kid, ports);
    case 'allow':
      return actingFor(content, [...content.organisations, ...change.organisations]);
    case 'withdraw':
      return actingFor(
        content,
        content.organisations.filter((code) => !change.organisations.includes(code)),
      );
    case 'revoke':
      return ok({ ...content, active: false });
    case 'restore':
      return ok({ ...content, active: true });
  }
};

const withKeys = (content: Content, jwks: unknown, { works }: ClientPorts): Result<Content> => {
  const sent = acceptKeys(jwks, works);
  if (!sent.ok) return sent;
  const { keys } = content.jwks;
  const further = sent.value.filter((key) => !keys.some((standing) => sameKey(standing, key)));
  const all = acceptKeys({ keys: [...keys, ...further] }, works);
  return all.ok ? ok({ ...content, jwks: { keys: all.value } }) : all;
};

/** What makes the key: its kind and numbers, under the same name. */
const sameKey = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean =>
  ['kid', 'kty', 'crv', 'x', 'y', 'n', 'e'].every((member) => a[member] === b[member]);

const withoutKey = (content: Content, kid: string, { works }: ClientPorts): Result<Content> => {
  const keys = content.jwks.keys.filter((key) => key.kid !== kid);
  if (keys.length === content.jwks.keys.length) return ok(content);
  if (keys.length === 0)
    return refuse('invalid-input', {
      diagnostics: 'This is its only key: add the next one first, or revoke the client.',
    });
  const left = acceptKeys({ keys }, works);
  return left.ok ? ok({ ...content, jwks: { keys } }) : left;
};

const actingFor = (content: Content, organisations: readonly string[]): Result<Content> => {
  const codes = [...new Set(organisations)].sort();
  if (codes.length === 0)
    return refuse('invalid-input', { diagnostics: 'It would act for nobody: revoke the client instead.' });
  return refuseAll(listFaults(codes)) ?? ok({ ...content, organisations: codes });
};
