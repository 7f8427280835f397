import type { Actor } from '../domain/referral.ts';
import { isOdsCode } from '../domain/request/ods-code.ts';
import type { Client, Participant, Participants } from './ports.ts';

/** Who changed the register, and when: kept with each version. */
export interface Registration {
  readonly at: string;
  readonly actor: Actor;
}

/** The write side of `Participants`. `conflict`: another version with that number stands there already. */
export interface ParticipantRegister extends Participants {
  addOrganisation(next: Participant, by: Registration): Promise<'written' | 'conflict'>;
  addClient(next: Client, by: Registration): Promise<'written' | 'conflict'>;
}

/** One version with who wrote it. */
export interface Recorded<T> {
  readonly record: T;
  readonly by: Registration;
}

/** Every version, oldest first. */
export interface RegisterHistory {
  organisationVersions(code: string): Promise<readonly Recorded<Participant>[]>;
  clientVersions(id: string): Promise<readonly Recorded<Client>[]>;
}

/** What a registration came to: the version that now holds, and whether this request wrote it. */
export interface Registered<T> {
  readonly record: T;
  readonly written: boolean;
}

/** An ODS code as NHS England issues them, `L99901`. Never digits alone: ten of them would be an NHS number. */
export const isIssuedOdsCode = (code: string): boolean => isOdsCode(code) && /[A-Z]/.test(code);

/** A code that Handover gave to an organisation without an ODS code, or to a piece of software: `walking-group`. */
export const isOwnCode = (code: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code) && code.length <= 64;

/** A name for people: 1 to 100 characters, no control characters, no line breaks. */
export const isName = (name: string): boolean =>
  /^[^\p{Cc}\p{Cn}\u2028\u2029]{1,100}$/u.test(name) && name.trim() === name;
