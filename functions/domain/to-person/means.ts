import type { Address, Patient } from 'fhir/r4.js';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { languagesSent, type MessageLanguage } from '../../../contracts/languages.ts';
import type { PersonFormat } from '../../../contracts/notify/person/templates.ts';
import { ukCore } from '../../../contracts/request-item.ts';
import { accessNeedTexts, isForInterpreter } from '../contact/access-needs.ts';
import { languageAmong } from '../contact/languages-of.ts';
import { safeContactOf } from '../contact/safe-contact.ts';
import { isSameChannel } from './first-channel.ts';
import { mobileOf } from './mobile.ts';

type PersonChannel = 'sms' | 'email' | 'letter';

/** Why somebody has to tell the person: what they need is no text, or there is no safe way to send one. */
export const whyCall = {
  language: 'in their language, with an interpreter',
  interpreter: 'with an interpreter, as they need one',
  'read-aloud': 'by voice, as they need it read out',
  times: 'at the times that are safe for them',
  through: 'through whom they asked',
  'no-safe-way': 'in another way: there is no channel that is known to be safe',
} as const;
export type WhyCall = keyof typeof whyCall;

export type Means =
  | { readonly kind: 'call'; readonly why: WhyCall }
  | {
      readonly kind: 'write';
      readonly channel: PersonChannel;
      /** A number, an e-mail address, or a name and address line by line. */
      readonly to: readonly string[];
      readonly language: MessageLanguage;
      readonly format: PersonFormat;
    };

const asksForInterpreter = ({ extension = [] }: Patient): boolean =>
  extension.some((e) => e.url === ukCore.interpreter && e.valueBoolean === true);

const isReadAloud = (need: string): boolean =>
  /\baudio\b|braille|read (out|aloud)|cannot read|can not read|can't read/.test(need);

const formatOf = (needs: readonly string[], channel: PersonChannel): PersonFormat => {
  if (needs.some((need) => /easy ?-?read|plain words/.test(need))) return 'easy-read';
  // What is on a screen is as large as they set it.
  return channel === 'letter' && needs.some((need) => need.includes('large print')) ? 'large-print' : 'plain';
};

/** Notify takes three to seven lines, the name first, the postcode last. */
const mostLines = 7;
const linesOf = ({ line = [], city, district, postalCode, text }: Address): string[] =>
  postalCode === undefined && text !== undefined
    ? text.split(/[,\n]/).map((part) => part.trim())
    : [...line, ...(district === undefined ? [] : [district]), ...(city === undefined ? [] : [city]), postalCode ?? ''];

const fullName = ({ name = [] }: Patient): string => {
  const [first] = name;
  return first?.text ?? [...(first?.given ?? []), first?.family ?? ''].join(' ').trim();
};

const letterTo = (patient: Patient): string[] | undefined => {
  const address = patient.address?.find(({ use, period }) => use !== 'old' && period?.end === undefined);
  const lines = [fullName(patient), ...(address ? linesOf(address) : [])].filter((line) => line.trim() !== '');
  return address && lines.length >= 3 && lines.length <= mostLines ? lines : undefined;
};

/** What they need is no text, or nobody but a person can keep to it: safe times are words, and so is through whom. A channel that is safe beside it changes nothing. */
const whyNotWritten = (
  patient: Patient,
  needs: readonly string[],
  {
    times,
    through,
    language,
  }: Pick<ReturnType<typeof safeContactOf>, 'times' | 'through'> & { readonly language: MessageLanguage | undefined },
): WhyCall | undefined => {
  if (asksForInterpreter(patient) || needs.some(isForInterpreter)) return 'interpreter';
  if (language === undefined) return 'language';
  if (needs.some(isReadAloud)) return 'read-aloud';
  if (times.length > 0) return 'times';
  return through.length > 0 ? 'through' : undefined;
};

interface Way {
  readonly channel: PersonChannel;
  readonly to: readonly string[];
}

/** One channel, where a text reaches it. */
const wayBy = ({ system, value }: { readonly system: string | undefined; readonly value: string }): Way | undefined => {
  if (system === 'email') return { channel: 'email', to: [value] };
  const mobile = system === 'phone' || system === 'sms' ? mobileOf(value) : undefined;
  return mobile === undefined ? undefined : { channel: 'sms', to: [mobile] };
};

/**
 * How the person is to be told something now: by the best of their own channels that is safe for a text, else by a letter that
 * they said may come, else by somebody. DESIGN 4: nothing goes on a channel that is not safe. Pure.
 *
 * @param mayPost a letter would be there in time
 * @param failed by this it came back: then another channel, and if there is none, somebody
 */
export const meansOf = (patient: Patient, mayPost: boolean, failed?: string, mode = thisArea.mode): Means => {
  const needs = accessNeedTexts(patient).map((need) => need.toLowerCase());
  const { channels, times, post, through } = safeContactOf(patient);
  const language = languageAmong(patient, languagesSent(mode));
  const why = whyNotWritten(patient, needs, { times, through, language });
  if (why !== undefined || language === undefined) return { kind: 'call', why: why ?? 'language' };
  const lines = mayPost && post === 'yes' && failed === undefined ? letterTo(patient) : undefined;
  const written = channels.filter(({ safety }) => safety === 'safe').flatMap((channel) => wayBy(channel) ?? []);
  const way =
    written.find(({ to: [to = ''] }) => failed === undefined || !isSameChannel(to, failed)) ??
    (lines && { channel: 'letter' as const, to: lines });
  if (!way) return { kind: 'call', why: 'no-safe-way' };
  return {
    kind: 'write',
    ...way,
    language,
    format: formatOf(needs, way.channel),
  };
};
