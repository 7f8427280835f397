import type { RefusalCode } from '../refusals.ts';
import type { Outcome } from './codes.ts';
import { deadlines } from './deadlines.ts';
import type { BusinessStatus } from './statuses.ts';

interface FactEntry {
  readonly refusal: RefusalCode;
  /** What is said where the fact does not hold: what is missing, or what stands against it. */
  readonly otherwise: string;
}

/** What the ledger can know of how a referral ended. */
export const outcomeFacts = {
  'somebody-came': { refusal: 'outcome-untrue', otherwise: 'no meeting says that the person came' },
  'nobody-came': { refusal: 'outcome-untrue', otherwise: 'a meeting says that the person came' },
  'onward-accepted': { refusal: 'outcome-untrue', otherwise: 'no onward Task was accepted' },
  'no-onward-accepted': { refusal: 'advice-only', otherwise: 'an onward Task was accepted' },
  'conversation-held': { refusal: 'outcome-untrue', otherwise: 'no conversation with the person is recorded' },
  'need-recorded': { refusal: 'need-missing', otherwise: 'no output of type unmet-need is recorded' },
  'person-declined': {
    refusal: 'outcome-untrue',
    otherwise:
      'neither a conversation with the person nor a decline of a group with the code declined-by-person is recorded',
  },
  'tried-enough': {
    refusal: 'outcome-untrue',
    otherwise: `fewer than ${deadlines.contactAttempts} contact attempts on different days count since the last conversation`,
  },
  'risks-looked-at': {
    refusal: 'outcome-untrue',
    otherwise: 'no named professional has read the risks since the last contact attempt: a risks-read is missing',
  },
  'reports-settled': {
    refusal: 'outcome-untrue',
    otherwise: 'a report about the person waits: say first whether it is right',
  },
} as const satisfies Record<string, FactEntry>;
export type OutcomeFact = keyof typeof outcomeFacts;

/** The outcomes with which a businessStatus that says how well it went may stand; the others say nothing of that. */
export const outcomesWith: Readonly<Partial<Record<BusinessStatus, readonly Outcome[]>>> = {
  'outcome-achieved': ['connected-and-attended'],
  'outcome-partial': ['connected-and-attended', 'connected-not-attended', 'advice-only'],
  signposted: ['connected-not-attended', 'advice-only', 'no-service-available'],
};

/**
 * What must hold before a referral may be said to have ended so: as the outcome of a completed Task, or as the reason of
 * one that failed or was cancelled by its owner. A practice puts it into the person's record.
 */
export const outcomeNeeds: Readonly<Record<Outcome, readonly OutcomeFact[]>> = {
  'connected-and-attended': ['somebody-came'],
  'connected-not-attended': ['onward-accepted', 'nobody-came'],
  'advice-only': ['no-onward-accepted', 'conversation-held'],
  'no-service-available': ['need-recorded'],
  'declined-by-person': ['person-declined'],
  'unable-to-contact': ['nobody-came', 'tried-enough', 'risks-looked-at', 'reports-settled'],
  'moved-or-died': [],
};
