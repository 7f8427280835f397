import type { Appointment, ServiceRequest, Task } from 'fhir/r4.js';
import {
  type ClearedFor,
  type CompanionReason,
  companionCoding,
  companionHours,
} from '../../../contracts/lifecycle/companions.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { startOfDay, workingDaysAfter, workingDaysBefore } from '../calendar.ts';
import { codeIn, statusOf } from '../coding.ts';
import { modeOf } from '../meetings/meetings.ts';
import { isObjectedTo } from '../permission/permission.ts';
import { type Onward, organisationOf, type Referral, referenceTo } from '../referral.ts';
import { grownUp, hasReached } from '../request/age.ts';
import { consideredOf } from '../tasks/risks-considered.ts';

/** The onward request whose meeting a companion's Task is about. */
export const companionOnward = (referral: Referral, { partOf = [] }: Task): Onward | undefined =>
  referral.onward.find(({ task }) => partOf.some(({ reference }) => reference === referenceTo(task)));

/** The meeting to which a companion goes along; its Task's focus. */
export const companionMeeting = (referral: Referral, task: Task): Appointment | undefined =>
  companionOnward(referral, task)?.meetings.find((meeting) => referenceTo(meeting) === task.focus?.reference);

/** Everybody who was asked for a meeting, in the order in which they were asked. */
export const companionsFor = (referral: Referral, meeting: Appointment): Task[] =>
  referral.companions.filter(({ focus }) => focus?.reference === referenceTo(meeting));

export const openCompanion = (referral: Referral, meeting: Appointment): Task | undefined =>
  companionsFor(referral, meeting).find((task) => !isTerminal(statusOf(task)));

const cannot: CompanionReason = 'companion-cannot';

/** That they do not go along they said themselves: nobody need tell them. */
export const saidThemselves = ({ status, statusReason }: Task): boolean =>
  status === 'rejected' || codeIn(systems.statusReason, statusReason) === cannot;

/** Whatever it was that ended it, the person counts on somebody. */
const stillWanted: readonly (string | undefined)[] = [
  cannot,
  'companion-day-moved',
  'companion-not-now',
  'companion-not-cleared',
] satisfies readonly CompanionReason[];

export const isStillWanted = ({ statusReason }: Task): boolean =>
  stillWanted.includes(codeIn(systems.statusReason, statusReason));

/** Whoever said yes to going along to a meeting. */
export const goingAlong = (referral: Referral, meeting: Appointment): Task | undefined =>
  companionsFor(referral, meeting).find(({ status }) => status === 'accepted');

export const companionsOf = (referral: Referral, organisation: string): Task[] =>
  referral.companions.filter(({ owner }) => organisationOf(owner) === organisation);

/** What they are asked for, as the person's permission must name it: the form of an onward request, which is asked the same. */
export const companionPurpose = (referral: Referral): ServiceRequest => ({
  ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'filler-order' },
  subject: { reference: referenceTo(referral.patient) },
  code: { coding: [companionCoding] },
});

/** The person does not want them to know of them any more. */
export const isObjectedCompanion = (referral: Referral, { owner }: Task, now: string): boolean =>
  isObjectedTo(referral.consents, organisationOf(owner) ?? '', companionPurpose(referral), {
    ...{ patient: referral.patient, now },
  });

/**
 * What a companion must be cleared for to go to a meeting with this person. `isAdult` undefined: nobody knows, and whoever considered the
 * risks did not say so.
 */
export const neededFor = (
  referral: Referral,
  meeting: Appointment,
  task: Pick<Task, 'extension'>,
  day: string,
): ClearedFor[] => {
  const isAdult = hasReached(grownUp, referral.patient.birthDate ?? '', day) ?? consideredOf(task)?.adult ?? false;
  return [
    'public-places',
    ...(modeOf(meeting) === 'home-visit' ? (['home-visits'] as const) : []),
    ...(isAdult ? [] : (['under-18'] as const)),
  ];
};

const hoursBefore = (instant: string, hours: number): string =>
  new Date(Date.parse(instant) - hours * 3_600_000).toISOString();

/** From when on whoever said yes sees where and when they meet, and whom. */
export const placeFrom = ({ start = '' }: Appointment): string => hoursBefore(start, companionHours.place);

/** By when the coordinator is told that nobody has said yes: the end of the last working day that is over by then. */
export const unconfirmedFrom = ({ start = '' }: Appointment): string => {
  const latest = hoursBefore(start, companionHours.unconfirmed);
  const sameDay = workingDaysAfter(startOfDay(latest), 0);
  return sameDay <= latest ? sameDay : workingDaysBefore(latest, 1);
};

/** Where all the referrals of one companion are found, as one name; it opens nothing. */
export const companionName = (companion: string): string => ['companion', companion].join('\n');

/** What their link opens, as one name: one link for each time that they are asked. */
export const companionLinkName = (companion: string, task: Task): string =>
  ['companion', companion, task.id ?? ''].join('\n');
