import { deadlines, type Policy, type PolicyChanges } from '../lifecycle/deadlines.ts';

/** Beyond this a deadline is no deadline any more: the longest that anything may wait unseen (DESIGN 4). In working days. */
const longest = deadlines.longestReview;

type Numbers = { readonly [name: string]: number | Numbers };

const leaves = (numbers: Numbers, at = ''): [string, number][] =>
  Object.entries(numbers).flatMap(([name, value]) =>
    typeof value === 'number' ? [[at + name, value] as [string, number]] : leaves(value, `${at}${name}.`),
  );

/** What comes one after the other, each at least a working day later: who is reminded must have time to act. */
const inOrder = (policy: Policy): [string, readonly number[]][] => [
  ['answer: remind, escalate', [policy.answer.remind, policy.answer.escalate]],
  ['answerUrgent: remind, escalate', [policy.answerUrgent.remind, policy.answerUrgent.escalate]],
  [
    'meetingResult: chase, chaseAgain, escalate',
    [policy.meetingResult.chase, policy.meetingResult.chaseAgain, policy.meetingResult.escalate],
  ],
  [
    'answerCompanion: remind, remindAgain, escalate',
    [policy.answerCompanion.remind, policy.answerCompanion.remindAgain, policy.answerCompanion.escalate],
  ],
  [
    'companionResult: chase, chaseAgain, escalate',
    [policy.companionResult.chase, policy.companionResult.chaseAgain, policy.companionResult.escalate],
  ],
  ['closingAcknowledged: remind, ring', [policy.closingAcknowledged.remind, policy.closingAcknowledged.ring]],
  ['callRead: read, ring', [policy.callRead.read, policy.callRead.ring]],
  ['replyFeedback: remind, late', [policy.replyFeedback.remind, policy.replyFeedback.late]],
  ['callReadUrgentHours: read, ring', [policy.callReadUrgentHours.read, policy.callReadUrgentHours.ring]],
];

/** What waits no longer because it is urgent. */
const notLater = (policy: Policy): [string, number, number][] => [
  ['answerUrgent.remind is later than answer.remind', policy.answerUrgent.remind, policy.answer.remind],
  ['answerUrgent.escalate is later than answer.escalate', policy.answerUrgent.escalate, policy.answer.escalate],
  ['questionUrgent is later than question', policy.questionUrgent, policy.question],
];

/** Hours from 09:00 to 17:00. What is urgent is read within a working day, and is given time to be read. */
const hoursOfDay = 8;
const hourFaults = ({ callReadUrgentHours: { read, ring } }: Policy): string[] =>
  read < 1 || ring > hoursOfDay
    ? [`callReadUrgentHours is ${read} and ${ring}: working hours, 1 to ${hoursOfDay}, so that it is read within a day`]
    : [];

/** Why an area cannot have these deadlines; empty: it can. */
const policyFaults = (policy: Policy): string[] => [
  ...leaves(policy)
    .filter(([, days]) => !Number.isInteger(days) || days < 0 || days > longest)
    .map(([name, days]) => `${name} is ${days}: whole working days or hours, 0 to ${longest}`),
  ...inOrder(policy)
    .filter(([, days]) => days.some((day, n) => day <= (days[n - 1] ?? -1)))
    .map(([name]) => `${name}: each is later than the one before`),
  ...hourFaults(policy),
  ...notLater(policy).flatMap(([fault, urgent, routine]) => (urgent > routine ? [fault] : [])),
];

/**
 * The deadlines of an area: the defaults, but for what it has otherwise. Deadlines that make no sense throw: with them
 * neither the template is made nor a function starts.
 */
export const policyOf = (changes: PolicyChanges): Policy => {
  const { graceDays: _, contactAttempts: __, ...defaults } = deadlines;
  const policy: Policy = {
    ...defaults,
    ...changes,
    answer: { ...defaults.answer, ...changes.answer },
    answerUrgent: { ...defaults.answerUrgent, ...changes.answerUrgent },
    meetingResult: { ...defaults.meetingResult, ...changes.meetingResult },
    closingAcknowledged: { ...defaults.closingAcknowledged, ...changes.closingAcknowledged },
    answerCompanion: { ...defaults.answerCompanion, ...changes.answerCompanion },
    companionResult: { ...defaults.companionResult, ...changes.companionResult },
    replyFeedback: { ...defaults.replyFeedback, ...changes.replyFeedback },
    callRead: { ...defaults.callRead, ...changes.callRead },
    callReadUrgentHours: { ...defaults.callReadUrgentHours, ...changes.callReadUrgentHours },
  };
  const faults = policyFaults(policy);
  if (faults.length > 0) throw new Error(`The deadlines of this area cannot be: ${faults.join('; ')}`);
  return policy;
};
