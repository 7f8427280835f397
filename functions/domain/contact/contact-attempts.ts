import type { Communication, Patient, Task } from 'fhir/r4.js';
import {
  type AttemptMedium,
  attemptMedia,
  type TimeOfDay,
  timesOfDay,
  type WhyNotCounted,
  whyNotCounted,
} from '../../../contracts/lifecycle/contact-attempts.ts';
import { deadlines } from '../../../contracts/lifecycle/deadlines.ts';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { timeOfDay, today } from '../calendar.ts';
import { wasStoppedAt } from '../circumstance/circumstances.ts';
import { codeIn, isAbout, isRequestDetail, kindOf } from '../coding.ts';
import { contactProhibited } from '../parties.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { contactKeys } from './contact-key.ts';
import { needsTranslation } from './languages-of.ts';
import { meansOfContact, safeContactOf } from './safe-contact.ts';

const isMedium = (code: string | undefined): code is AttemptMedium =>
  code !== undefined && Object.hasOwn(attemptMedia, code);

const mediumOf = ({ medium = [] }: Communication): AttemptMedium | undefined =>
  medium.map((m) => codeIn(systems.participationMode, m)).find(isMedium);

const keysTried = ({ extension = [] }: Communication): string[] =>
  extension.filter((e) => e.url === extensions.triedAt).flatMap((e) => contactKeys(e.valueContactPoint?.value));

/** Somebody wrote down what the person needs. Whether a try met it, only who tried can say. */
export const hasNeeds = (patient: Patient): boolean =>
  (patient.extension ?? []).some(
    (e) => e.url === extensions.accessNeed || (e.url === ukCore.interpreter && e.valueBoolean === true),
  ) || needsTranslation(patient);

const metNeeds = ({ extension = [] }: Communication): boolean =>
  extension.some((e) => e.url === extensions.needsMet && e.valueBoolean === true);

/** A call, a text or an e-mail: the number must be one of theirs now, and what is written needs somebody's word that it is safe. */
const faultOfChannel = (
  patient: Patient,
  keys: readonly string[],
  medium: AttemptMedium,
): WhyNotCounted | undefined => {
  if (keys.length === 0) return 'no-channel';
  const { own, others } = meansOfContact(patient);
  const isTried = ({ value }: { value?: string }) => contactKeys(value).some((key) => keys.includes(key));
  const agreed = safeContactOf(patient).through.length > 0 ? others : [];
  if ([...own, ...others].some(({ point, safety }) => isTried(point) && safety === 'not-safe')) return 'not-safe';
  const theirs = [...own, ...agreed].filter(({ point, isCurrent }) => isCurrent && isTried(point));
  if (theirs.length === 0) return 'not-theirs';
  // DESIGN 4: where nobody said whether it is safe, the link worker rings first.
  return medium === 'PHONE' || theirs.some(({ safety }) => safety === 'safe') ? undefined : 'not-known-safe';
};

const faultOfMedium = (patient: Patient, attempt: Communication): WhyNotCounted | undefined => {
  const medium = mediumOf(attempt);
  if (medium === undefined) return 'no-channel';
  if (medium === 'FACE') return undefined;
  if (medium === 'MAILWRIT') return safeContactOf(patient).post === 'yes' ? undefined : 'no-post';
  return faultOfChannel(patient, keysTried(attempt), medium);
};

/**
 * Why a try to reach the person does not count, or undefined: the one place that says so (issue 5 item 4). Held against what
 * is known of the person now: what turned out not to be safe, or not to be theirs, did not reach them.
 */
export const whyNot = (referral: Referral, attempt: Communication): WhyNotCounted | undefined => {
  if (contactProhibited(referral) || wasStoppedAt(referral, attempt.sent ?? '')) return 'contact-stopped';
  const fault = faultOfMedium(referral.patient, attempt);
  if (fault) return fault;
  return hasNeeds(referral.patient) && !metNeeds(attempt) ? 'needs-not-met' : undefined;
};

const isAttempt = (communication: Communication): boolean => kindOf(communication) === 'contact-attempt';

/** Whether it is a try to reach the person that counts. */
export const isCounted = (referral: Referral, communication: Communication): boolean =>
  isAttempt(communication) && whyNot(referral, communication) === undefined;

const attemptsSince = (referral: Referral, since: string, task?: Task): Communication[] =>
  referral.communications
    .filter((c) => isAttempt(c) && (c.sent ?? '') >= since)
    .filter((c) => !task || isAbout(c, referenceTo(task)) || isAbout(c, referenceTo(referral.task)));

const inWords = (reasons: readonly WhyNotCounted[]): string[] =>
  [...new Set(reasons)].map(
    (reason) => `not counted: ${reasons.filter((r) => r === reason).length}, each of which ${whyNotCounted[reason]}`,
  );

/** A letter is there at whatever time the person is. */
const timesOf = (attempt: Communication, sent: string): readonly TimeOfDay[] =>
  mediumOf(attempt) === 'MAILWRIT' ? timesOfDay : [timeOfDay(sent)];

/**
 * What is missing before the person counts as not to be reached, in words without personal data; nothing: they do. `task`: tries
 * about this or about the whole; absent = about anything. standards.md 12.10; different days and times: issue 5 item 4.
 */
export const missingTries = (referral: Referral, since: string, task?: Task): string[] => {
  const tries = attemptsSince(referral, since, task);
  const counted = tries.filter((c) => isCounted(referral, c));
  const days = new Set(counted.map((c) => today(c.sent ?? since))).size;
  const times = new Set(counted.flatMap((c) => timesOf(c, c.sent ?? since)));
  const fewest = deadlines.contactAttempts;
  const missing = [
    ...(days < fewest
      ? [`fewer than ${fewest} contact attempts on different days count since the last conversation: ${days}`]
      : []),
    ...(times.size === 1
      ? [`every contact attempt that counts was in the ${[...times][0]}: one at another time of day is missing`]
      : []),
  ];
  return missing.length > 0 ? [...missing, ...inWords(tries.flatMap((c) => whyNot(referral, c) ?? []))] : [];
};

/** A risk that was ever flagged is looked at again by a named professional after the last try, before nobody tries any more. */
export const risksUnread = (referral: Referral): boolean => {
  const flagged = referral.others.some(
    (r) =>
      r.resourceType === 'Flag' && r.status !== 'entered-in-error' && isRequestDetail(r.code, 'needs-person-first'),
  );
  const last =
    attemptsSince(referral, '')
      .map((c) => c.sent ?? '')
      .sort()
      .at(-1) ?? '';
  return flagged && !referral.communications.some((c) => kindOf(c) === 'risks-read' && (c.sent ?? '') >= last);
};
