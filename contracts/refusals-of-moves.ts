import type { RefusalKind } from './refusal-kind.ts';

/** What may not happen to a Task or a meeting now: standards.md 12.4 to 12.6, DESIGN 4. */
export const refusalsOfMoves = {
  'illegal-transition': { status: 422, issue: 'business-rule', says: 'The Task may not move to this status.' },
  'illegal-pair': { status: 422, issue: 'business-rule', says: 'This business status may not stand with this status.' },
  'reason-missing': {
    status: 422,
    issue: 'required',
    says: 'This status needs a reason: statusReason.text, 1 to 500 characters.',
  },
  'review-date-missing': {
    status: 422,
    issue: 'required',
    says: 'This status needs a review date within 20 working days.',
  },
  'output-missing': { status: 422, issue: 'required', says: 'A completed Task needs at least one output.' },
  'immutable-element': {
    status: 422,
    issue: 'business-rule',
    says: 'This element stays as it was sent: nobody changes it, or not whoever asked.',
  },
  'onward-open': { status: 422, issue: 'business-rule', says: 'An onward Task is still open.' },
  'hot-handover': {
    status: 422,
    issue: 'business-rule',
    says: 'An onward Task that was accepted lacks its first meeting, who signed the person up, the result, or a follow-up.',
  },
  'advice-only': {
    status: 422,
    issue: 'business-rule',
    says: 'Advice only is not an outcome once an onward Task was accepted.',
  },
  'outcome-untrue': {
    status: 422,
    issue: 'business-rule',
    says: 'The outcome says something that is not recorded.',
  },
  'need-missing': { status: 422, issue: 'required', says: 'No service available needs the need recorded.' },
  'abort-open': {
    status: 422,
    issue: 'business-rule',
    says: 'A request to abort this Task is open and must be answered first.',
  },
  'meeting-ahead': { status: 422, issue: 'business-rule', says: 'A meeting in the future is still booked.' },
  'abort-not-accepted': {
    status: 422,
    issue: 'business-rule',
    says: 'Work in progress is cancelled only after an abort request was accepted or left unanswered, or when the person withdrew.',
  },
  'already-happened': {
    status: 422,
    issue: 'business-rule',
    says: 'Something already happened for the person; cancel instead of recalling.',
  },
  'not-yet': { status: 422, issue: 'business-rule', says: 'A result cannot be recorded before the meeting has begun.' },
  'meeting-begun': {
    status: 422,
    issue: 'business-rule',
    says: 'A meeting that has begun is neither called off nor put off: what came of it is recorded.',
  },
  'result-known': {
    status: 422,
    issue: 'business-rule',
    says: 'What is known of a meeting is corrected by another result, never taken back.',
  },
  'too-late': { status: 422, issue: 'business-rule', says: 'The time for corrections has passed.' },
  'chases-missing': {
    status: 422,
    issue: 'business-rule',
    says: 'Not known needs two chases of the group and one try to ask the person.',
  },
  'contact-stopped': {
    status: 422,
    issue: 'business-rule',
    says: 'The person cannot come now; please do not contact them.',
  },
  'reports-at-odds': {
    status: 422,
    issue: 'business-rule',
    says: 'Another report about the person says something else; say first which of them is wrong.',
  },
  'attempt-not-counted': {
    status: 422,
    issue: 'informational',
    says: 'The try to reach the person is recorded, and does not count towards "could not be reached".',
  },
  'measure-answers': {
    status: 422,
    issue: 'value',
    says: 'The answers do not fit the questionnaire that they are of.',
  },
  'measure-not-now': {
    status: 422,
    issue: 'business-rule',
    says: 'This questionnaire is not for this person, or not now.',
  },
  'person-first': {
    status: 422,
    issue: 'business-rule',
    says: 'A named professional must first record having read the risks.',
  },
} as const satisfies Record<string, RefusalKind>;
