import { systems } from '../../contracts/systems.ts';
import { today } from '../domain/calendar.ts';
import type { Agreement, ParticipantKind, Tier } from '../domain/participant.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { nextVersion } from './next-version.ts';
import {
  agreementFaults,
  endpointFaults,
  endpointOf,
  firstTier,
  identifierFaults,
  nameFaults,
  tierFaults,
} from './organisation-faults.ts';
import { isIssuedOdsCode, isOwnCode, type ParticipantRegister, type Registered } from './participant-register.ts';
import type { Clock, Participant } from './ports.ts';

export interface RegisterOrganisation {
  readonly actor: Actor;
  readonly organisation: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  /** Where others know it by another code, a charity number say. Default: as it was; at first the code itself. */
  readonly identifier?: { readonly system: string; readonly value: string };
  /** Absent: it has none, and fetches what is for it. */
  readonly endpoint?: string;
  /** The client behind that endpoint, where it is one that does not need to be sent what it did itself. */
  readonly endpointClient?: string;
  /** Default: as it was; for a new one the least that the kind of organisation can work with. */
  readonly tier?: Tier;
  /** Default: as it was. */
  readonly agreement?: Agreement;
  /** Default: as it was. */
  readonly active?: boolean;
  /** Refuse to change one that is registered with other content. */
  readonly onlyNew?: boolean;
}

export interface RegisterPorts {
  readonly register: ParticipantRegister;
  readonly clock: Clock;
  readonly allowedPrivateOrigins: readonly string[];
}

/** Enters an organisation, or all that is said of it at once. The same content again writes nothing. */
export const registerOrganisation =
  (ports: RegisterPorts) =>
  (command: RegisterOrganisation): Promise<Result<Registered<Participant>>> =>
    nextVersion<Participant>({
      newest: () => ports.register.organisation(command.organisation),
      wanted: (newest) => accept(command, newest, ports),
      complete: (wanted, version) => ({ ...wanted, version }),
      write: (next) => ports.register.addOrganisation(next, { at: ports.clock(), actor: command.actor }),
      ...(command.onlyNew ? { ifOther: known } : {}),
    });

const known: Refusal = {
  code: 'invalid-input',
  expression: '/organisation',
  diagnostics: 'It is registered already, with other content: change its name, endpoint, tier or agreement one by one.',
};

const accept = (
  command: RegisterOrganisation,
  newest: Participant | undefined,
  { clock, allowedPrivateOrigins }: RegisterPorts,
): Result<Omit<Participant, 'version'>> => {
  const { organisation, name, kind, endpoint } = command;
  const tier = command.tier ?? newest?.tier ?? firstTier[kind];
  const agreement = command.agreement ?? newest?.agreement;
  const faults: Refusal[] = [];
  const fault = (expression: string, diagnostics: string) =>
    faults.push({ code: 'invalid-input', expression, diagnostics });

  if (!isIssuedOdsCode(organisation) && !isOwnCode(organisation)) {
    fault('/organisation', 'The code must be an ODS code, or lower-case words joined by hyphens.');
  }
  faults.push(...nameFaults(name));
  if (newest && newest.kind !== kind) fault('/kind', 'An organisation does not change its kind; register a new one.');
  faults.push(...tierFaults(kind, tier, newest), ...endpointFaults(endpoint, allowedPrivateOrigins));
  if (command.agreement) faults.push(...agreementFaults(command.agreement, today(clock())));

  if (command.identifier) faults.push(...identifierFaults(command.identifier));

  const system = isIssuedOdsCode(organisation) ? systems.odsOrganisation : systems.organisation;
  return (
    refuseAll(faults) ??
    ok({
      ...{ organisation, name, kind, tier, active: command.active ?? newest?.active ?? true },
      identifier: command.identifier ?? newest?.identifier ?? { system, value: organisation },
      ...(endpoint === undefined ? {} : { endpoint: endpointOf(endpoint, command.endpointClient) }),
      ...ownVerbs(newest),
      ...(agreement ? { agreement } : {}),
    })
  );
};

/** What has verbs of its own stays as it is. */
const ownVerbs = (
  newest: Participant | undefined,
): Pick<Participant, 'paused' | 'otherWays' | 'webhook' | 'staff' | 'digest' | 'checkedForUnder18'> => ({
  ...(newest?.paused ? { paused: newest.paused } : {}),
  ...(newest?.otherWays ? { otherWays: newest.otherWays } : {}),
  ...(newest?.webhook ? { webhook: newest.webhook } : {}),
  ...(newest?.staff ? { staff: newest.staff } : {}),
  ...(newest?.digest ? { digest: newest.digest } : {}),
  ...(newest?.checkedForUnder18 ? { checkedForUnder18: newest.checkedForUnder18 } : {}),
});
