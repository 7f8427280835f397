import { systems } from '../../contracts/systems.ts';
import { canonical } from '../domain/canonical.ts';
import type { Clearance } from '../domain/companion/clearance.ts';
import { doubtOf, type Organiser } from '../domain/organiser.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { contactFaults } from './change-organiser.ts';
import { nextVersion } from './next-version.ts';
import { fault, nameFaults } from './organisation-faults.ts';
import { isOwnCode, type Registered } from './participant-register.ts';
import type { Participant } from './ports.ts';
import type { RegisterPorts } from './register-organisation.ts';

export interface RegisterCompanion {
  readonly actor: Actor;
  readonly code: string;
  readonly name: string;
  /** Absent: nobody writes to them, and the link worker rings. */
  readonly contact?: Pick<Organiser, 'channel' | 'to'>;
  readonly clearance: Clearance;
}

/** What keeps it from being entered, whatever stands in the register. */
export const companionFaults = ({ code, name, contact }: Omit<RegisterCompanion, 'actor'>): Refusal[] => [
  ...(isOwnCode(code) ? [] : [fault('/code', 'The code must be lower-case words joined by hyphens.')]),
  ...nameFaults(name),
  ...(contact ? contactFaults({ name, ...contact }) : []),
];

/** A code is of one kind for good: nobody becomes a group, or a practice, by a line of a list. */
const kindFaults = (newest: Participant | undefined): Refusal[] =>
  newest && newest.kind !== 'companion' ? [fault('/code', `It is a ${newest.kind} in the register.`)] : [];

/** Whoever lists somebody has spoken to them; the links of the same contact go on, and those that were withdrawn stay withdrawn. */
const organiserOf = (
  { name, contact }: RegisterCompanion,
  now: string,
  standing?: Organiser,
): Organiser | undefined => {
  if (!contact) return undefined;
  const is = { name, ...contact };
  const same =
    standing && canonical({ name: standing.name, channel: standing.channel, to: standing.to }) === canonical(is);
  if (!same) return { ...is, since: now, confirmed: now };
  // Whoever lists somebody has spoken to them; who said that they no longer do this says so themselves.
  const isRenewed = standing.stopped === undefined && doubtOf(standing, now) !== undefined;
  if (!isRenewed) return standing;
  const { returned: _, ...rest } = standing;
  return { ...rest, confirmed: now };
};

/** Enters a champion or buddy, or all that is said of them at once. The same again writes nothing. */
export const registerCompanion =
  ({ register, clock }: Pick<RegisterPorts, 'register' | 'clock'>) =>
  (command: RegisterCompanion): Promise<Result<Registered<Participant>>> =>
    nextVersion<Participant>({
      newest: () => register.organisation(command.code),
      wanted: (newest) => {
        const { code, name, clearance } = command;
        const organiser = organiserOf(command, clock(), newest?.organiser);
        return (
          refuseAll([...companionFaults(command), ...kindFaults(newest)]) ??
          ok({
            ...(newest?.paused === undefined ? {} : { paused: newest.paused }),
            ...{ organisation: code, name, kind: 'companion', tier: 'name-only', active: newest?.active ?? true },
            identifier: { system: systems.organisation, value: code },
            companion: clearance,
            ...(organiser ? { organiser } : {}),
          })
        );
      },
      complete: (wanted, version) => ({ ...wanted, version }),
      write: (next) => register.addOrganisation(next, { at: clock(), actor: command.actor }),
    });
