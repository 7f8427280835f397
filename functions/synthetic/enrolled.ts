import { synthetic } from '../../contracts/areas/synthetic.ts';
import type { ParticipantKind } from '../domain/participant.ts';
import type { Actor } from '../domain/referral.ts';
import { isWorkingKey } from '../identity/client-key.ts';
import type { ParticipantRegister } from '../usecases/participant-register.ts';
import type { Clock } from '../usecases/ports.ts';
import { registerClient } from '../usecases/register-client.ts';
import { registerOrganisation } from '../usecases/register-organisation.ts';

const actor: Actor = { client: synthetic.client, organisation: 'handover' };

const organisations: readonly (readonly [code: string, kind: ParticipantKind])[] = [
  [synthetic.practice, 'practice'],
  [synthetic.coordinator, 'coordinator'],
  [synthetic.group, 'voluntary'],
];

/** Registers what the round needs; the same again writes nothing. Its role may write these records and no others. */
export const enrol = async (
  register: ParticipantRegister,
  key: Readonly<Record<string, string>>,
  clock: Clock,
): Promise<void> => {
  const ports = { register, clock, works: isWorkingKey, allowedPrivateOrigins: [] };
  for (const [organisation, kind] of organisations) {
    const done = await registerOrganisation(ports)({ actor, organisation, kind, name: 'Synthetic: nobody' });
    if (!done.ok) throw new Error(`${organisation} is refused`);
  }
  const done = await registerClient(ports)({
    ...{ actor, client: synthetic.client, name: 'Synthetic referrals', jwks: { keys: [key] } },
    organisations: organisations.map(([code]) => code),
  });
  if (!done.ok) throw new Error(`${synthetic.client} is refused`);
};
