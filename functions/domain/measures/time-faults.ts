import { thisMeasures } from '../../../contracts/areas/this-measures.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { lateExitDays, mostSittings } from '../../../contracts/measures/answers.ts';
import { isAskedOnce } from '../../../contracts/measures/instruments.ts';
import { calendarDaysAfter, today } from '../calendar.ts';
import { hasDied } from '../circumstance/circumstances.ts';
import { statusOf } from '../coding.ts';
import { wasAccepted } from '../parties.ts';
import type { Referral } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { exitsOf } from './exit.ts';
import { type Measure, measuresIn } from './measures.ts';
import { isTooMany } from './sittings.ts';

const notNow = (diagnostics: string, expression = 'QuestionnaireResponse'): Refusal => ({
  code: 'measure-not-now',
  expression,
  diagnostics,
});

/** users.md 2.5: SWEMWBS is for people whose reason is about mental health. */
const isForMentalHealth = ({ request, furtherNeeds }: Referral): boolean =>
  [request, ...furtherNeeds]
    .flatMap(({ reasonCode = [] }) => reasonCode)
    .flatMap(({ coding = [] }) => coding)
    .some(({ system, code }) =>
      thisMeasures.mentalHealthReasons.some((reason) => reason.system === system && reason.code === code),
    );

const personFaults = (referral: Referral, { instrument }: Measure): Refusal[] => [
  ...(instrument.licensed && thisMeasures.licences[instrument.code] === undefined
    ? [notNow('this service has no licence for it', 'QuestionnaireResponse.questionnaire')]
    : []),
  ...(instrument.askedOf === 'mental-health' && !isForMentalHealth(referral)
    ? [notNow('it is for people with a reason of mental health', 'QuestionnaireResponse.questionnaire')]
    : []),
];

/** An exit may be known before its entry is written down, or the entry be put right after it. */
const isAfterEnd = (referral: Referral, { instrument, at }: Measure): boolean =>
  measuresIn(referral).some((one) => one.instrument === instrument && one.occasion === 'exit' && one.at < at);

/** What is asked once is asked of somebody who is done with the service, so that its answer comes after the end, too. */
const isAskedOnceInTime = ({ task }: Referral, { instrument, occasion, notAnswered, at }: Measure): boolean => {
  const { end } = task.executionPeriod ?? {};
  const isOfTheEnd = isAskedOnce(instrument) && occasion === 'exit';
  return isOfTheEnd && end !== undefined && (notAnswered !== undefined || at <= calendarDaysAfter(end, lateExitDays));
};

/**
 * After the end only what belongs to an entry, and numbers no later than the sixteenth week; of what is asked once none later than four weeks
 * after the end. Why there are none may be said at any time.
 */
const endedFaults = (referral: Referral, measure: Measure): Refusal[] => {
  const exit = exitsOf(measuresIn(referral)).find(({ instrument }) => instrument === measure.instrument);
  if (measure.occasion === 'exit' && exit && measure.at < exit.entered)
    return [notNow('not before the numbers of the beginning', 'QuestionnaireResponse.authored')];
  if (measure.occasion === 'entry' && isAfterEnd(referral, measure))
    return [notNow('not after what was said at the end', 'QuestionnaireResponse.authored')];
  if (measure.occasion === 'exit' && exit)
    return measure.notAnswered || measure.at <= exit.until
      ? []
      : [notNow('numbers of the end are taken until sixteen weeks after those of the beginning; say not-asked')];
  return !isTerminal(statusOf(referral.task)) || isAskedOnceInTime(referral, measure)
    ? []
    : [notNow('the referral has ended, and this is no exit of it')];
};

/** Why it may not be recorded of this person at this time. */
export const timeFaults = (referral: Referral, measure: Measure, now: string): Refusal[] => {
  const { task } = referral;
  if (task.status === 'entered-in-error') return [{ code: 'ended', diagnostics: 'the referral was recalled' }];
  if (hasDied(referral)) return [{ code: 'ended', diagnostics: 'the person has died' }];
  const authored = 'QuestionnaireResponse.authored';
  return [
    ...(wasAccepted(task) ? [] : [notNow('nobody is asked before the referral was accepted')]),
    ...(measure.at > now ? [notNow('an instant, not in the future', authored)] : []),
    ...(today(measure.at) < today(task.authoredOn ?? measure.at)
      ? [notNow('not before the day of the referral', authored)]
      : []),
    ...personFaults(referral, measure),
    ...endedFaults(referral, measure),
    ...(!measure.notAnswered && isTooMany(measuresIn(referral), measure.at)
      ? [notNow(`nobody is asked on more than ${mostSittings} days in twelve weeks`)]
      : []),
  ];
};
