import type { Annotation, Extension, Task } from 'fhir/r4.js';
import { type DeclineReason, declineReasons } from '../../../contracts/lifecycle/codes.ts';
import {
  type BusinessStatus,
  isTerminal,
  mayStandWith,
  type TaskStatus,
} from '../../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { businessStatusOf, concept, statusOf } from '../coding.ts';
import type { UpdateTask } from '../decide/actions.ts';
import { given, unlessEmpty } from '../given.ts';
import type { FoundTask } from '../parties.ts';
import { reasonConcept } from '../reason.ts';
import { organisation, organisationOf } from '../referral.ts';
import { withSince } from '../since.ts';
import { unsentBy } from './never-sent.ts';
import { datedAt, isConsideration } from './risks-considered.ts';
import { withPlace } from './waiting-place.ts';

const isDeclineReason = (code: string | undefined): code is DeclineReason =>
  code !== undefined && Object.hasOwn(declineReasons, code);

/** What stands beside a new status when the caller names nothing. */
const usualBusinessStatus = (action: UpdateTask, found: FoundTask): BusinessStatus | undefined => {
  const standing = businessStatusOf(found.task);
  if (action.to === statusOf(found.task)) return standing;
  if (action.to === 'requested') return 'submitted';
  if (action.to === 'rejected' && found.level !== 'abort' && found.level !== 'companion') {
    return isDeclineReason(action.reason?.code)
      ? declineReasons[action.reason.code].businessStatus
      : 'declined-not-suitable';
  }
  if (action.to === 'accepted' && found.onward?.meetings.some((m) => m.status === 'booked')) return 'session-scheduled';
  return standing && mayStandWith(standing, action.to) ? standing : undefined;
};

/** What a draft lacked it still lacks when it is sent, whatever its sender says of it: DESIGN 4, what a request must carry. */
const staysIncomplete = (action: UpdateTask, { level, task }: FoundTask): boolean =>
  level === 'referral' &&
  task.status === 'draft' &&
  action.to === 'requested' &&
  businessStatusOf(task) === 'awaiting-information';

const businessStatusAfter = (action: UpdateTask, found: FoundTask): BusinessStatus | undefined =>
  staysIncomplete(action, found)
    ? 'awaiting-information'
    : action.placeFree && businessStatusOf(found.task) === 'waiting-list'
      ? undefined
      : (action.businessStatus ?? usualBusinessStatus(action, found));

export const reviewDateOf = ({ extension }: Pick<Task, 'extension'>): string | undefined =>
  extension?.find((e) => e.url === extensions.reviewDate)?.valueDate;

/** What waits, waits until a date: DESIGN 4. Anything else has none. */
const waits = (to: TaskStatus, businessStatus: BusinessStatus | undefined): boolean =>
  to === 'on-hold' || to === 'draft' || businessStatus === 'waiting-list';

/** A new date by which nobody looks again: it would be dropped, so it is refused. */
export const unkeptDate = (found: FoundTask, action: UpdateTask): boolean =>
  action.reviewDate !== undefined &&
  action.reviewDate !== reviewDateOf(found.task) &&
  !waits(action.to, businessStatusAfter(action, found));

const withReviewDate = (task: Task, action: UpdateTask, businessStatus: BusinessStatus | undefined): Extension[] => {
  const was = task.extension ?? [];
  const standing = action.to === statusOf(task) ? reviewDateOf(task) : undefined;
  const date = waits(action.to, businessStatus) ? (action.reviewDate ?? standing) : undefined;
  if (date === reviewDateOf(task)) return was;
  const kept = was.filter((e) => e.url !== extensions.reviewDate);
  return date ? [...kept, { url: extensions.reviewDate, valueDate: date }] : kept;
};

/** What waited until a date, and waits no longer, begins anew: nobody is late for what was put off. */
const endsWaiting = (was: Task, is: Extension[]): boolean =>
  reviewDateOf(was) !== undefined && !is.some((e) => e.url === extensions.reviewDate);

/** What waits from now on waits since now, however long ago it was accepted. */
const beginsWaiting = (was: Task, is: Extension[]): boolean =>
  reviewDateOf(was) === undefined && is.some((e) => e.url === extensions.reviewDate);

/** Notes signed by the hub: nobody writes in another's name, or at another time. standards.md 12.1. */
export const signed = (texts: readonly string[], by: string, now: string): Annotation[] =>
  texts.map((text) => ({ authorReference: organisation(by), time: now, text }));

const reasonAfter = (task: Task, action: UpdateTask): Task['statusReason'] => {
  if (action.reason) return reasonConcept(action.reason);
  return action.to === statusOf(task) ? task.statusReason : undefined;
};

const periodAfter = (task: Task, to: TaskStatus, now: string): Task['executionPeriod'] => {
  const start = task.executionPeriod?.start ?? (to === 'accepted' ? now : undefined);
  const end = isTerminal(to) ? (task.executionPeriod?.end ?? now) : undefined;
  return start || end ? given({ start, end }) : undefined;
};

/** With what was found of the risks now, in place of what was found before. */
export const reconsidered = (task: Task, { considered }: UpdateTask, now: string): Task =>
  considered
    ? { ...task, extension: [...(task.extension ?? []).filter((e) => !isConsideration(e)), datedAt(considered, now)] }
    : task;

/** What a group calls off is another thing than what the coordinator has called off: somebody must see to the person. */
const byOwner = ({ level, task }: FoundTask, { to }: UpdateTask, by: string): Extension[] =>
  level === 'onward' && to === 'cancelled' && organisationOf(task.owner) === by && organisationOf(task.requester) !== by
    ? [{ url: extensions.endedByOwner, valueBoolean: true }]
    : [];

/** The Task after the move; what the status no longer means (a reason, a review date) goes with the old status. */
export const moved = (found: FoundTask, action: UpdateTask, by: string, now: string): Task => {
  const { statusReason: _, businessStatus: __, extension: ___, executionPeriod: ____, ...rest } = found.task;
  const businessStatus = businessStatusAfter(action, found);
  const staying = action.to === statusOf(found.task);
  const placed = withPlace(reconsidered(found.task, action, now), action.place, businessStatus);
  const dated = withReviewDate(placed, action, businessStatus);
  const goesOn = staying && !endsWaiting(found.task, dated) && !beginsWaiting(found.task, dated);
  return {
    ...rest,
    status: action.to,
    ...given({
      businessStatus: businessStatus && concept(systems.businessStatus, businessStatus),
      statusReason: reasonAfter(found.task, action),
      extension: unlessEmpty(
        goesOn ? dated : withSince([...dated, ...unsentBy(found.task, action.to), ...byOwner(found, action, by)], now),
      ),
      executionPeriod: periodAfter(found.task, action.to, now),
      output: unlessEmpty([...(found.task.output ?? []), ...(action.outputs ?? [])]),
      note: unlessEmpty([...(found.task.note ?? []), ...signed(action.notes ?? [], by, now)]),
    }),
    lastModified: now,
  };
};
