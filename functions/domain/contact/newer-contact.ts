import type { ContactPoint, Patient } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { canonical } from '../canonical.ts';
import { given, unlessEmpty } from '../given.ts';
import { keepEveryWay } from './contact-warnings.ts';
import { isSelf, meansOfContact } from './safe-contact.ts';

/**
 * The person with the ways to reach them that the same practice has sent now, first, in whichever form they came (BaRS has
 * the person's own numbers in a contact that is the person). A further need adds and marks, it takes no way to reach
 * somebody away. Nothing else of the person is changed.
 */
export const newerContact = (standing: Patient, sent: Patient): Patient => {
  const hasOwn = meansOfContact(sent).own.length > 0;
  const telecom: ContactPoint[] | undefined = hasOwn ? sent.telecom : standing.telecom;
  const { telecom: _t, contact: _c, ...rest } = standing;
  const safeContact = sent.extension?.filter((e) => e.url === extensions.safeContact) ?? [];
  const more = standing.extension?.filter((e) => safeContact.length === 0 || e.url !== extensions.safeContact) ?? [];
  return keepEveryWay(standing, {
    ...rest,
    ...given({
      telecom: unlessEmpty(telecom ?? []),
      contact: unlessEmpty([
        ...(hasOwn ? ownContacts(sent) : ownContacts(standing)),
        ...contactsOfOthers(standing, sent),
      ]),
      address: unlessEmpty(sent.address ?? standing.address ?? []),
      extension: unlessEmpty([...more, ...safeContact]),
    }),
  });
};

type Contact = NonNullable<Patient['contact']>[number];
const ownContacts = ({ contact = [] }: Patient): Contact[] => contact.filter(isSelf);
const others = ({ contact = [] }: Patient): Contact[] => contact.filter((c) => !isSelf(c));

/** Those who were named before with a number are kept with it; these are those who were only named. */
const contactsOfOthers = (standing: Patient, sent: Patient): Contact[] => {
  const said = others(sent);
  if (said.length === 0) return others(standing);
  const known = new Set(said.map(canonical));
  return [...said, ...others(standing).filter((c) => c.telecom === undefined && !known.has(canonical(c)))];
};

/** Every word of every name: after a marriage the given names are still the same. */
const namesOf = (patient: Patient): string[] =>
  (patient.name ?? [])
    .flatMap((n) => [n.family, ...(n.given ?? [])])
    .flatMap((name) => (name?.trim() ? [name.normalize('NFC').trim().toLowerCase()] : []));

/**
 * Whether a traced NHS number came with the facts of another person: another birth date, or no birth date and no name in
 * common. A number on the wrong record is the "wrong person" hazard: such requests are never joined.
 */
export const isSomebodyElse = (standing: Patient, sent: Patient): boolean => {
  const [a, b] = [standing.birthDate, sent.birthDate];
  if (a !== undefined && b !== undefined) return !(a.startsWith(b) || b.startsWith(a));
  const known = namesOf(standing);
  const named = namesOf(sent);
  return known.length > 0 && named.length > 0 && !known.some((name) => named.includes(name));
};
