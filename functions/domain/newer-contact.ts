import type { ContactPoint, Patient } from 'fhir/r4.js';
import { extensions } from '../../contracts/systems.ts';
import { keepWarnings } from './contact-warnings.ts';
import { given, unlessEmpty } from './given.ts';
import { isSelf } from './safe-contact.ts';

/**
 * The person with the ways to reach them that the same practice has sent now: the newest block counts, in whichever form
 * it came (BaRS has the person's own numbers in a contact that is the person), and a channel that was unsafe and is not
 * mentioned any more stays to be seen as unsafe. Nothing else of the person is changed.
 */
export const newerContact = (standing: Patient, sent: Patient): Patient => {
  const hasOwn = (sent.telecom ?? []).length > 0 || ownContacts(sent).some((c) => (c.telecom ?? []).length > 0);
  const newer = (which: (patient: Patient) => Contact[]): Contact[] =>
    which(sent).length > 0 ? which(sent) : which(standing);
  const telecom: ContactPoint[] | undefined = hasOwn ? sent.telecom : standing.telecom;
  const { telecom: _t, contact: _c, ...rest } = standing;
  const safeContact = sent.extension?.filter((e) => e.url === extensions.safeContact) ?? [];
  const others = standing.extension?.filter((e) => safeContact.length === 0 || e.url !== extensions.safeContact) ?? [];
  return keepWarnings(standing, {
    ...rest,
    ...given({
      telecom: unlessEmpty(telecom ?? []),
      contact: unlessEmpty([...(hasOwn ? ownContacts(sent) : ownContacts(standing)), ...newer(contactsOfOthers)]),
      address: unlessEmpty(sent.address ?? standing.address ?? []),
      extension: unlessEmpty([...others, ...safeContact]),
    }),
  });
};

type Contact = NonNullable<Patient['contact']>[number];
const ownContacts = ({ contact = [] }: Patient): Contact[] => contact.filter(isSelf);
const contactsOfOthers = ({ contact = [] }: Patient): Contact[] => contact.filter((c) => !isSelf(c));

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
