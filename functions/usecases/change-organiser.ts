import type { Organiser, OrganiserChannel } from '../domain/organiser.ts';
import { isPartnerKind } from '../domain/participant.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { mobileOf } from '../domain/to-person/mobile.ts';
import { changeRegistered } from './change-registered.ts';
import { fault, isAddress } from './organisation-faults.ts';
import { isName, type Registered } from './participant-register.ts';
import type { Participant } from './ports.ts';
import type { RegisterPorts } from './register-organisation.ts';

export type OrganiserChange =
  /** Whoever set it has spoken to them: it counts as confirmed. */
  | ({ readonly kind: 'set' } & Pick<Organiser, 'name' | 'channel' | 'to' | 'telephone'>)
  | { readonly kind: 'remove' }
  /** Somebody made sure that it is still theirs. Links of before go on. */
  | { readonly kind: 'confirm' }
  /** `since`: of the contact that it is about; of another it says nothing. */
  | { readonly kind: 'returned' | 'stopped'; readonly since: string }
  /** One link of theirs opens nothing from now on; the others do. */
  | { readonly kind: 'withdraw'; readonly link: string };

interface ChangeOrganiser {
  readonly actor: Actor;
  readonly organisation: string;
  readonly change: OrganiserChange;
}

/** One change of the human to whom a partner's links go. */
export const changeOrganiser =
  (ports: Pick<RegisterPorts, 'register' | 'clock'>) =>
  ({ change, ...asked }: ChangeOrganiser): Promise<Result<Registered<Participant>>> =>
    changeRegistered(ports, asked, (newest) => {
      const { version: _, organiser, ...content } = newest;
      const after = changed(organiser, change, ports.clock());
      return refuseAll(faultsOf(change, newest)) ?? ok({ ...content, ...(after ? { organiser: after } : {}) });
    });

const changed = (standing: Organiser | undefined, change: OrganiserChange, now: string): Organiser | undefined => {
  switch (change.kind) {
    case 'set': {
      const { kind: _, ...contact } = change;
      return { ...contact, since: now, confirmed: now };
    }
    case 'remove':
      return undefined;
    case 'confirm': {
      if (!standing) return undefined;
      const { returned: _, stopped: __, ...rest } = standing;
      return { ...rest, confirmed: now };
    }
    case 'withdraw':
      return !standing || standing.withdrawn?.includes(change.link)
        ? standing
        : { ...standing, withdrawn: [...(standing.withdrawn ?? []), change.link].slice(-mostWithdrawn) };
    default:
      return standing?.since === change.since && standing[change.kind] === undefined
        ? { ...standing, [change.kind]: now }
        : standing;
  }
};

/** A link is over 30 days after its session: whoever withdrew more than these has others that are over long ago. */
const mostWithdrawn = 100;

const anyNumber = /^\+?\d[\d ]{8,15}\d$/;

const isReached: Readonly<Record<OrganiserChannel, (to: readonly string[]) => boolean>> = {
  email: ([address = '', ...more]) => more.length === 0 && isAddress(address),
  sms: ([number = '', ...more]) => more.length === 0 && mobileOf(number) !== undefined,
  letter: (lines) => lines.length >= 3 && lines.length <= 7 && lines.every(isName),
};

const says: Readonly<Record<OrganiserChannel, string>> = {
  email: 'It must be one e-mail address.',
  sms: 'It must be one mobile number of the United Kingdom, such as 07700900123.',
  letter: 'An address has 3 to 7 lines, a name first and a postcode last.',
};

const faultsOf = (change: OrganiserChange, { kind, organiser }: Participant): Refusal[] => {
  if ((change.kind === 'confirm' || change.kind === 'withdraw') && !organiser)
    return [fault('/organiser', 'It has no organiser.')];
  if (change.kind !== 'set') return [];
  return [
    ...(isPartnerKind(kind) || kind === 'companion'
      ? []
      : [fault('/organiser', 'Only a voluntary group, a council or a companion has one.')]),
    ...(change.telephone === undefined || anyNumber.test(change.telephone)
      ? []
      : [fault('/telephone', 'It must be one telephone number, of digits and spaces.')]),
    ...contactFaults(change),
  ];
};

/** What an address cannot be. */
export const contactFaults = ({ name, channel, to }: Pick<Organiser, 'name' | 'channel' | 'to'>): Refusal[] => [
  ...(isName(name) ? [] : [fault('/name', 'The name must have 1 to 100 characters on one line.')]),
  ...(isReached[channel](to) ? [] : [fault(`/${channel}`, says[channel])]),
];
