import type { ContactPoint, Extension, Patient } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { patient } from './referrals.ts';

export const channel = (system: 'phone' | 'sms' | 'email', value: string, safety?: string): ContactPoint => ({
  ...{ system, value },
  ...(safety === undefined ? {} : { extension: [{ url: extensions.contactSafety, valueCode: safety }] }),
});

export const safeContact = (parts: Readonly<Record<string, string>>): Extension => ({
  url: extensions.safeContact,
  extension: Object.entries(parts).map(([url, said]) =>
    ['voicemail', 'post', 'naming'].includes(url) ? { url, valueCode: said } : { url, valueString: said },
  ),
});

export const needing = (...needs: readonly string[]): Extension[] =>
  needs.map((valueString) => ({ url: extensions.accessNeed, valueString }));

export const mobile = channel('phone', '07700 900123', 'safe');
const address = [{ line: ['1 Parton Road'], city: 'Churchdown', postalCode: 'GL3 2JH' }];
const speaking = (code: string): Pick<Patient, 'communication'> => ({
  communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code }] }, preferred: true }],
});

/** Somebody, with these ways to be reached. */
export const whoHas = (more: Partial<Patient>): Patient => ({ ...patient, telecom: [], ...more });

/** People of every kind that matters to how they are told something. */
export const people: Readonly<Record<string, Patient>> = {
  'a mobile that is safe': whoHas({ telecom: [mobile] }),
  'and messages may name the group': whoHas({ telecom: [mobile], extension: [safeContact({ naming: 'yes' })] }),
  'an e-mail, and messages may name the group': whoHas({
    ...{ telecom: [channel('email', 'a@example.org', 'safe')], extension: [safeContact({ naming: 'yes' })] },
  }),
  'a mobile of which nobody said anything': whoHas({ telecom: [channel('phone', '07700 900123')] }),
  'one entry that is safe, and the same number that is not': whoHas({
    telecom: [mobile, channel('sms', '+447700900123', 'not-safe')],
  }),
  'a landline that is safe, and an e-mail that is not': whoHas({
    telecom: [channel('phone', '01452 000000', 'safe'), channel('email', 'a@example.org', 'not-safe')],
  }),
  'an e-mail first, then a mobile': whoHas({
    telecom: [
      { ...mobile, rank: 2 },
      { ...channel('email', 'a@example.org', 'safe'), rank: 1 },
    ],
  }),
  'only the post': whoHas({ address, extension: [safeContact({ post: 'yes' }), ...needing('large print')] }),
  'an address, and no word that post may come': whoHas({ address }),
  'no telephone and no address': whoHas({
    extension: [safeContact({ noChannel: 'Comes to the day centre on Tuesdays', through: 'Oak Day Centre' })],
  }),
  'safe times': whoHas({ telecom: [mobile], extension: [safeContact({ times: 'mornings, when he is at work' })] }),
  'a BSL interpreter': whoHas({ telecom: [mobile], extension: needing('BSL interpreter') }),
  'it read out': whoHas({ telecom: [mobile], extension: needing('audio') }),
  'easy read': whoHas({ telecom: [mobile], extension: needing('easy read') }),
  Welsh: whoHas({ telecom: [mobile], ...speaking('cy') }),
  Polish: whoHas({ telecom: [mobile], ...speaking('pl') }),
};
