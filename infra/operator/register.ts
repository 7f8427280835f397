import { isWorkingKey } from '../../functions/identity/client-key.ts';
import { dynamoRegister } from '../../functions/identity/participants.ts';
import { now } from '../../functions/runtime/clock.ts';
import type { ParticipantRegister, RegisterHistory } from '../../functions/usecases/participant-register.ts';
import type { ClientPorts } from '../../functions/usecases/register-client.ts';
import type { RegisterPorts } from '../../functions/usecases/register-organisation.ts';
import { dynamodbOf, outputOf, type Reached, reachHub } from './connection.ts';

/** The register of the running hub, as the use cases and the commands need it. */
export interface OpenRegister extends RegisterPorts, ClientPorts {
  readonly hub: Reached;
  readonly register: ParticipantRegister & RegisterHistory;
}

export const openRegister = async (reached?: Reached): Promise<OpenRegister> => {
  const hub = reached ?? (await reachHub());
  return {
    hub,
    register: dynamoRegister({ client: dynamodbOf(hub), table: outputOf(hub, 'LedgerTable') }),
    clock: now,
    works: isWorkingKey,
    allowedPrivateOrigins: hub.allowedPrivateOrigins,
  };
};
