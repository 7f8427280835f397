import type { CodeableConcept, Communication, Reference } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { callOf, isCall } from '../call/calls.ts';
import { isLink, owedLooks } from '../carer/links.ts';
import { codeIn, kindOf, recordKind } from '../coding.ts';
import { coordinatorOf, roleOf } from '../parties.ts';
import { type Actor, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import {
  isForCoordinator,
  isForReferrer,
  isOpenQuestion,
  messageNamed,
  nameFaults,
  recipientOf,
  senderOf,
  withItsWords,
} from '../said/correspondence.ts';
import { saysToPerson } from '../to-person/messages.ts';
import type { Acknowledge } from './actions.ts';
import type { Draft } from './decision.ts';

/** How a coordinator hears that somebody has read a message that nobody acknowledged. */
const byHandMedia = ['PHONE', 'WRITTEN'];

const isByHand = ({ medium = [] }: Communication): boolean =>
  medium.some((m: CodeableConcept) => byHandMedia.includes(codeIn(systems.participationMode, m) ?? ''));

const whose = 'the name or role of the person who has read it';

/** The recipient says who read it; the coordinator says whom it spoke to, and how. */
const acknowledgementFaults = (communication: Communication, byHand: boolean): Refusal[] => {
  if (!byHand) return nameFaults(communication.sender?.display, 'Communication.sender.display', whose);
  return [
    ...nameFaults(communication.recipient?.[0]?.display, 'Communication.recipient.display', whose),
    ...(isByHand(communication)
      ? []
      : [
          {
            code: 'missing-element' as const,
            expression: 'Communication.medium',
            diagnostics: `of ${systems.participationMode}, one of: ${byHandMedia.join(', ')}`,
          },
        ]),
  ];
};

const named = (code: string | undefined, display: string | undefined): Reference => ({
  ...(code ? organisation(code) : {}),
  ...(display ? { display } : {}),
});

const readBy = (message: Communication, { sender }: Communication, actor: Actor): Partial<Communication> => ({
  sender: named(actor.organisation, sender?.display),
  recipient: [named(senderOf(message), undefined)],
});

const spokenTo = (
  message: Communication,
  { medium, recipient }: Communication,
  actor: Actor,
): Partial<Communication> => ({
  sender: organisation(actor.organisation),
  // The record that a group is to be rung is for the coordinator itself: who was rung is said by name.
  recipient: [named(isToRing(message) ? undefined : recipientOf(message), recipient?.[0]?.display)],
  ...(medium ? { medium } : {}),
});

/** A human there is to be rung: over when the coordinator says whom it spoke to, as of any call. */
const isToRing = (message: Communication): boolean => kindOf(message) === 'ring-group';

/** A call is between who asked, who is to read it and the coordinator, a link or a message to the person the coordinator’s; who takes no part sees what is for it. */
const isBetween = (referral: Referral, message: Communication, { organisation: by }: Actor): boolean =>
  [coordinatorOf(referral), recipientOf(message), senderOf(message)].includes(by) ||
  (callOf(referral, message) === undefined && !isCoordinators(message) && roleOf(referral, by) !== undefined);

const isCoordinators = (message: Communication): boolean =>
  isLink(message) || isToRing(message) || saysToPerson(message) !== undefined;

const mustBeRead = (referral: Referral, message: Communication): boolean =>
  isForReferrer(message, referral) || isCall(message) || isToRing(message) || saysToPerson(message) !== undefined;

/** Of a linked referral the coordinator says who has looked at it, once there is a reason to. */
const isToLookAt = (referral: Referral, message: Communication): boolean =>
  isLink(message) && owedLooks(referral).some(({ question }) => question?.id === message.id);

const maySee = (referral: Referral, message: Communication, actor: Actor): boolean =>
  roleOf(referral, actor.organisation) !== 'partner' &&
  (mustBeRead(referral, message) || isForCoordinator(message, referral) || isToLookAt(referral, message)) &&
  isBetween(referral, message, actor);

/** What was read with it: who has read that a call was asked for, by whichever way, has read both. */
const toldBy = (referral: Referral, message: Communication): Communication[] => {
  const call = callOf(referral, message);
  return call
    ? [call.record, ...(call.message ? [call.message] : [])].filter((c) => c.received === undefined)
    : [message];
};

/**
 * A person has read a message: only that closes the loop (DESIGN 4). That a system has it, by delivery or by polling, is
 * another matter. Once is enough: a repeat changes nothing, whoever is named.
 */
export const decideAcknowledge = (draft: Draft, { communication }: Acknowledge, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const message = messageNamed(referral, communication);
  if (!message || !maySee(referral, message, actor)) return refuse('not-found');
  if (kindOf(message) === 'acknowledgement') return refuse('not-yours-to-change');
  // That the coordinator has read that somebody is not well is not enough: it rings who cares for them.
  const byHand =
    isCall(message) || isToRing(message) || (!isLink(message) && recipientOf(message) !== actor.organisation);
  if (byHand && !(mustBeRead(referral, message) && coordinatorOf(referral) === actor.organisation))
    return refuse('not-yours-to-change');
  const faults = refuseAll(acknowledgementFaults(communication, byHand));
  if (faults) return faults;
  if (message.received !== undefined && !isToLookAt(referral, message)) return ok(undefined);
  const read: Communication = {
    resourceType: 'Communication',
    id: draft.nextId('m'),
    status: 'completed',
    category: [recordKind('acknowledgement')],
    inResponseTo: [{ reference: referenceTo(message) }],
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: referenceTo(referral.task) }],
    ...(byHand ? spokenTo(message, communication, actor) : readBy(message, communication, actor)),
    sent: now,
  };
  const status = isOpenQuestion(message) ? 'in-progress' : 'completed';
  for (const one of toldBy(referral, message)) draft.put(withItsWords(one, { status, received: now }));
  draft.put(read, { type: 'acknowledged', task: referenceTo(referral.task) });
  return ok(undefined);
};
