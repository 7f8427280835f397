import type { Consent } from 'fhir/r4.js';
import { extensions, systems } from '../../../contracts/systems.ts';
import { type About, isInUse, wordingBase, wordingOf, wordingToday } from '../../../contracts/wordings.ts';
import { calendarDaysAfter, isDate, readInstant, span, today } from '../calendar.ts';
import { organisationOf, type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { isSomebodysName } from '../said/correspondence.ts';
import { purposesOf } from './permission.ts';
import { isSayKnown, sayKnownFaults } from './say-known.ts';
import { whyMayNotDecide } from './who-decides.ts';

const lacks = (element: string, diagnostics: string): Refusal => ({
  code: 'permission-incomplete',
  expression: `Consent.${element}`,
  diagnostics,
});

const recorderOf = ({ extension }: Consent): string | undefined =>
  extension?.find((e) => e.url === extensions.recordedBy)?.valueReference?.display;

/** Whom it is about, and that it holds: also an objection is about somebody. */
const commonFaults = (consent: Consent, { patient }: Referral): Refusal[] => {
  const { status, provision } = consent;
  const named = provision?.actor?.some((a) => organisationOf(a.reference) !== undefined);
  return [
    ...(status === 'active' ? [] : [lacks('status', 'active; an objection is a new Consent with provision.type deny')]),
    ...(consent.patient === undefined || consent.patient.reference === referenceTo(patient)
      ? []
      : [{ code: 'wrong-parent', expression: 'Consent.patient' } as const]),
    ...(provision?.type === undefined ? [lacks('provision.type', 'permit or deny')] : []),
    ...(named ? [] : [lacks('provision.actor', 'a reference to the Organization that it is about')]),
  ];
};

/** The calendar day in England on which the person was asked. */
const dayAsked = (dateTime: string): string | undefined => {
  const instant = readInstant(dateTime);
  if (instant) return today(instant);
  return isDate(dateTime) ? dateTime : undefined;
};

const whenFaults = ({ dateTime = '' }: Consent, now: string): Refusal[] => {
  if (dayAsked(dateTime) === undefined) return [lacks('dateTime', 'the day or instant on which it was decided')];
  // A day's grace: clocks differ, and a date may be written in another zone.
  return span(dateTime).first <= calendarDaysAfter(now, 1) ? [] : [lacks('dateTime', 'not in the future')];
};

/** What the person was asked for: each is another question than to ask a group. */
const aboutOf = ({ provision }: Consent): readonly About[] => {
  const about = (provision?.purpose ?? []).map((purpose): About => {
    if (purpose.system !== systems.permissionPurpose) return 'sharing';
    if (isSayKnown(purpose)) return 'knowing';
    return purpose.code === 'send-measures' ? 'measuring' : 'telling';
  });
  return about.length > 0 ? [...new Set(about)] : ['sharing'];
};

/** Whoever was asked goes on until the person says no: nobody would be told on the day on which a permission ended by itself. */
const endFaults = ({ provision }: Consent): Refusal[] =>
  provision?.period?.end === undefined
    ? []
    : [
        lacks(
          'provision.period.end',
          'none: a permission lasts until it is taken back by a Consent with provision.type deny',
        ),
      ];

const wordingWanted = (about: About, now: string): string =>
  `the wording in which the person was asked ${asksFor[about]}, in use on that day, such as ${wordingBase}${wordingToday(today(now), about)}`;
const asksFor: Readonly<Record<About, string>> = {
  sharing: 'whether a group may be told',
  telling: 'whether whoever referred may be told',
  knowing: 'whether the professional who referred may be told that the service knows them',
  measuring: 'whether a provider may ask how they are',
};

/** A decision in somebody's best interests is made in nobody's wording. */
const wordingFaults = (consent: Consent, now: string): Refusal[] => {
  const { policy = [], extension, dateTime = '' } = consent;
  const decision = extension?.find((e) => e.url === extensions.decision)?.extension;
  if (decision?.some((e) => e.url === 'basis' && e.valueCode === 'best-interests')) return [];
  const day = dayAsked(dateTime) ?? today(now);
  const known = policy.map(({ uri }) => wordingOf(uri)).filter((wording) => wording !== undefined);
  const inUse = known.filter((wording) => isInUse(wording, day)).map(({ about }) => about);
  return aboutOf(consent)
    .filter((about) => !inUse.includes(about))
    .map((about) => lacks('policy.uri', wordingWanted(about, now)));
};

/**
 * What a permission or objection lacks that is recorded now. What stands in the ledger already was judged when it came. An
 * objection is never refused for what nobody wrote beside it: it counts from this version on.
 */
export const recordingFaults = (consent: Consent, referral: Referral, now: string): Refusal[] => {
  const common = commonFaults(consent, referral);
  if (consent.provision?.type !== 'permit') return common;
  const why = whyMayNotDecide(consent, referral.patient, now);
  return [
    ...common,
    ...(why === undefined
      ? []
      : [{ code: 'may-not-decide', expression: 'Consent.performer', diagnostics: why } as const]),
    ...(isSomebodysName(recorderOf(consent))
      ? []
      : [lacks('extension', `who wrote it down: valueReference.display of ${extensions.recordedBy}`)]),
    ...(purposesOf(consent.provision.purpose).length > 0
      ? []
      : [lacks('provision.purpose', 'what for: a coding of the ServiceRequest.code that will be asked')]),
    ...sayKnownFaults(consent, referral),
    ...whenFaults(consent, now),
    ...endFaults(consent),
    ...wordingFaults(consent, now),
  ];
};
