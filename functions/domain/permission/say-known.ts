import type { Coding, Communication, Consent } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, statusOf } from '../coding.ts';
import { referrerOf, respondentOf } from '../parties.ts';
import { organisationOf, type Referral } from '../referral.ts';
import { referrerOn } from '../request/referrer-kind.ts';
import type { Refusal } from '../result.ts';
import { asRequest, permission } from './permission.ts';

const [system, code] = [systems.permissionPurpose, 'say-known' as const];

export const isSayKnown = (purpose: Coding): boolean => purpose.system === system && purpose.code === code;

/**
 * The registered professional who sent it, and is answered: a practice, or whom the agreement with their organisation vouches for
 * (issue 9, 5). Nobody else is ever told that somebody is known: for them it is a receipt, with the person's leave or without.
 */
export const professionalOf = (referral: Referral): string | undefined => {
  const { kind, untilAgreed } = referrerOn(referral.task);
  const isOne = (kind === 'practice' || kind === 'professional') && untilAgreed === undefined;
  const sender = referrerOf(referral);
  return isOne && sender === respondentOf(referral) ? sender : undefined;
};

/** Whether the person agreed, in the words for it, that whoever sent this referral hears that they are known. */
export const agreedToSayKnown = (referral: Referral, now = referral.at): boolean => {
  const { consents, patient } = referral;
  const to = professionalOf(referral);
  return to !== undefined && permission(consents, to, asRequest(code, patient), { patient, now }) !== undefined;
};

/** A message that says so, of a person who no longer agrees: it is neither sent nor shown. */
export const isUnsaid = (message: Communication, referral: Referral): boolean =>
  codeIn(systems.practiceMessage, message.topic) === 'already-known' && !agreedToSayKnown(referral);

/** May be asked: it is open, and who sent it may be told. */
export const mayBeSaidKnown = (referral: Referral): boolean =>
  !isTerminal(statusOf(referral.task)) && professionalOf(referral) !== undefined && !agreedToSayKnown(referral);

export const sayKnownFaults = ({ provision }: Consent, referral: Referral): Refusal[] => {
  if (!provision?.purpose?.some(isSayKnown)) return [];
  const [to] = (provision.actor ?? []).map(({ reference }) => organisationOf(reference));
  return to !== undefined && to === professionalOf(referral) && provision.actor?.length === 1
    ? []
    : [
        {
          ...({ code: 'permission-incomplete', expression: 'Consent.provision.actor' } as const),
          diagnostics: 'say-known is to the registered professional who sent this referral, and to nobody else',
        },
      ];
};
