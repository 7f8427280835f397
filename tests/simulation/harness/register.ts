import { isWorkingKey } from '../../../functions/identity/client-key.ts';
import { dynamoRegister } from '../../../functions/identity/participants.ts';
import { now } from '../../../functions/runtime/clock.ts';
import { registerClient } from '../../../functions/usecases/register-client.ts';
import { registerOrganisation } from '../../../functions/usecases/register-organisation.ts';
import { demoKey, publicPart } from '../../../infra/local/demo/keys.ts';
import { demoClients, demoOrganisations } from '../../../infra/local/demo/organisations.ts';
import { dynamodbOf, outputOf, type RunningHub } from '../../../infra/operator/connection.ts';
import { registered } from '../../../infra/operator/registered.ts';
import { organisations, software } from '../county/organisations.ts';

const actor = { client: 'simulation', organisation: 'handover', person: 'operator' };

/** What an operator does by hand before a county begins: everybody whom the local hub does not know from its demo. */
export const registerCounty = async (
  hub: RunningHub,
  data: string,
  endpoints: Readonly<Record<string, string>>,
): Promise<void> => {
  const client = dynamodbOf(hub);
  const register = dynamoRegister({ client, table: outputOf(hub, 'LedgerTable') });
  const ports = { register, clock: now, works: isWorkingKey, allowedPrivateOrigins: hub.allowedPrivateOrigins };
  for (const { code, name, kind } of organisations) {
    if (demoOrganisations.some((demo) => demo.organisation === code)) continue;
    const endpoint = endpoints[code];
    const given = { actor, organisation: code, name, kind, ...(endpoint ? { endpoint } : {}) };
    registered(await registerOrganisation(ports)(given));
  }
  for (const one of software) {
    if (demoClients.some((demo) => demo.client === one.client)) continue;
    const jwks = { keys: [publicPart(await demoKey(data, one.client))] };
    const given = { actor, client: one.client, name: one.client, organisations: one.organisations, jwks };
    registered(await registerClient(ports)(given));
  }
  client.destroy();
};
