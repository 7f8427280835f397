import type { ContactPoint, Extension, Patient } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { given, unlessEmpty } from '../given.ts';
import { contactKeys } from './contact-key.ts';
import { withPoints } from './contact-warnings.ts';
import { channelsOf, isSelf, safeContactOf, safetyOf } from './safe-contact.ts';

const calledUnsafe = (point: ContactPoint): ContactPoint => {
  if (safetyOf(point) === 'not-safe') return point;
  const others = point.extension?.filter((e) => e.url !== extensions.contactSafety) ?? [];
  return { ...point, extension: [...others, { url: extensions.contactSafety, valueCode: 'not-safe' }] };
};

/** No message, no letter and no name of a group: said once it stands, beside whatever else was said (safe-contact.ts, the careful one). */
const noesOf = (standing: Patient, sent: Patient): Extension[] => {
  const [known, said] = [safeContactOf(standing), safeContactOf(sent)];
  const noes = (['voicemail', 'post', 'naming'] as const).filter((part) => said[part] === 'no' && known[part] !== 'no');
  const extension = noes.map((url) => ({ url, valueCode: 'no' }));
  return extension.length > 0 ? [{ url: extensions.safeContact, extension }] : [];
};

/**
 * `standing` with the warnings of `sent`, and nothing else of it: from somebody who may not correct how the person is reached.
 * That a number is not safe is believed of anybody; that one is safe, or that there is another, is not. DESIGN 4, safe contact.
 */
export const withWarningsOf = (standing: Patient, sent: Patient): Patient => {
  const unsafe = new Set(channelsOf(sent).flatMap(({ point, safety }) => (safety === 'not-safe' ? [point] : [])));
  const keys = new Set([...unsafe].flatMap(({ value }) => contactKeys(value)));
  const known = new Set(channelsOf(standing).flatMap(({ point }) => contactKeys(point.value)));
  const isNews = (point: ContactPoint): boolean =>
    unsafe.has(point) && contactKeys(point.value).some((key) => !known.has(key));
  const newsOf = (telecom: readonly ContactPoint[] = []): ContactPoint[] => telecom.filter(isNews).map(calledUnsafe);
  const marked = withPoints(standing, (point) =>
    contactKeys(point.value).some((key) => keys.has(key)) ? calledUnsafe(point) : point,
  );
  const contacts = sent.contact ?? [];
  const own = [...newsOf(sent.telecom), ...contacts.filter(isSelf).flatMap(({ telecom }) => newsOf(telecom))];
  const ofOthers = contacts.filter((c) => !isSelf(c)).map((c) => ({ ...c, telecom: newsOf(c.telecom) }));
  return {
    ...marked,
    ...given({
      telecom: unlessEmpty([...(marked.telecom ?? []), ...own]),
      contact: unlessEmpty([...(marked.contact ?? []), ...ofOthers.filter((c) => c.telecom.length > 0)]),
      extension: unlessEmpty([...(marked.extension ?? []), ...noesOf(standing, sent)]),
    }),
  };
};
