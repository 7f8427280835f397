import type { ContactPoint, Extension, Patient } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { given, unlessEmpty } from '../given.ts';
import { contactKeys } from './contact-key.ts';
import { channelsOf, isSelf, meansOfContact, safetyOf } from './safe-contact.ts';

const isSafetyWord = (e: Extension): boolean => e.url === extensions.contactSafety;
const isUnsafe = (point: ContactPoint): boolean => safetyOf(point) === 'not-safe';

/** Looked up, not searched: who sends thousands of numbers waits no longer than others. */
const among = (points: readonly ContactPoint[]) => {
  const keysOf = ({ system, value }: ContactPoint): string[] => contactKeys(value).map((key) => `${system} ${key}`);
  const written = ({ system, value }: ContactPoint): string => `${system} ${value}`;
  const byKey = new Map<string, ContactPoint>();
  for (const point of points)
    for (const key of keysOf(point)) {
      const known = byKey.get(key);
      if (!known || (isUnsafe(point) && !isUnsafe(known))) byKey.set(key, point);
    }
  const asWritten = new Set(points.map(written));
  return {
    /** The same kind of channel to the same number, however it is written: one that is not safe, or else the first. */
    same: (point: ContactPoint): ContactPoint | undefined => {
      const found = keysOf(point).flatMap((key) => byKey.get(key) ?? []);
      return found.find(isUnsafe) ?? found[0];
    },
    hasThatVery: (point: ContactPoint): boolean => asWritten.has(written(point)),
  };
};
type Among = ReturnType<typeof among>;

/** What was said stays so until somebody says otherwise. */
const withOldWord = (sent: ContactPoint, standing: Among): ContactPoint => {
  if (sent.extension?.some(isSafetyWord)) return sent;
  const word = standing.same(sent)?.extension?.filter(isSafetyWord) ?? [];
  return word.length > 0 ? { ...sent, extension: [...(sent.extension ?? []), ...word] } : sent;
};

/** With another change to every channel, in whichever of FHIR's places it stands. */
export const withPoints = (patient: Patient, change: (point: ContactPoint) => ContactPoint): Patient => ({
  ...patient,
  ...given({
    telecom: patient.telecom?.map(change),
    contact: patient.contact?.map((c) => (c.telecom ? { ...c, telecom: c.telecom.map(change) } : c)),
  }),
});

/** Every entry says what stands for its number, so that nobody who reads one alone is misled. DESIGN 4, safe contact. */
export const withCarefulWords = (patient: Patient): Patient => {
  const stands = new Map(channelsOf(patient).map(({ point, safety }) => [point, safety]));
  return withPoints(patient, (point) => {
    const safety = stands.get(point);
    if (safety === undefined || safety === safetyOf(point)) return point;
    const others = point.extension?.filter((e) => !isSafetyWord(e)) ?? [];
    return { ...point, extension: [...others, { url: extensions.contactSafety, valueCode: safety }] };
  });
};

/** A part is replaced by naming it; one that is not named stands, but for a "yes": that is no restriction. */
const blocksOf = (standing: Patient, wanted: Patient): Extension[] => {
  const isBlock = (e: Extension): boolean => e.url === extensions.safeContact;
  const old = standing.extension?.filter(isBlock) ?? [];
  const [first, ...rest] = wanted.extension?.filter(isBlock) ?? [];
  if (!first) return old;
  const named = new Set([first, ...rest].flatMap((e) => e.extension ?? []).map((part) => part.url));
  const kept = old.flatMap((e) => e.extension ?? []).filter((part) => part.valueCode !== 'yes' && !named.has(part.url));
  return kept.length > 0 ? [{ ...first, extension: [...(first.extension ?? []), ...kept] }, ...rest] : [first, ...rest];
};

type Keeps = (standing: ContactPoint, now: Among) => boolean;

/** A warning stands until a message names that very entry: another way to write its number is another entry. */
const ifUnsafe: Keeps = (point, now) => isUnsafe(point) && !now.hasThatVery(point);
const ifNotSaidAgain: Keeps = (point, now) => ifUnsafe(point, now) || !now.same(point);

const keeping =
  (keeps: Keeps) =>
  (standing: Patient, wanted: Patient): Patient => {
    const old = among(channelsOf(standing).map(({ point }) => point));
    const now = withPoints(wanted, (point) => withOldWord(point, old));
    const [stood, stands] = [meansOfContact(standing), meansOfContact(now)];
    const pointsOf = (means: typeof stood.own): ContactPoint[] => means.map(({ point }) => point);
    const [own, ofOthers] = [among(pointsOf(stands.own)), among(pointsOf(stands.others))];
    const keptOwn = pointsOf(stood.own).filter((point) => keeps(point, own));
    const keptOfOthers = (standing.contact ?? [])
      .filter((c) => !isSelf(c))
      .map((c) => ({ ...c, telecom: (c.telecom ?? []).filter((point) => keeps(point, ofOthers)) }))
      .filter((c) => c.telecom.length > 0);
    const others = (wanted.extension ?? []).filter((e) => e.url !== extensions.safeContact);
    const { telecom = [], contact = [], extension: _e, ...rest } = now;
    return withCarefulWords({
      ...rest,
      ...given({
        telecom: unlessEmpty([...telecom, ...keptOwn]),
        contact: unlessEmpty([...contact, ...keptOfOthers]),
        extension: unlessEmpty([...others, ...blocksOf(standing, wanted)]),
      }),
    });
  };

/**
 * `wanted` with every warning of `standing` that it says nothing about: a channel that is not safe stays to be seen as
 * not safe, also when it is not mentioned any more, in whichever of FHIR's places it stood. DESIGN 4, safe contact.
 */
export const keepWarnings = keeping(ifUnsafe);

/** The same, with every other way to reach the person that `wanted` does not mention. */
export const keepEveryWay = keeping(ifNotSaidAgain);
