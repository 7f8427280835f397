import type { CodeableConcept, Communication } from 'fhir/r4.js';
import {
  type AttendanceResult,
  attendanceResults,
  type FirstConversation,
  firstConversations,
  type PracticeMessage,
  practiceMessages,
} from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import { hearsOf } from '../authority/authority.ts';
import { messageWaits } from '../circumstance/circumstances.ts';
import { codeIn, concept, kindOf, recordKind } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { meetingResult } from '../meetings/meetings.ts';
import { coordinatorOf, respondentOf } from '../parties.ts';
import { organisation, type Referral, referenceTo } from '../referral.ts';
import { outcomeOf } from '../tasks/ended-as.ts';
import { conversationsIn, isHeld } from './conversations.ts';

export const topicOf = (communication: Communication): string | undefined =>
  codeIn(systems.practiceMessage, communication.topic);

/** It says how it ended: somebody has to have read it. */
export const saysEnd = (communication: Communication): boolean =>
  ['closing', 'refused'].includes(topicOf(communication) ?? '');

const alreadyTold = (referral: Referral, message: PracticeMessage): boolean =>
  referral.communications.some((c) => kindOf(c) === 'practice-message' && topicOf(c) === message);

/** Best result over all onward Tasks: one person who came is what the practice wants to know. */
const attendance = (referral: Referral): AttendanceResult | undefined => {
  const results = referral.onward.map((o) => meetingResult(o.task)).filter((r) => r !== undefined);
  return results.includes('attended') ? 'attended' : results.at(-1);
};

/** What the practice was last told about attendance; undefined when it was told nothing yet. */
const lastTold = (referral: Referral): string | undefined =>
  referral.communications
    .filter((c) => kindOf(c) === 'practice-message')
    .map((c) => c.reasonCode?.map((r) => codeIn(systems.attendance, r)).find((code) => code !== undefined))
    .findLast((code) => code !== undefined);

/** Those that say nothing of how the referral goes. */
const withoutCodes: readonly PracticeMessage[] = [
  ...(['question-taken-back', 'contact-corrected', 'other-practice', 'already-known'] as const),
];

/** Why it was not possible stays with the coordinator: those are its own words. */
const firstConversation = (referral: Referral): FirstConversation =>
  conversationsIn(referral).some(isHeld) ? 'held' : 'not-possible';

/** The codes that the message says; its words are made from them when it is sent. */
const codesOf = (referral: Referral, message: PracticeMessage): CodeableConcept[] => {
  if (withoutCodes.includes(message)) return [];
  if (message === 'first-conversation') {
    const code = firstConversation(referral);
    return [concept(systems.firstConversation, code, firstConversations[code])];
  }
  const outcome = outcomeOf(referral.task.output);
  const reason = codeIn(systems.statusReason, referral.task.statusReason);
  const result = attendance(referral);
  return [
    // A correction of who came is none of how it ended.
    ...(outcome && message !== 'correction' ? [concept(systems.outcome, outcome)] : []),
    ...(reason ? [concept(systems.statusReason, reason)] : []),
    ...(result ? [concept(systems.attendance, result, attendanceResults[result])] : []),
    ...(message === 'closing' ? [concept(systems.businessStatus, referral.task.status)] : []),
  ];
};

/**
 * Owes the practice a message: codes only, in the version that causes it, so that every try to send it is the same.
 * At most one of each routine kind (DESIGN 4: at most three routine messages to a practice).
 */
export const messagePractice = (draft: Draft, message: PracticeMessage, codes?: CodeableConcept[]): void => {
  const { referral } = draft;
  const practice = respondentOf(referral);
  const coordinator = coordinatorOf(referral);
  // Of somebody who gets a receipt nothing more is owed, and nothing to be read (issue 6, 4).
  if (!practice || (message !== 'question-taken-back' && hearsOf(referral, practice) === 'receipt')) return;
  if (!coordinator || (practiceMessages[message].routine && alreadyTold(referral, message))) return;
  const reasonCode = codes ?? codesOf(referral, message);
  // A message to a practice that may not be theirs any more is an item for a person, not for a system (issue 5).
  const waits = messageWaits(referral, message);
  const communication: Communication = {
    resourceType: 'Communication',
    id: draft.nextId('m'),
    status: waits ? 'on-hold' : 'in-progress',
    category: [recordKind('practice-message')],
    topic: concept(systems.practiceMessage, message, practiceMessages[message].display),
    subject: { reference: referenceTo(referral.patient) },
    basedOn: [{ reference: referenceTo(referral.request) }],
    about: [{ reference: referenceTo(referral.task) }],
    sender: organisation(coordinator),
    recipient: [organisation(practice)],
    sent: draft.now,
    ...(reasonCode.length > 0 ? { reasonCode } : {}),
  };
  if (waits) draft.put(communication);
  else draft.put(communication, { type: 'message-due', task: referenceTo(referral.task) });
};

/**
 * The practice hears of a first meeting once somebody came; until then the coordinator follows up (users.md 7.1, journey 2).
 * When what it was last told is no longer true, it hears the correction, however often that happens.
 */
export const tellOfMeeting = (draft: Draft): void => {
  const stands = attendance(draft.referral);
  const told = lastTold(draft.referral);
  if (told === undefined && stands === 'attended') messagePractice(draft, 'first-meeting');
  if (told !== undefined && told !== stands) messagePractice(draft, 'correction');
};

/** How it ended was said otherwise after the end: the practice has the first answer in the person's record. */
export const tellOfOutcome = (draft: Draft): void => {
  const outcome = outcomeOf(draft.referral.task.output);
  if (outcome) messagePractice(draft, 'correction', [concept(systems.outcome, outcome)]);
};
