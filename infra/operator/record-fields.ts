import { pauses } from '../../functions/domain/participant.ts';
import type { Client, Participant } from '../../functions/usecases/ports.ts';
import type { Fields } from './record-lines.ts';

export const organisationFields: Fields<Participant> = {
  code: ({ organisation }) => organisation,
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  identifier: ({ identifier }) => `${identifier.system}|${identifier.value}`,
  tier: ({ tier }) => tier,
  endpoint: ({ endpoint }) => endpoint?.url ?? 'none: it fetches what is for it',
  agreement: ({ agreement: a }) =>
    a ? `${a.reference}, until ${a.ends}${a.hears ? `, hears ${a.hears}` : ''}` : 'none',
  switch: ({ active }) => (active ? 'on' : 'off: its senders are refused, and nothing is sent to it'),
  pause: ({ paused }) => (paused ? `since ${paused.since}: ${pauses[paused.reason].says}` : 'none'),
};

/** Of a key, only what it is called and what kind it is. */
export const clientFields: Fields<Client> = {
  client: ({ client }) => client,
  name: ({ name }) => name,
  'acts for': ({ organisations }) => organisations.join(', '),
  keys: ({ jwks }) =>
    jwks.keys
      .map(({ kid, kty, crv }) => `${kid} (${[kty, crv].filter((part) => part !== undefined).join(' ')})`)
      .join(', '),
  access: ({ active }) => (active ? 'may sign in' : 'revoked'),
};
