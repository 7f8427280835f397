import { extensions } from '../systems.ts';
import {
  askingToStop,
  businessStatus,
  changing,
  completing,
  note,
  outcome,
  reason,
  recording,
  unmetNeed,
} from './bodies.ts';
import type { ErrorPage } from './error-page.ts';

const reviewDate = { extension: [{ url: extensions.reviewDate, valueDate: '{tomorrow}' }] };
const advice = outcome('advice-only');

/** What may be done to a Task: the transition table, contracts/lifecycle. */
export const workPages = {
  ended: {
    cause: 'The Task has ended, and an ended Task takes no change but further outputs for 30 days.',
    given: 'ended',
    wrong: [changing({ status: 'in-progress' })],
    right: [changing({ output: [note] })],
  },
  'illegal-transition': {
    cause: 'The Task may not go from where it is to where you want it. The diagnostics list what is allowed.',
    given: 'sent',
    wrong: [changing({ status: 'in-progress' })],
    right: [changing({ status: 'accepted' }), changing({ status: 'in-progress' })],
  },
  'illegal-pair': {
    cause:
      'The business status belongs to another status. The table stands in contracts/suppliers/statuses.md of the hub’s source.',
    given: 'sent',
    wrong: [changing({ status: 'accepted', businessStatus: businessStatus('outcome-achieved') })],
    right: [changing({ status: 'accepted', businessStatus: businessStatus('contact-attempted') })],
  },
  'reason-missing': {
    cause: 'Rejected, cancelled, failed, on-hold and entered-in-error say why, in words that the other side reads.',
    given: 'sent',
    wrong: [changing({ status: 'rejected' })],
    right: [changing({ status: 'rejected', ...reason('No room before spring') })],
  },
  'review-date-missing': {
    cause: 'Whatever waits has a day on which somebody looks at it again, within 20 working days.',
    given: 'accepted',
    wrong: [changing({ status: 'on-hold', ...reason('In hospital until next week') })],
    right: [changing({ status: 'on-hold', ...reason('In hospital until next week'), ...reviewDate })],
  },
  'output-missing': {
    cause: 'A Task that is completed says how it ended: a referral by an output of type outcome with a code of ours.',
    given: 'spoken',
    wrong: [changing({ status: 'completed' })],
    right: [completing(advice)],
  },
  'immutable-element': {
    cause: 'What a Task is about, for whom and from whom never changes, and outputs are not taken away.',
    remedy: 'Withdraw the request and send another one.',
    given: 'sent',
    wrong: [changing({ for: { reference: 'Patient/somebody-else' } })],
    right: [changing({ status: 'accepted' })],
  },
  'need-missing': {
    cause: 'Where no service is there for a need, the need is written down, so that it can be counted.',
    given: 'spoken',
    wrong: [completing(outcome('no-service-available'))],
    right: [completing(outcome('no-service-available'), unmetNeed)],
  },
  'outcome-untrue': {
    cause:
      'The outcome says something that is not recorded: a meeting to which the person came, a conversation, tries to reach them.',
    remedy: 'Record first what happened, or say what did. The diagnostics name what is missing.',
    given: 'accepted',
    wrong: [completing(advice)],
    right: [recording('conversation', '{task}'), completing(advice)],
  },
  'abort-open': {
    cause: 'You have asked to stop already, and the answer is still to come.',
    given: 'begun',
    wrong: [askingToStop, askingToStop],
    right: [askingToStop],
  },
  'abort-not-accepted': {
    cause:
      'Work that has begun is cancelled when whoever asked for it asked to stop and that was accepted, or the person withdrew; by whoever asked, once that request was not answered by its last deadline. Nobody says to have been asked to stop whom nobody asked.',
    given: 'spoken',
    wrong: [changing({ status: 'cancelled', ...reason('Takes too long') })],
    right: [changing({ status: 'cancelled', ...reason('Does not want it any more', 'withdrawn-by-person') })],
  },
  'already-happened': {
    cause: 'Somebody has already met the person, spoken to them or tried to. That cannot be made not to have happened.',
    remedy: 'Withdraw the request instead.',
    given: 'spoken',
    wrong: [{ send: 'PUT /FHIR/R4/ServiceRequest/{request}', changes: { status: 'entered-in-error' } }],
    right: [{ send: 'PUT /FHIR/R4/ServiceRequest/{request}', changes: { status: 'revoked' } }],
  },
  'person-first': {
    warning: 'also',
    cause: 'The referral tells of a danger. Before anything else a named professional records having read it.',
    remedy: 'As a warning to who sent it: a professional reads it by the end of the working day, not sooner.',
    given: 'danger',
    wrong: [completing(advice)],
    right: [
      recording('risks-read', '{task}', 'Dr Ama Mensah'),
      recording('conversation', '{task}'),
      completing(advice),
    ],
  },
  'too-late': {
    cause: 'Results are corrected and outputs added within 30 days of the end.',
    remedy: 'What matters now goes into a new referral.',
    untried: 'It takes 30 days. Tests with a clock of their own show it.',
  },
} as const satisfies Record<string, ErrorPage>;
