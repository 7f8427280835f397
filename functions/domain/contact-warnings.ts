import type { ContactPoint, Extension, Patient } from 'fhir/r4.js';
import { extensions } from '../../contracts/systems.ts';
import { given, unlessEmpty } from './given.ts';
import { isSelf } from './safe-contact.ts';

const isSafetyWord = (e: Extension): boolean => e.url === extensions.contactSafety;
const isUnsafe = (point: ContactPoint): boolean =>
  point.extension?.some((e) => isSafetyWord(e) && e.valueCode === 'not-safe') ?? false;

/** A number that is not safe to ring is none to send a text to, until somebody says so. */
const kindOf = ({ system }: ContactPoint): string => (system === 'email' || system === 'url' ? system : 'number');

/** 07700 900123, (07700) 900-123, +44 7700 900123 and 0044 7700 900123 are one number. */
const addressOf = (point: ContactPoint): string => {
  const value = (point.value ?? '').replace(/\s/g, '').toLowerCase();
  return kindOf(point) === 'number' ? value.replace(/[().-]/g, '').replace(/^(?:\+|00)440?/, '0') : value;
};
const isSame = (a: ContactPoint, b: ContactPoint): boolean => kindOf(a) === kindOf(b) && addressOf(a) === addressOf(b);

/** Every channel of a Patient: the person's own, and those of whoever else is named. */
export const channelsOf = ({ telecom = [], contact = [] }: Patient): ContactPoint[] => [
  ...telecom,
  ...contact.flatMap((c) => c.telecom ?? []),
];

/** What was said to be unsafe stays so until somebody says otherwise of that very channel. */
const withOldWarning = (sent: ContactPoint, standing: readonly ContactPoint[]): ContactPoint => {
  if (sent.extension?.some(isSafetyWord)) return sent;
  const old = standing.filter((s) => isSame(s, sent));
  const warning = (old.find(isUnsafe) ?? old[0])?.extension?.filter(isSafetyWord) ?? [];
  return warning.length > 0 ? { ...sent, extension: [...(sent.extension ?? []), ...warning] } : sent;
};

/** Parts of the safe contact block in which a "no" is a warning. */
const warnings = ['voicemail', 'post'];

/** The newest block counts; a "no" that it does not mention stands. */
const blocksOf = (standing: Patient, wanted: Patient): Extension[] => {
  const isBlock = (e: Extension): boolean => e.url === extensions.safeContact;
  const old = standing.extension?.filter(isBlock) ?? [];
  const [first, ...rest] = wanted.extension?.filter(isBlock) ?? [];
  if (!first) return old;
  const named = new Set([first, ...rest].flatMap((e) => e.extension ?? []).map((part) => part.url));
  const kept = old
    .flatMap((e) => e.extension ?? [])
    .filter((part) => warnings.includes(part.url) && part.valueCode === 'no' && !named.has(part.url));
  return kept.length > 0 ? [{ ...first, extension: [...(first.extension ?? []), ...kept] }, ...rest] : [first, ...rest];
};

/**
 * `wanted` with every warning of `standing` that it says nothing about: a channel that is not safe stays to be seen as
 * not safe, also when it is not mentioned any more, in whichever of FHIR's places it stood. DESIGN 4, safe contact.
 */
export const keepWarnings = (standing: Patient, wanted: Patient): Patient => {
  const old = channelsOf(standing);
  const telecom = wanted.telecom?.map((point) => withOldWarning(point, old)) ?? [];
  const contact = (wanted.contact ?? []).map((c) =>
    c.telecom ? { ...c, telecom: c.telecom.map((point) => withOldWarning(point, old)) } : c,
  );
  const now = channelsOf({ resourceType: 'Patient', telecom, contact });
  const isLost = (point: ContactPoint): boolean => isUnsafe(point) && !now.some((n) => isSame(n, point));
  const own = [...(standing.telecom ?? []), ...(standing.contact ?? []).filter(isSelf).flatMap((c) => c.telecom ?? [])];
  const ofOthers = (standing.contact ?? [])
    .filter((c) => !isSelf(c) && c.telecom?.some(isLost))
    .map((c) => ({ ...c, telecom: (c.telecom ?? []).filter(isLost) }));
  const others = (wanted.extension ?? []).filter((e) => e.url !== extensions.safeContact);
  const { telecom: _t, contact: _c, extension: _e, ...rest } = wanted;
  return {
    ...rest,
    ...given({
      telecom: unlessEmpty([...telecom, ...own.filter(isLost)]),
      contact: unlessEmpty([...contact, ...ofOthers]),
      extension: unlessEmpty([...others, ...blocksOf(standing, wanted)]),
    }),
  };
};
