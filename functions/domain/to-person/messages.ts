import type { Appointment, Communication } from 'fhir/r4.js';
import { isPersonMessage, type PersonMessage } from '../../../contracts/lifecycle/person-messages.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { codeIn, isAbout, kindOf } from '../coding.ts';
import { goingAlong } from '../companion/companions.ts';
import { isElsewhere, isUnanswered } from '../meetings/meetings.ts';
import { abortsInHand } from '../parties.ts';
import { type Onward, type Referral, referenceTo } from '../referral.ts';
import { heldIn } from '../said/conversations.ts';
import { deliveryOf } from '../said/deliveries.ts';

/** A message to the person, with what it is about. */
export interface ToPerson {
  readonly message: Communication;
  readonly says: PersonMessage;
  /** Absent: it is about the referral as a whole. */
  readonly onward?: Onward;
  readonly meeting?: Appointment;
}

export const saysToPerson = (communication: Communication): PersonMessage | undefined => {
  const code =
    kindOf(communication) === 'person-message' ? codeIn(systems.personMessage, communication.topic) : undefined;
  return isPersonMessage(code) ? code : undefined;
};

const toPersonOf = (referral: Referral, message: Communication): ToPerson[] => {
  const says = saysToPerson(message);
  if (!says) return [];
  for (const onward of referral.onward) {
    const meeting = onward.meetings.find((m) => isAbout(message, referenceTo(m)));
    if (meeting) return [{ message, says, onward, meeting }];
  }
  return [{ message, says }];
};

/** All that were ever made, in the order in which they were. */
export const messagesToPerson = (referral: Referral): ToPerson[] =>
  referral.communications.flatMap((message) => toPersonOf(referral, message));

/** When the person would be there by what they know: where a meeting is moved, the earlier of both times. */
export const expectedAt = ({ message, meeting }: ToPerson): string | undefined =>
  message.extension?.find((e) => e.url === extensions.expectedAt)?.valueInstant ?? meeting?.start;

/** Each time at which they may be there, of what is off: nobody knows which of a move they heard. Of anything else its own. */
export const timesOf = (one: ToPerson): string[] => {
  const start = one.meeting?.start ?? '';
  return [...new Set([one.says === 'cancelled' ? (expectedAt(one) ?? start) : start, start])];
};

/** By what it came back before, where it is sent once more by another channel. */
export const failedBy = ({ message }: ToPerson): string | undefined =>
  message.extension?.find((e) => e.url === extensions.triedAt)?.valueContactPoint?.value;

/** The same was made once more, for another channel: that one counts. */
export const isSentAnew = (referral: Referral, { message, says, meeting }: ToPerson): boolean => {
  if (deliveryOf(referral, message)?.outcome !== 'refused') return false;
  const all = messagesToPerson(referral);
  const at = all.findIndex((one) => one.message.id === message.id);
  return all.slice(at + 1).some((one) => one.says === says && one.meeting === meeting && failedBy(one) !== undefined);
};

/** Known to have reached them. A letter is never heard of: that is enough to be reminded by, not to stand before a closed door for. */
export const isKnownToThem = (referral: Referral, { message, says }: ToPerson): boolean => {
  const outcome = deliveryOf(referral, message)?.outcome;
  if (message.received !== undefined || outcome === 'infrastructure-ack' || outcome === 'business-ack') return true;
  return outcome === 'sent' && says === 'signed-up';
};

/** What says how a meeting stands: what was said of it before is not true any more. */
const howItStands: readonly PersonMessage[] = ['signed-up', 'moved', 'cancelled'];

/** What is said once more, by another channel, says nothing new: it stands in place of what came back, and of no reminder. */
const isOvertaken = ({ message, says, meeting }: ToPerson, all: readonly ToPerson[]): boolean => {
  const at = all.findIndex((one) => one.message.id === message.id);
  const isNews = (one: ToPerson): boolean => failedBy(one) === undefined || one.says === says;
  return all.slice(at + 1).some((one) => one.meeting === meeting && howItStands.includes(one.says) && isNews(one));
};

/** Not any more: the group said no, or it ended. One that is not answered yet is no place to come to. */
const gone: readonly string[] = ['draft', 'requested', 'rejected', 'cancelled', 'failed', 'entered-in-error'];

/** Somebody counts on the person being there: the group agreed, and nobody said what came of it. */
export const isExpected = ({ task }: Onward, meeting: Appointment): boolean =>
  isUnanswered(meeting) && !gone.includes(task.status);

/** Named again for the very time and place that they know: nobody is told not to go there. */
const takesPlaceAfterAll = (one: ToPerson, onward: Onward, off: Appointment): boolean =>
  timesOf(one).every((at) => at === off.start) &&
  onward.meetings.some((other) => other.id !== off.id && isExpected(onward, other) && !isElsewhere(other, off));

/** Of what is said each time that somebody drops out only the newest counts. */
const isLastOfItsKind = (referral: Referral, { message, says, meeting }: ToPerson): boolean =>
  messagesToPerson(referral).findLast((one) => one.says === says && one.meeting === meeting)?.message.id === message.id;

/** Still true, as the referral stands: whether it may be sent, and when, is another matter. */
export const isStillTrue = (referral: Referral, one: ToPerson): boolean => {
  const { says, onward, meeting } = one;
  if (referral.task.status === 'entered-in-error') return false;
  // That somebody rings is no news to whom somebody has spoken with.
  if (says === 'received')
    return ['accepted', 'in-progress', 'on-hold'].includes(referral.task.status) && heldIn(referral).length === 0;
  if (!onward || !meeting) return false;
  if (says === 'how-was-it') return meeting.status === 'fulfilled';
  // While it takes place and nobody else said yes, whatever else was said of it since.
  if (says === 'companion-gone')
    return isExpected(onward, meeting) && goingAlong(referral, meeting) === undefined && isLastOfItsKind(referral, one);
  if (isOvertaken(one, messagesToPerson(referral))) return false;
  // Whoever said that it is not for them is reminded of nothing; where the group goes on all the same, it is said again by somebody.
  if (says !== 'cancelled' && abortsInHand(referral, onward.task).length > 0) return false;
  if (says === 'cancelled') return !isExpected(onward, meeting) && !takesPlaceAfterAll(one, onward, meeting);
  return isExpected(onward, meeting);
};
