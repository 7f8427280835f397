import { readClient, readOrganisation } from '../../functions/identity/participant-records.ts';
import type { Client, Participant } from '../../functions/usecases/ports.ts';
import { columns } from './columns.ts';
import type { Reached } from './connection.ts';
import { everyRecord } from './every-record.ts';

const stateOf = ({ active, paused }: Participant): string => (active ? (paused ? 'paused' : 'on') : 'off');
/** The host alone: the path of an endpoint may hold a secret of theirs. */
const hostOf = ({ endpoint, webhook, otherWays }: Participant): string => {
  const ways = [endpoint, webhook].filter((way) => way !== undefined).map(({ url }) => new URL(url).host);
  return ways.join(', ') || (otherWays?.polls === false ? 'none' : 'none: it fetches');
};
const actsFor = (code: string, clients: readonly Client[]): string =>
  clients
    .filter(({ organisations }) => organisations.includes(code))
    .map(({ client, active }) => (active ? client : `${client} (revoked)`))
    .join(', ') || 'none';

/** Every organisation on a line. */
export const listOrganisations = async (hub: Reached): Promise<string> => {
  const clients = await everyRecord(hub, 'C#', readClient);
  const organisations = await everyRecord(hub, 'O#', readOrganisation);
  return columns([
    ['code', 'kind', 'name', 'endpoint', 'state', 'clients'],
    ...organisations.map((one) => [
      ...[one.organisation, one.kind, one.name, hostOf(one), stateOf(one)],
      actsFor(one.organisation, clients),
    ]),
  ]);
};

/** Every client on a line. Of its keys only how many. */
export const listClients = async (hub: Reached): Promise<string> => {
  const clients = await everyRecord(hub, 'C#', readClient);
  return columns([
    ['client', 'name', 'state', 'keys', 'acts for'],
    ...clients.map(({ client, name, active, jwks, organisations }) => [
      ...[client, name, active ? 'on' : 'revoked', String(jwks.keys.length), organisations.join(', ')],
    ]),
  ]);
};
