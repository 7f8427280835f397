import type { APIGatewayProxyEvent } from 'aws-lambda';
import { asTheOrganisation, type StaffRole, usualRole } from '../../../contracts/authority/staff.ts';
import { pagesClient } from '../../domain/hub.ts';
import type { StaffMember } from '../../domain/owed/on-duty.ts';
import type { Principal } from '../../http/request.ts';
import type { Clock, Participant, Participants } from '../../usecases/ports.ts';
import { sessionCookie } from './cookies.ts';
import type { Identity } from './identity-provider.ts';
import type { Sessions } from './sessions.ts';

export interface SignedInPerson {
  readonly organisation: Participant;
  readonly person: StaffMember;
  readonly role: StaffRole;
}

const roleOf = ({ kind }: Participant, { role, manager }: StaffMember): StaffRole =>
  role ?? (manager ? 'manager' : usualRole[kind]);

type Register = Pick<Participants, 'organisation'>;

const found = async (
  register: Register,
  code: string,
  isThey: (member: StaffMember) => boolean,
): Promise<SignedInPerson | undefined> => {
  const organisation = await register.organisation(code);
  const person = organisation?.staff?.find(isThey);
  if (!organisation?.active || !person) return undefined;
  return { organisation, person, role: roleOf(organisation, person) };
};

/** The organisation's own list of its people decides who somebody is; whoever is on no list is nobody. */
export const personOf = (register: Register, who: Identity): Promise<SignedInPerson | undefined> =>
  found(register, who.organisation, ({ signsInAs }) => signsInAs === who.subject);

/** The same person once a request is theirs. */
export const personActing = (register: Register, { actor }: Principal): Promise<SignedInPerson | undefined> =>
  found(register, actor.organisation, ({ code }) => code === actor.person);

/** For whom a signed-in person acts: what they may see and do is decided where it is for everybody else. */
export const principalOfPerson = ({
  organisation: { organisation, kind },
  person,
  role,
}: SignedInPerson): Principal => ({
  actor: {
    ...{ client: pagesClient, organisation, person: person.code },
    ...(role === asTheOrganisation[kind] ? {} : { as: [role] }),
  },
  organisations: [organisation],
});

interface Doors {
  readonly sessions: Sessions;
  /** Remembered for 30 s at most: whoever is taken off the list is out within that time. */
  readonly register: Register;
  readonly clock: Clock;
}

/** What API Gateway's authoriser says of software, said of the person whose session the request carries. */
export const callerBySession =
  ({ sessions, register, clock }: Doors) =>
  async ({ headers }: APIGatewayProxyEvent): Promise<Readonly<Record<string, string>> | null> => {
    const id = sessionCookie.in(headers.cookie);
    const who = id === undefined ? undefined : await sessions.read(id, clock());
    const person = who && (await personOf(register, who));
    if (!person) return null;
    const { actor, organisations } = principalOfPerson(person);
    const { client, person: code = '', as = [] } = actor;
    return { client, person: code, organisations: organisations.join(), role: as.join() };
  };
