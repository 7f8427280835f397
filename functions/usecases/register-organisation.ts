import { systems } from '../../contracts/systems.ts';
import type { ParticipantKind, Tier } from '../domain/participant.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { endpointFault } from './endpoint-url.ts';
import { nextVersion } from './next-version.ts';
import { isName, isOdsCode, isOwnCode, type ParticipantRegister, type Registered } from './participant-register.ts';
import type { Clock, Participant } from './ports.ts';

export interface RegisterOrganisation {
  readonly actor: Actor;
  readonly organisation: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly endpoint?: string;
  /** Default: the least that the kind of organisation can work with. */
  readonly tier?: Tier;
  readonly active?: boolean;
}

/** DESIGN 4, tiers. Practices and the coordinator give direct care to the person; a partner starts with a name only. */
const firstTier: Readonly<Record<ParticipantKind, Tier>> = {
  practice: 'full',
  coordinator: 'full',
  voluntary: 'name-only',
  council: 'name-only',
};

/** Enters or changes an organisation. The same content again writes nothing. */
export const registerOrganisation =
  (ports: { register: ParticipantRegister; clock: Clock; allowedPrivateOrigins: readonly string[] }) =>
  (command: RegisterOrganisation): Promise<Result<Registered<Participant>>> =>
    nextVersion<Participant>({
      newest: () => ports.register.organisation(command.organisation),
      wanted: (newest) => accept(command, newest, ports.allowedPrivateOrigins),
      complete: (wanted, version) => ({ ...wanted, version }),
      write: (next) => ports.register.addOrganisation(next, { at: ports.clock(), actor: command.actor }),
    });

const accept = (
  command: RegisterOrganisation,
  newest: Participant | undefined,
  allowedPrivateOrigins: readonly string[],
): Result<Omit<Participant, 'version'>> => {
  const { organisation, name, kind, endpoint, active = true } = command;
  const tier = command.tier ?? newest?.tier ?? firstTier[kind];
  const faults: Refusal[] = [];
  const fault = (expression: string, diagnostics: string) =>
    faults.push({ code: 'invalid-input', expression, diagnostics });

  if (!isOdsCode(organisation) && !isOwnCode(organisation)) {
    fault('/organisation', 'The code must be an ODS code, or lower-case words joined by hyphens.');
  }
  if (!isName(name)) fault('/name', 'The name must have 1 to 100 characters on one line.');
  if (newest && newest.kind !== kind) fault('/kind', 'An organisation does not change its kind; register a new one.');
  if (firstTier[kind] !== 'full' && tier === 'full') fault('/tier', 'No partner sees everything.');
  if (!newest && tier !== firstTier[kind]) fault('/tier', `A new ${kind} starts at ${firstTier[kind]}.`);
  const unusable = endpoint === undefined ? undefined : endpointFault(endpoint, allowedPrivateOrigins);
  if (unusable) fault('/endpoint', `The endpoint ${unusable}.`);

  const system = isOdsCode(organisation) ? systems.odsOrganisation : systems.organisation;
  return (
    refuseAll(faults) ??
    ok({
      ...{ organisation, name, kind, tier, active },
      identifier: { system, value: organisation },
      ...(endpoint === undefined ? {} : { endpoint: { url: endpoint.replace(/\/+$/, '') } }),
    })
  );
};
