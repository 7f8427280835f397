import { isDate } from '../domain/calendar.ts';
import {
  type Agreement,
  type CheckedForUnder18,
  isPartnerKind,
  type ParticipantKind,
  type Tier,
} from '../domain/participant.ts';
import type { Refusal } from '../domain/result.ts';
import { isSomebodysName } from '../domain/said/correspondence.ts';
import { endpointFault } from './endpoint-url.ts';
import { isName } from './participant-register.ts';
import type { Endpoint, Participant } from './ports.ts';

/** DESIGN 4, tiers. Practices and the coordinator give direct care to the person; a partner starts with a name only. */
export const firstTier: Readonly<Record<ParticipantKind, Tier>> = {
  practice: 'full',
  coordinator: 'full',
  voluntary: 'name-only',
  council: 'name-only',
  commissioner: 'name-only',
  'measure-provider': 'name-only',
  companion: 'name-only',
};

/** What an operator typed cannot be: where, and why. */
export const fault = (expression: string, diagnostics: string): Refusal => ({
  code: 'invalid-input',
  expression,
  diagnostics,
});

export const nameFaults = (name: string): Refusal[] =>
  isName(name) ? [] : [fault('/name', 'The name must have 1 to 100 characters on one line.')];

/** Never ten digits alone: that would be an NHS number. */
export const identifierFaults = ({ system, value }: Participant['identifier']): Refusal[] =>
  URL.canParse(system) && /^[\x21-\x7e]{1,64}$/.test(value) && !/^\d{10}$/.test(value)
    ? []
    : [fault('/identifier', 'It must be the address of a system and a code of 1 to 64 visible characters.')];

/** `newest` absent: the organisation is new. */
export const tierFaults = (kind: ParticipantKind, tier: Tier, newest?: Participant): Refusal[] => [
  ...(firstTier[kind] !== 'full' && tier === 'full' ? [fault('/tier', 'No partner sees everything.')] : []),
  ...(!newest && tier !== firstTier[kind] ? [fault('/tier', `A new ${kind} starts at ${firstTier[kind]}.`)] : []),
];

export const endpointFaults = (url: string | undefined, allowedPrivateOrigins: readonly string[]): Refusal[] => {
  const unusable = url === undefined ? undefined : endpointFault(url, allowedPrivateOrigins);
  return unusable ? [fault('/endpoint', `The endpoint ${unusable}.`)] : [];
};

/** As it is kept: paths are appended to it. */
export const endpointOf = (url: string, client?: string): Endpoint => ({
  url: url.replace(/\/+$/, ''),
  ...(client === undefined ? {} : { client }),
});

/** Counts of referrals go to a coordinator alone, and to one plain address: no name beside it, no list. */
export const digestFaults = (kind: ParticipantKind, address: string | undefined): Refusal[] => [
  ...(kind === 'coordinator' ? [] : [fault('/digest', 'The counts of the day are for a coordinator.')]),
  ...(address === undefined || isAddress(address)
    ? []
    : [fault('/digest', 'It must be one e-mail address, such as duty@service.nhs.uk.')]),
];

export const isAddress = (text: string): boolean =>
  text.length <= 254 && /^[\w.+'-]{1,64}@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(text);

export const agreementFaults = ({ reference, ends }: Agreement, today: string): Refusal[] => [
  ...(isName(reference) ? [] : [fault('/agreement', 'Its reference must have 1 to 100 characters on one line.')]),
  ...(isDate(ends) ? [] : [fault('/agreement', 'Its end must be a date such as 2027-03-31.')]),
  ...(isDate(ends) && ends < today ? [fault('/agreement', 'It has ended already.')] : []),
];

/** People under 18 go to partners: whoever is in direct care is checked by others. No check holds longer than three years. */
export const checkFaults = (kind: ParticipantKind, check: CheckedForUnder18 | undefined, today: string): Refusal[] => {
  if (check === undefined) return [];
  const { by, until } = check;
  const longest = `${Number(today.slice(0, 4)) + longestCheckYears}${today.slice(4)}`;
  return [
    ...(isPartnerKind(kind) ? [] : [fault('/checked', 'Only a voluntary group or a council is checked for this.')]),
    ...(isSomebodysName(by) ? [] : [fault('/checked', 'Who checked must be a name or a role, two letters at least.')]),
    ...(isDate(until) ? [] : [fault('/checked', 'Its end must be a date such as 2027-03-31.')]),
    ...(isDate(until) && until < today ? [fault('/checked', 'It has ended already.')] : []),
    ...(isDate(until) && until > longest
      ? [fault('/checked', `It holds for ${longestCheckYears} years at most; then somebody checks again.`)]
      : []),
  ];
};

/** As DBS checks are commonly renewed; the law sets no date. */
const longestCheckYears = 3;
