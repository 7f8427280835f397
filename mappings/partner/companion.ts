import type { Appointment, Task } from 'fhir/r4.js';
import { conditions } from '../../contracts/lifecycle/risk-settings.ts';
import { timeOfDay, today } from '../../functions/domain/calendar.ts';
import { companionMeeting, isObjectedCompanion, placeFrom } from '../../functions/domain/companion/companions.ts';
import { isByNumberOnly } from '../../functions/domain/contact/by-number-only.ts';
import { modeOf, venueOf } from '../../functions/domain/meetings/meetings.ts';
import type { Referral } from '../../functions/domain/referral.ts';
import { cardNumber } from '../../functions/domain/request/card-number.ts';
import { consideredOf } from '../../functions/domain/tasks/risks-considered.ts';
import { type Field, fieldsOf } from './field.ts';
import { calledName } from './name.ts';

/** A request to go along, as whoever holds its link is shown it. */
export interface CompanionSource {
  readonly referral: Referral;
  readonly task: Task;
  readonly meeting: Appointment;
  readonly now: string;
}

/**
 * They said yes, and it is less than a day ahead, or has begun and they have not said yet whether they met. What has begun is not called
 * off when the person objects, as they may have met; nothing of the person is shown any more.
 */
const isNear = ({ referral, task, meeting, now }: CompanionSource): boolean =>
  task.status === 'accepted' && placeFrom(meeting) <= now && !isObjectedCompanion(referral, task, now);

const near =
  <T>(of: (source: CompanionSource) => T) =>
  (source: CompanionSource): T | undefined =>
    isNear(source) ? of(source) : undefined;

/** Of a person with a flag the number alone, on a page that may be forwarded. */
const called = ({ referral, now }: CompanionSource): string =>
  (isByNumberOnly(referral) ? undefined : calledName(referral.patient, now)) ??
  `Number ${cardNumber(referral.reference)}`;

/** Everything that a companion is shown, and why: what the person wants to be called, and nothing else of them. */
export const companionFields = {
  day: { why: 'to know whether they can', of: ({ meeting }) => today(meeting.start ?? '') },
  part: { why: 'to know whether they can', of: ({ meeting }) => timeOfDay(meeting.start ?? '') },
  conditions: {
    why: 'to know what to do so that it is safe; what the risk is, they are not told',
    of: ({ task }) => (consideredOf(task)?.conditions ?? []).map((code) => conditions[code]),
  },
  who: { ...{ why: 'to greet the person as they want to be called', words: 'person' }, of: near(called) },
  start: { why: 'to be there', of: near(({ meeting }) => meeting.start) },
  place: {
    ...{ why: 'to be there; the address of a home is told on the telephone', words: 'arrangement' },
    of: near(({ meeting }) => (modeOf(meeting) === 'home-visit' ? undefined : venueOf(meeting))),
  },
  reference: { why: 'to speak about it on the telephone', of: near(({ referral }) => referral.reference) },
} as const satisfies Record<string, Field<CompanionSource, unknown>>;

export const companionView = (source: CompanionSource) => fieldsOf(companionFields, source);

/** What their link opens, while it is theirs: undefined where there is no such request or meeting any more. */
export const companionSource = (referral: Referral, task: Task, now: string): CompanionSource | undefined => {
  const meeting = companionMeeting(referral, task);
  return meeting && { referral, task, meeting, now };
};
