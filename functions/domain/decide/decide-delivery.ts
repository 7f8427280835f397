import type { Communication } from 'fhir/r4.js';
import { type DeliveryOutcome, deliveryOutcomes } from '../../../contracts/lifecycle/codes.ts';
import { mustBeKnown } from '../../../contracts/lifecycle/person-messages.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { notTheirPatient, type Way, ways } from '../../../contracts/lifecycle/ways.ts';
import { systems } from '../../../contracts/systems.ts';
import { isCallMessage } from '../call/calls.ts';
import { standingIn } from '../circumstance/circumstances.ts';
import { reportOf } from '../circumstance/decide-report.ts';
import { concept, recordKind, statusOf } from '../coding.ts';
import { hub } from '../hub.ts';
import { referrerOf } from '../parties.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { ok, type Result } from '../result.ts';
import { isForReferrer, recipientOf } from '../said/correspondence.ts';
import { deliveryOf, didNotArrive, isDeliveryKept, isFollowed } from '../said/deliveries.ts';
import { saysToPerson } from '../to-person/messages.ts';
import type { Draft } from './decision.ts';

/** By the hub alone, when nothing more is tried: what came of sending a message. */
export interface RecordDelivery {
  readonly kind: 'record-delivery';
  /** Id of the Communication that was sent. */
  readonly message: string;
  readonly outcome: DeliveryOutcome;
  /** By which way it went last. */
  readonly way?: Way;
  /** Its recipient says that the person is not its patient. */
  readonly notTheirs?: true;
}

/** The practice took the document: it may refuse it yet, also filed, and of what its system took, a person may say more. */
const isSaidAfter = (before: DeliveryOutcome, { outcome, way }: RecordDelivery): boolean =>
  way === 'document' && (before === 'infrastructure-ack' || (before === 'business-ack' && outcome === 'refused'));

/**
 * What arrived stays arrived, but for what a practice says of a document that it took. What was only handed over may come
 * back. What failed may arrive yet, when somebody sends it again.
 */
const isNews = (referral: Referral, message: Communication, action: RecordDelivery): boolean => {
  const { outcome, notTheirs } = action;
  const delivery = deliveryOf(referral, message);
  const before = delivery?.outcome;
  if (before === undefined || (notTheirs === true && didNotArrive(before) && !delivery?.notTheirs)) return true;
  return before !== outcome && (didNotArrive(before) || before === 'sent' || isSaidAfter(before, action));
};

/** That a person who heard of it has nothing to look for: the letter, for whoever tells it another way. */
const letterFor = (message: Communication): Pick<Communication, 'payload'> => ({
  payload: [{ contentReference: { reference: `Binary/${message.id}`, display: 'The letter to print' } }],
});

/**
 * The hub records what came of sending a message (standards.md 12.6), beside the message and not in it: the version of a
 * message is what its words are made from. A message that a person has read needs no word of a system any more; that the
 * person is not theirs is about more than this message.
 */
export const decideDelivery = (draft: Draft, action: RecordDelivery): Result<void> => {
  const { referral } = draft;
  const { outcome, way, notTheirs } = action;
  const message = referral.communications.find((c) => c.id === action.message);
  if (message && saysToPerson(message)) return ok(decideDeliveryToPerson(draft, message, action));
  if (!message || !isForReferrer(message, referral)) return ok(undefined);
  const isKept = isDeliveryKept(outcome, way, isFollowed(referral, message));
  if (message.received === undefined && isKept && isNews(referral, message, action))
    putDelivery(draft, message, action);
  // Whom the area names, or the request calls the practice, may be wrong and whoever referred right: then somebody rings, and no more.
  if (notTheirs && !(isCallMessage(message) && recipientOf(message) !== referrerOf(referral)))
    reportOtherPractice(draft, message);
  return ok(undefined);
};

/** What did not reach the person is told by somebody; of what did, only what must be known to have. */
const decideDeliveryToPerson = (draft: Draft, message: Communication, action: RecordDelivery): void => {
  // Who cannot be written to was told so with the first: of a reminder, that it came back, and nothing else.
  const isKept = mustBeKnown(saysToPerson(message) ?? 'received') || action.outcome === 'refused';
  if (message.received === undefined && isKept && isNews(draft.referral, message, action))
    putDelivery(draft, message, action);
};

const putDelivery = (draft: Draft, message: Communication, { outcome, way, notTheirs }: RecordDelivery): void => {
  const { referral, now } = draft;
  draft.put({
    resourceType: 'Communication',
    id: draft.nextId('m'),
    status: 'completed',
    category: [recordKind('delivery')],
    topic: concept(systems.deliveryOutcome, outcome, deliveryOutcomes[outcome]),
    ...(way ? { medium: [concept(systems.deliveryWay, way, ways[way])] } : {}),
    ...(notTheirs
      ? { reasonCode: [concept(systems.deliveryReason, notTheirPatient.code, notTheirPatient.display)] }
      : {}),
    partOf: [{ reference: referenceTo(message) }],
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: referenceTo(referral.task) }],
    sent: now,
    ...(didNotArrive(outcome) && !saysToPerson(message) ? letterFor(message) : {}),
  });
};

/**
 * A practice that says "not our patient" has said that the person is with another: nothing more goes to it, and nothing to
 * the person, until the coordinator has found out whose they are (issue 5 item 5). Once all is over nothing is reported, and what
 * did not arrive is told the right practice all the same (`forAnotherPractice`).
 */
const reportOtherPractice = (draft: Draft, message: Communication): void => {
  const { referral } = draft;
  const practice = recipientOf(message);
  const isKnown = standingIn(referral).some(({ circumstance }) => circumstance === 'other-practice');
  if (practice === undefined || isKnown || isTerminal(statusOf(referral.task))) return;
  const report = { kind: 'report-circumstance', task: referral.task.id ?? '', circumstance: 'other-practice' } as const;
  draft.put(reportOf(draft, report, { ...hub, organisation: practice }), {
    type: 'circumstance-reported',
    task: referenceTo(referral.task),
  });
};
