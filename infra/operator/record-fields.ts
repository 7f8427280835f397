import type { StaffMember } from '../../functions/domain/owed/on-duty.ts';
import { pauses } from '../../functions/domain/participant.ts';
import type { Client, Participant } from '../../functions/usecases/ports.ts';
import { organiserOf } from './organiser-verbs.ts';
import type { Fields } from './record-lines.ts';

/** One that has no endpoint fetches, unless it was said that it does not. */
export const withoutEndpoint = ({ otherWays }: Pick<Participant, 'otherWays'>): string =>
  otherWays?.polls === false ? '' : ': it fetches what is for it';

export const organisationFields: Fields<Participant> = {
  code: ({ organisation }) => organisation,
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  identifier: ({ identifier }) => `${identifier.system}|${identifier.value}`,
  tier: ({ tier }) => tier,
  endpoint: (by) => by.endpoint?.url ?? `none${withoutEndpoint(by)}`,
  fetches: ({ otherWays }) => (otherWays?.polls === false ? 'no' : 'yes, where it has no endpoint'),
  'other ways': ({ otherWays: { mesh, mail, post } = {} }) =>
    [mesh && `MESH ${mesh}`, mail, post?.join(', ')].filter(Boolean).join('; ') || 'none',
  webhook: ({ webhook }) => (webhook ? `${webhook.url} (secrets: ${webhook.secrets.length})` : 'none'),
  organiser: organiserOf,
  agreement: ({ agreement: a }) =>
    a
      ? `${a.reference}, until ${a.ends}${a.hears ? `, hears ${a.hears}` : ''}${a.refersAs ? `, vouches for each ${a.refersAs}` : ''}`
      : 'none',
  'under 18': ({ checkedForUnder18: c }) => (c ? `checked by ${c.by}, until ${c.until}` : 'not checked'),
  companion: ({ companion: c }) =>
    c
      ? [
          c.trained ? `trained ${c.trained}` : 'not trained',
          ...c.clearedFor.map((one) => `${one.work} until ${one.until}`),
        ].join('; ')
      : 'no',
  staff: ({ staff = [] }) => (staff.length > 0 ? staff.map(memberOf).join('; ') : 'none: whoever is on duty'),
  digest: ({ digest }) => digest ?? 'none: nobody gets the counts of the day',
  switch: ({ active }) => (active ? 'on' : 'off: its senders are refused, and nothing is sent to it'),
  pause: ({ paused }) => (paused ? `since ${paused.since}: ${pauses[paused.reason].says}` : 'none'),
};

const memberOf = ({ code, name, role, manager, deputy, team, away = [] }: StaffMember): string =>
  [
    `${code} ${name}`,
    ...(role ? [role] : []),
    ...(manager ? ['manager'] : []),
    ...(deputy ? [`deputy ${deputy}`] : []),
    ...(team ? [`team ${team}`] : []),
    ...away.map(({ from, until }) => `away ${from} to ${until}`),
  ].join(', ');

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
