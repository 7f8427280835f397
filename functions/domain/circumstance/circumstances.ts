import type { Communication } from 'fhir/r4.js';
import { type Circumstance, circumstances, isCircumstance } from '../../../contracts/lifecycle/circumstances.ts';
import type { Outcome, PracticeMessage } from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import { callTopic } from '../call/calls.ts';
import { codeIn, kindOf } from '../coding.ts';
import { contactProhibited } from '../parties.ts';
import type { Referral } from '../referral.ts';
import { referrerOn } from '../request/referrer-kind.ts';
import { endOf } from '../tasks/ended-as.ts';

/** A report of what became known of the person, and how it stands. */
export interface Report {
  readonly communication: Communication;
  readonly circumstance: Circumstance;
}

export const circumstanceIn = (communication: Communication): Circumstance | undefined => {
  const code = codeIn(systems.circumstance, communication.topic);
  return kindOf(communication) === 'circumstance' && isCircumstance(code) ? code : undefined;
};

/** All that was ever reported, in the order in which it came. */
export const reportsIn = (referral: Referral): Report[] =>
  referral.communications.flatMap((communication) => {
    const circumstance = circumstanceIn(communication);
    return circumstance ? [{ communication, circumstance }] : [];
  });

/** Nobody at the coordinator has said yet whether it is right. */
export const isOpen = ({ communication }: Report): boolean => communication.status === 'in-progress';
export const isConfirmed = ({ communication }: Report): boolean => communication.status === 'completed';
/** A stay that has ended. */
export const hasPassed = ({ communication, circumstance }: Report): boolean =>
  communication.status === 'stopped' && circumstances[circumstance].passes && circumstances[circumstance].cannotCome;
export const isWrong = ({ communication }: Report): boolean => communication.status === 'entered-in-error';

/** Open or confirmed: neither over nor wrong. */
export const standingIn = (referral: Referral): Report[] =>
  reportsIn(referral).filter((r) => isOpen(r) || isConfirmed(r));

/** Somebody knows that the person is gone, and not how: a report, and how a Task may have ended. */
export const movedOrDied = 'moved-or-died' satisfies Circumstance & Outcome;

/** A report, and the message that asks a practice whether it is so. */
export const otherPractice = 'other-practice' satisfies Circumstance & PracticeMessage;

export const mayBeDeath = (circumstance: Circumstance): boolean =>
  circumstance === 'died' || circumstance === movedOrDied;

/** Who has died is in no hospital and has not moved; their records may be at another practice all the same. */
export const isRuledOutByDeath = (circumstance: Circumstance | undefined): boolean =>
  circumstance !== undefined && !mayBeDeath(circumstance) && circumstances[circumstance].cannotCome;

/** That it is so makes the other so: it is the same, or says which of the two it was. */
export const answers = (confirmed: Circumstance, other: Circumstance): boolean =>
  confirmed === other || (other === movedOrDied && circumstances[confirmed].ends);

/** Everybody who said the same is answered at once. */
export const alike = (referral: Referral, report: Communication): Report[] =>
  standingIn(referral).filter((r) => r.circumstance === circumstanceIn(report));

/** When it became known, and when the coordinator last said how it stands. */
export const reportedAt = ({ communication }: Report): string => communication.sent ?? '';
export const settledAt = ({ communication }: Report): string => communication.received ?? communication.sent ?? '';

/** Reported or confirmed: a partner expects nobody and rings nobody. It is told that, and no more (DESIGN 4, least data). */
export const cannotCome = (referral: Referral): boolean =>
  standingIn(referral).some(({ circumstance }) => circumstances[circumstance].cannotCome);

/** The coordinator has confirmed that the person has died or moved away. */
export const isGone = (referral: Referral): boolean =>
  reportsIn(referral).some((r) => isConfirmed(r) && circumstances[r.circumstance].ends);

/** The same, or the referral ended with those words: nobody rings a family about a meeting that was missed. */
export const hasMovedOrDied = (referral: Referral): boolean => isGone(referral) || endOf(referral.task) === movedOrDied;

/** Nobody is to ring, to ask or to expect them, as far as anybody has said. */
export const isLeftAlone = (referral: Referral): boolean => cannotCome(referral) || hasMovedOrDied(referral);

/** Somebody has said so, whether or not it is confirmed. */
export const mayBeGone = (referral: Referral): boolean =>
  hasMovedOrDied(referral) || standingIn(referral).some(({ circumstance }) => circumstances[circumstance].ends);

/**
 * Whether anything may be sent to the person, or anybody told to reach them. The one door: whatever goes to a person asks
 * here when it is sent, also when it was made before (issue 5 item 5). A report that nobody has looked at yet stops it,
 * whatever it says, since the person may be another one.
 */
export const mayContactPerson = (referral: Referral): boolean =>
  !contactProhibited(referral) && !isLeftAlone(referral) && !reportsIn(referral).some(isOpen);

/** Whether nobody was to contact the person at that instant: what was wrong all along stopped nobody who rang all the same. */
export const wasStoppedAt = (referral: Referral, instant: string): boolean =>
  reportsIn(referral)
    .filter((r) => !isWrong(r) && circumstances[r.circumstance].cannotCome && reportedAt(r) <= instant)
    .some((r) => r.communication.status !== 'stopped' || settledAt(r) > instant);

/** Messages to the practice that referred wait: the person may be with another one. Whoever else referred is theirs still. */
export const practiceWaits = (referral: Referral): boolean =>
  referrerOn(referral.task).kind === 'practice' &&
  standingIn(referral).some(({ circumstance }) => circumstance === otherPractice);

/** Somebody has said something of the person that makes it doubtful who cares for them, or whether anybody is to call. */
export const isDoubtful = (referral: Referral): boolean => standingIn(referral).length > 0 || hasMovedOrDied(referral);

/**
 * Of everything that they are told only the question whether the person is still theirs goes out. That the person is not well
 * is told by the coordinator, on the telephone, where it is doubtful by whom they are cared for (issue 6 item 8).
 */
export const messageWaits = (referral: Referral, topic: string | undefined): boolean =>
  topic === callTopic ? isDoubtful(referral) : practiceWaits(referral) && topic !== otherPractice;

/** A confirmed death: nobody is to be called any more. */
export const hasDied = (referral: Referral): boolean =>
  reportsIn(referral).some((r) => r.circumstance === 'died' && isConfirmed(r));
