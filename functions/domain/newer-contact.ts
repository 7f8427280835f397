import type { ContactPoint, Extension, Patient } from 'fhir/r4.js';
import { extensions } from '../../contracts/systems.ts';
import { given, unlessEmpty } from './given.ts';

const isUnsafe = (point: ContactPoint): boolean =>
  point.extension?.some((e) => e.url === extensions.contactSafety && e.valueCode === 'not-safe') ?? false;

const isSafetyWord = (e: Extension): boolean => e.url === extensions.contactSafety;

const digits = (value: string | undefined): string => (value ?? '').replace(/[\s()-]/g, '').toLowerCase();
const same = (a: ContactPoint, b: ContactPoint): boolean =>
  a.system === b.system && digits(a.value) === digits(b.value);

/** What was said to be unsafe stays so until somebody says otherwise of that very channel. */
const withOldWarning = (sent: ContactPoint, standing: readonly ContactPoint[]): ContactPoint => {
  if (sent.extension?.some(isSafetyWord)) return sent;
  const warning = standing.find((old) => same(old, sent))?.extension?.filter(isSafetyWord) ?? [];
  return warning.length > 0 ? { ...sent, extension: [...(sent.extension ?? []), ...warning] } : sent;
};

const safeContactIn = (patient: Patient): Extension[] =>
  patient.extension?.filter((e) => e.url === extensions.safeContact) ?? [];

/**
 * The person with the ways to reach them that the same practice has sent now: the newest block counts, and a channel that
 * was unsafe and is not mentioned any more stays to be seen as unsafe. Nothing else of the person is changed.
 */
export const newerContact = (standing: Patient, sent: Patient): Patient => {
  const old = standing.telecom ?? [];
  const now = (sent.telecom ?? []).map((point) => withOldWarning(point, old));
  const unsafe = old.filter((point) => isUnsafe(point) && !now.some((n) => same(n, point)));
  const said = safeContactIn(sent);
  const others = (standing.extension ?? []).filter((e) => e.url !== extensions.safeContact);
  return {
    ...standing,
    ...given({
      telecom: unlessEmpty(now.length > 0 ? [...now, ...unsafe] : old),
      address: unlessEmpty(sent.address ?? standing.address ?? []),
      extension: unlessEmpty([...others, ...(said.length > 0 ? said : safeContactIn(standing))]),
    }),
  };
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
