import type { Appointment } from 'fhir/r4.js';
import { type PersonMessage, personMessages } from '../../../contracts/lifecycle/person-messages.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { hasMovedOrDied } from '../circumstance/circumstances.ts';
import { concept, recordKind } from '../coding.ts';
import { goingAlong, isStillWanted } from '../companion/companions.ts';
import { safeContactOf } from '../contact/safe-contact.ts';
import type { Draft } from '../decide/decision.ts';
import { given } from '../given.ts';
import { isElsewhere, resultOf } from '../meetings/meetings.ts';
import { type Onward, type Referral, referenceTo } from '../referral.ts';
import { heldIn } from '../said/conversations.ts';
import { deliveryOf } from '../said/deliveries.ts';
import { firstOfSeveral } from './first-channel.ts';
import {
  expectedAt,
  failedBy,
  isExpected,
  isKnownToThem,
  isStillTrue,
  messagesToPerson,
  type ToPerson,
} from './messages.ts';
import { reminderTime } from './when.ts';

interface Place {
  readonly onward: Onward;
  readonly meeting: Appointment;
}

const placesIn = ({ onward }: Referral): Place[] =>
  onward.flatMap((one) => one.meetings.map((meeting) => ({ onward: one, meeting })));

interface Made {
  readonly says: PersonMessage;
  readonly place?: Place;
  readonly expected?: string;
  /** By what it came back. */
  readonly failed?: string;
}

/** Those of which there is still something to be reminded on a later day. Whom nobody can write to is told by somebody, once. */
const remindersOf = (place: Place, after: Referral, now: string): Made[] =>
  (['reminder-soon', 'reminder-today'] as const)
    .filter((says) => canBeWritten(after) && reminderTime(says, place.meeting, now) !== undefined)
    .map((says) => ({ says, place }));

/** Whether there is a way at all: which it is, and whether it is safe still, is asked when something is sent. */
const canBeWritten = ({ patient }: Referral): boolean => {
  const { channels, post } = safeContactOf(patient);
  return post === 'yes' || channels.some(({ safety }) => safety === 'safe');
};

const earlier = (one: string | undefined, other: string | undefined): string | undefined =>
  [one, other].filter((at) => at !== undefined).sort()[0];

/** Where they would be by what they know: of a meeting that moved before, while nobody knows that they heard of it, the time before that. */
const stillExpected = (before: Referral, { id }: Appointment): (string | undefined)[] =>
  messagesToPerson(before)
    .filter((one) => one.says === 'moved' && one.meeting?.id === id && !isKnownToThem(before, one))
    .map(expectedAt);

interface Change {
  readonly before: Referral;
  readonly after: Referral;
  readonly now: string;
}

/** What one meeting was, and what it is: whoever changed it, and for whatever reason. */
const ofMeeting = (was: Place | undefined, is: Place, { before, after, now }: Change): Made[] => {
  const { start = '' } = is.meeting;
  const wasExpected = was !== undefined && isExpected(was.onward, was.meeting);
  const expects = isExpected(is.onward, is.meeting);
  if (expects && !wasExpected)
    return start > now ? [{ says: 'signed-up', place: is }, ...remindersOf(is, after, now)] : [];
  const expected = [...stillExpected(before, is.meeting), was?.meeting.start, start].reduce(earlier);
  // To what has begun nobody is called any more, and nobody is called off.
  if (!wasExpected || (was.meeting.start ?? '') <= now) return [];
  if (expects)
    return isElsewhere(was.meeting, is.meeting)
      ? [{ says: 'moved', place: is, ...given({ expected }) }, ...remindersOf(is, after, now)]
      : // A way to write to them has become known since.
        canBeWritten(before)
        ? []
        : remindersOf(is, after, now);
  return resultOf(is.meeting) === undefined ? [{ says: 'cancelled', place: is, ...given({ expected }) }] : [];
};

/** They were told that somebody goes along with them, or see it on their page: they are not to wait there for nobody. */
const companionsGone = (before: Referral, after: Referral, now: string): Made[] =>
  placesIn(after)
    .filter(({ onward, meeting }) => isExpected(onward, meeting) && (meeting.start ?? '') > now)
    .filter(({ meeting }) => {
      const went = goingAlong(before, meeting);
      const is = went && after.companions.find(({ id }) => id === went.id);
      return is !== undefined && is.status === 'cancelled' && isStillWanted(is) && !goingAlong(after, meeting);
    })
    .map((place) => ({ says: 'companion-gone', place }));

const cameNow = (was: Referral, { onward, meeting }: Place): boolean => {
  const before = was.onward.find(({ task }) => task.id === onward.task.id);
  return meeting.status === 'fulfilled' && !before?.meetings.some(({ status }) => status === 'fulfilled');
};

/** After the first that they came to; of several that are said at once, one question. */
const howWasIt = (before: Referral, after: Referral): Made[] =>
  placesIn(after)
    .filter((place) => canBeWritten(after) && cameNow(before, place))
    .slice(0, 1)
    .map((place) => ({ says: 'how-was-it', place }));

const isTaken = ({ task }: Referral): boolean => task.status !== 'requested' && task.status !== 'draft';
const received = (before: Referral, after: Referral): Made[] =>
  !isTaken(before) && after.task.status === 'accepted' && canBeWritten(after) && heldIn(after).length === 0
    ? [{ says: 'received' }]
    : [];

const cameBack = (referral: Referral, { message }: ToPerson): boolean =>
  deliveryOf(referral, message)?.outcome === 'refused';

/** What came back for good just now is said once more by the other channel that is safe, before anybody has to ring. */
const onceMore = (before: Referral, after: Referral): Made[] => {
  const failed = firstOfSeveral(after);
  if (failed === undefined) return [];
  return messagesToPerson(after).flatMap((one) => {
    if (failedBy(one) !== undefined || one.message.received !== undefined) return [];
    if (!cameBack(after, one) || cameBack(before, one) || !isStillTrue(after, one)) return [];
    const { says, onward, meeting } = one;
    const place = onward && meeting && { onward, meeting };
    return [{ says, failed, ...given({ place, expected: place && expectedAt(one) }) }];
  });
};

/**
 * What the person must be told because of what was just decided, in the same version: nobody can forget it, and nothing that
 * changes a meeting, now or in years to come, goes past it. What a companion must be told: domain/companion/settle-companions.ts.
 */
const messagesMade = (before: Referral, after: Referral, now: string): Made[] => {
  if (hasMovedOrDied(after) || after.task.status === 'entered-in-error') return [];
  const was = new Map(placesIn(before).map((place) => [place.meeting.id, place]));
  return [
    ...received(before, after),
    ...placesIn(after).flatMap((place) => ofMeeting(was.get(place.meeting.id), place, { before, after, now })),
    ...companionsGone(before, after, now),
    ...howWasIt(before, after),
    ...onceMore(before, after),
  ];
};

export const tellPerson = (draft: Draft, before: Referral): void => {
  for (const { says, place, expected, failed } of messagesMade(before, draft.referral, draft.now)) {
    const { patient, task } = draft.referral;
    const extension = [
      ...(expected === undefined ? [] : [{ url: extensions.expectedAt, valueInstant: expected }]),
      ...(failed === undefined ? [] : [{ url: extensions.triedAt, valueContactPoint: { value: failed } }]),
    ];
    const about = place ? [place.onward.task, place.meeting] : [task];
    draft.put({
      resourceType: 'Communication',
      id: draft.nextId('m'),
      status: 'in-progress',
      category: [recordKind('person-message')],
      topic: concept(systems.personMessage, says, personMessages[says].display),
      subject: { reference: referenceTo(patient) },
      recipient: [{ reference: referenceTo(patient) }],
      about: about.map((one) => ({ reference: referenceTo(one) })),
      sent: draft.now,
      ...(extension.length > 0 ? { extension } : {}),
    });
  }
};
