import type { Communication } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { readInstant, today } from '../calendar.ts';
import { kindOf, statusOf } from '../coding.ts';
import { declinedFaults } from '../options/declined.ts';
import { coordinatorOf, referrerOf } from '../parties.ts';
import { type Actor, type Referral, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import { conversationsIn, takenPlace } from '../said/conversations.ts';
import { brokenName, nameFaults } from '../said/correspondence.ts';
import { feedbackFaults } from '../said/feedback.ts';
import { flagsReadAt, needsPersonFirst } from '../said/person-first.ts';
import { messagePractice } from '../said/practice-messages.ts';
import { reasonFaults } from '../tasks/guards.ts';
import { wasSent } from '../tasks/never-sent.ts';
import { goAgainFaults } from '../to-person/go-again.ts';
import type { RecordCommunication } from './actions.ts';
import type { Draft } from './decision.ts';

const callerKinds = [
  'conversation',
  'contact-attempt',
  'risks-read',
  'go-again',
  'option-declined',
  'feedback',
  'feedback-reply',
];

const aboutOf = (communication: Communication): string[] => communication.about?.map((a) => a.reference ?? '') ?? [];

const signingFaults = ({ sender }: Communication, kind: string): Refusal[] =>
  kind === 'risks-read'
    ? nameFaults(sender?.display, signedAt, 'the name of the professional, two letters at least')
    : brokenName(sender?.display, signedAt);
const signedAt = 'Communication.sender.display';

const recordFaults = (referral: Referral, communication: Communication): Refusal[] => {
  const kind = kindOf(communication);
  if (kind === undefined || !callerKinds.includes(kind))
    return [{ code: 'unknown-code', expression: 'Communication.category' }];
  const about = aboutOf(communication);
  const known = [referral.task, ...referral.onward.map((o) => o.task)].map(referenceTo);
  const faults: Refusal[] = [];
  if (about.length === 0 || !about.every((reference) => known.includes(reference)))
    faults.push({ code: 'wrong-parent', expression: 'Communication.about' });
  const said = kind === 'go-again' && faults.length === 0 ? goAgainFaults(referral, communication) : [];
  return [
    ...faults,
    ...said,
    ...signingFaults(communication, kind),
    ...statusFaults(referral, communication, kind),
    ...feedbackFaults(referral, communication),
    ...declinedFaults(referral, communication),
  ];
};

/** What is recorded has happened, but for the one thing that a practice hears of when it could not: the first conversation. */
const statusFaults = (referral: Referral, communication: Communication, kind: string): Refusal[] => {
  const { status, statusReason } = communication;
  const fault = (diagnostics: string): Refusal[] => [
    { code: 'invalid-input', expression: 'Communication.status', diagnostics },
  ];
  if (takenPlace.includes(status)) return [];
  if (status !== 'not-done' || kind !== 'conversation')
    return fault(`what is recorded has happened: ${takenPlace.join(', ')}; a conversation may be not-done`);
  if (!aboutOf(communication).includes(referenceTo(referral.task)))
    return fault('not-done says that the first conversation about the Task of the referral was not possible');
  if (conversationsIn(referral).length > 0)
    return fault('a conversation is recorded already; a later try to reach the person is a contact-attempt');
  return reasonFaults(
    statusReason?.text === undefined ? undefined : { text: statusReason.text },
    'Communication.statusReason.text',
  );
};

/** When it happened, in one form, as deadlines and "since then" compare instants as strings: now, unless it says so. */
const sentOf = ({ referral, now }: Draft, communication: Communication): Result<string> => {
  const fault = (diagnostics: string) => refuse('invalid-input', { expression: 'Communication.sent', diagnostics });
  const sent = communication.sent === undefined ? now : readInstant(communication.sent);
  if (sent === undefined || sent > now) return fault('an instant with its zone, not in the future');
  // Who takes a call in the morning may type the referral in at noon; what was before that day is not about it.
  if (today(sent) < today(referral.task.authoredOn ?? sent)) return fault('not before the day of the referral');
  const tooEarly = kindOf(communication) === 'risks-read' && wasNothingToRead(referral, sent);
  return tooEarly ? fault('nobody can have read the risks before they were sent to the hub') : ok(sent);
};

const wasNothingToRead = (referral: Referral, sent: string): boolean =>
  needsPersonFirst(referral)
    ? flagsReadAt(referral, sent).length === 0
    : sent.slice(0, 16) < (referral.task.authoredOn ?? '').slice(0, 16);

/** A conversation with the person, a try to reach them, or a named professional having read the risks. */
export const decideRecord = (draft: Draft, { communication }: RecordCommunication, actor: Actor): Result<void> => {
  const { referral } = draft;
  if (coordinatorOf(referral) !== actor.organisation) {
    return referrerOf(referral) === actor.organisation ? refuse('not-yours-to-change') : refuse('not-found');
  }
  const faults = refuseAll(recordFaults(referral, communication));
  if (faults) return faults;
  const sent = sentOf(draft, communication);
  if (!sent.ok) return sent;
  const subject = { reference: referenceTo(referral.patient) };
  const task = aboutOf(communication)[0] ?? referenceTo(referral.task);
  draft.put({ ...communication, id: draft.nextId('m'), subject, sent: sent.value }, { type: 'recorded', task });
  const kind = kindOf(communication);
  if (kind === 'risks-read') lowerFlags(draft, sent.value);
  // Of a draft nobody else knows yet; afterwards it is no news: the practice was told how it ended.
  const isOpen = wasSent(referral.task) && !isTerminal(statusOf(referral.task));
  if (kind === 'conversation' && isOpen) messagePractice(draft, 'first-conversation');
  return ok(undefined);
};

const lowerFlags = (draft: Draft, sent: string): void => {
  for (const flag of flagsReadAt(draft.referral, sent)) draft.put({ ...flag, status: 'inactive' });
};
