import type { CompanionReason } from './companions.ts';

/** The small code lists of the closed loop. Displays are what people read; codes are what systems keep. */

/** Result of a first meeting: a coded output of the onward Task (DESIGN 4, hot handover). */
export const attendanceResults = {
  attended: 'Came',
  'did-not-attend': 'Did not come',
  'could-not-come': 'Told us they could not come',
  'not-sure': 'Not sure',
  /** Only after two chases of the group and one try to ask the person; never set by the hub. */
  'not-known': 'Could not be found out',
} as const;
export type AttendanceResult = keyof typeof attendanceResults;

/** Why a partner says no; `too-complex` sends the case back with somebody accountable (users.md S89). */
export const declineReasons = {
  'no-capacity': { display: 'No room at the moment', businessStatus: 'declined-no-capacity' },
  'not-suitable': { display: 'Not the right group for this person', businessStatus: 'declined-not-suitable' },
  'too-complex': { display: 'More support needed than we can give', businessStatus: 'declined-not-suitable' },
  'declined-by-person': { display: 'The person decided against it', businessStatus: 'declined-by-patient' },
} as const;
export type DeclineReason = keyof typeof declineReasons;

/** How a referral ended, on T1.output (type `outcome`). */
export const outcomes = {
  'connected-and-attended': 'Connected to support and went to the first meeting',
  'connected-not-attended': 'Connected to support, did not go to a first meeting',
  'advice-only': 'Information and advice, no onward request',
  'no-service-available': 'No service available for the need',
  'declined-by-person': 'The person decided against support',
  'unable-to-contact': 'The person could not be reached',
  'moved-or-died': 'Moved away or died',
} as const;
export type Outcome = keyof typeof outcomes;

/** Codes of `Task.statusReason` that the hub reads or writes itself, beside those two lists; any other is kept as it was sent. */
const statusReasons = {
  'withdrawn-by-person': 'The person decided against it after it had begun',
  'asked-to-stop': 'We were asked to stop',
  'held-with-the-referral': 'Held together with the referral',
} as const;
export type StatusReason = keyof typeof statusReasons | DeclineReason | Outcome | CompanionReason;

/** What a request, a Flag or `Task.input` says beyond FHIR's own elements. */
export const requestDetails = {
  'needs-person-first': 'Needs a person first',
  'further-need': 'A further request that joined this referral',
  'person-as-sent': 'The person as another request described them',
  'contacting-subject-prohibited': 'Nobody may contact the person',
  'no-individual-requirements': 'Nothing to adjust for the person',
  'reason-for-partner': 'What brings the person, written for this partner and agreed with the person',
  'goal-for-partner': 'What the person hopes for, written for this partner and agreed with the person',
} as const;
export type RequestDetail = keyof typeof requestDetails;

/** Types of Task.output. */
const outputTypes = {
  outcome: 'How the referral ended',
  'first-meeting-result': 'Result of the first meeting',
  'unmet-need': 'A need for which no service was available',
  measure: 'How the person is, in numbers',
  'session-rating': 'How the person found one session',
  segment: 'How able the person feels, and how much they have to manage',
  'shown-online': 'Whether the person may be shown the messages to the practice online',
  note: 'Additional content',
} as const;
export type OutputType = keyof typeof outputTypes;

/** Kinds of Communication that the ledger keeps. */
export const communicationKinds = {
  conversation: 'A conversation with the person',
  'contact-attempt': 'A try to reach the person',
  'risks-read': 'A named professional read the risks',
  feedback: 'What somebody said of the service',
  'feedback-reply': 'What became of what somebody said of the service',
  chase: 'A reminder by the hub',
  'practice-message': 'A message to the practice',
  question: 'A question of the referrer or the coordinator to the other',
  answer: 'The answer to a question',
  note: 'A note of the referrer or the coordinator for the other',
  acknowledgement: 'Somebody has read a message',
  delivery: 'What came of sending a message',
  opened: 'A named person opened it',
  circumstance: 'Something that became known of the person',
  'please-call': 'The person is not well: please call',
  linked: 'The referral of a carer, or of whom they care for',
  copy: 'A copy was taken: an invitation was read, a letter was printed',
  'copy-recalled': 'Whoever holds a copy was asked to destroy it',
  'break-glass': 'A duty owner for safeguarding read the referral, and said why',
  'ring-group': 'The group, a companion or the person is to be rung',
  'person-message': 'A message to the person',
  'go-again': 'Whether the person would go again',
  'options-ranked': 'A list of services that another tool ranked, for the person to choose from',
  'option-declined': 'The person did not want a group or service that they were shown',
  'own-page-on': 'The person was given a page of their own, or a new link to it',
  'own-page-off': 'The person’s own page was closed',
} as const;
export type CommunicationKind = keyof typeof communicationKinds;

/** The three routine messages to a practice (DESIGN 4), and those that are never capped. */
export const practiceMessages = {
  'first-conversation': { display: 'The first conversation with the person', routine: true },
  'first-meeting': { display: 'Result of the first meeting', routine: true },
  closing: { display: 'The referral has ended', routine: true },
  refused: { display: 'The service cannot take the referral', routine: false },
  correction: { display: 'A correction of an earlier message', routine: false },
  'question-taken-back': { display: 'A question needs no answer any more', routine: false },
  'contact-corrected': { display: 'The contact details of the person were corrected', routine: false },
  'already-known': { display: 'The service already knows the person', routine: false },
  'other-practice': { display: 'The person may be with another practice now', routine: false },
  'please-call': { display: 'The person is not well: please call', routine: false },
} as const;
export type PracticeMessage = keyof typeof practiceMessages;

/** What the practice hears of the first conversation: DESIGN 4, held or not possible. */
export const firstConversations = { held: 'Held', 'not-possible': 'Not possible' } as const;
export type FirstConversation = keyof typeof firstConversations;

/**
 * What finally came of sending a message: standards.md 12.6, and of the outcomes of a try (functions/views/happened.ts) those
 * after which nothing more is tried.
 */
export const deliveryOutcomes = {
  sent: 'It was handed over, and nothing more will be heard',
  'infrastructure-ack': 'Their system has it',
  'business-ack': 'They have it, with the right person',
  refused: 'Their system will not take it',
  'by-hand': 'It did not arrive, and somebody has to see to it',
  withdrawn: 'It must not be sent any more',
} as const;
export type DeliveryOutcome = keyof typeof deliveryOutcomes;

/** Topic of a message that is about nobody: whether an endpoint works, before an organisation goes live. */
export const testTopic = { code: 'test', display: 'A test message, about nobody' } as const;

/** All that anybody but a duty owner ever hears of a safeguarding concern: it names no person, no reason and no concern. */
export const notices = { 'ask-duty-owner': 'paused: ask the duty owner' } as const;

/** How a first meeting is held. */
export const meetingModes = {
  'in-person': 'In person',
  telephone: 'By telephone',
  video: 'By video',
  'home-visit': 'At home',
  'drop-in': 'Drop in during a time window',
} as const;
export type MeetingMode = keyof typeof meetingModes;

/** Risks that make a referral need a person first (DESIGN 4, urgency). */
export const personFirstRisks = ['risk-to-self', 'risk-to-others', 'safeguarding'] as const;
