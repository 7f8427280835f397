import type { Actor } from '../domain/referral.ts';
import type { Result } from '../domain/result.ts';
import { changeNewest } from './next-version.ts';
import type { Registered } from './participant-register.ts';
import type { Participant } from './ports.ts';
import type { RegisterPorts } from './register-organisation.ts';

interface Asked {
  readonly actor: Actor;
  readonly organisation: string;
}

/** One change of a registered organisation, as its next version; what is so already writes nothing. */
export const changeRegistered = (
  { register, clock }: Pick<RegisterPorts, 'register' | 'clock'>,
  { actor, organisation }: Asked,
  changed: (standing: Participant) => Result<Omit<Participant, 'version'>>,
): Promise<Result<Registered<Participant>>> =>
  changeNewest<Participant>({
    name: organisation,
    newest: () => register.organisation(organisation),
    changed,
    complete: (wanted, version) => ({ ...wanted, version }),
    write: (next) => register.addOrganisation(next, { at: clock(), actor }),
  });
