import type { Appointment, Task } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { instant } from '../calendar.ts';
import { canonical } from '../canonical.ts';
import { cannotCome } from '../circumstance/circumstances.ts';
import { statusOf } from '../coding.ts';
import { meetingAfter } from '../meetings/booked-meeting.ts';
import {
  atHomeFaults,
  earlyFaults,
  meetingFaults,
  meetingPaths,
  participantFaults,
} from '../meetings/meeting-faults.ts';
import { hasBegun } from '../meetings/meetings.ts';
import { leaderFaults } from '../meetings/programme.ts';
import { reasonConcept } from '../reason.ts';
import { type Actor, type Onward, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import { reasonFaults } from '../tasks/guards.ts';
import { touched, workable } from '../tasks/workable.ts';
import type { CancelMeeting, NameMeeting } from './actions.ts';
import type { Draft } from './decision.ts';

const namingFaults = (draft: Draft, onward: Onward, action: NameMeeting): Refusal[] => {
  const status = statusOf(onward.task);
  if (isTerminal(status)) return [{ code: 'ended', diagnostics: `the Task is ${status}` }];
  if (isTerminal(statusOf(draft.referral.task))) return [{ code: 'ended', diagnostics: 'the referral has ended' }];
  if (status !== 'accepted' && status !== 'in-progress') {
    return [
      { code: 'illegal-transition', diagnostics: `a meeting is named once the request is accepted; it is ${status}` },
    ];
  }
  return [
    ...(cannotCome(draft.referral) ? [{ code: 'contact-stopped' } as const] : []),
    ...meetingFaults(action.meeting, draft.now),
    ...atHomeFaults(draft.referral, onward.task, action.meeting.mode),
    ...participantFaults(action.written?.set.participant, draft.referral),
    ...leaderFaults(action.written?.set.extension),
  ];
};

/** The same start is the same meeting, so that a double tap books one. */
const standingMeeting = (onward: Onward, { appointment, meeting }: NameMeeting): Appointment | undefined =>
  appointment
    ? onward.meetings.find((m) => m.id === appointment)
    : onward.meetings.find((m) => m.status === 'booked' && m.start === instant(meeting.start));

export const decideNameMeeting = (draft: Draft, action: NameMeeting, actor: Actor): Result<void> => {
  const onward = workable(draft, action.task, actor);
  if (!onward) return refuse('not-found');
  const faults = refuseAll(namingFaults(draft, onward, action));
  if (faults) return faults;
  const standing = standingMeeting(onward, action);
  if (action.appointment && !standing) return refuse('not-found');
  if (standing?.id && action.onlyNew) return refuse('meeting-exists', { existing: standing.id });
  if (standing && standing.status !== 'booked')
    return refuse('ended', { diagnostics: `the meeting is ${standing.status}` });
  const early = refuseAll(
    standing?.start === instant(action.meeting.start)
      ? []
      : earlyFaults(action.meeting.start, onward.task, draft.referral.task),
  );
  if (early) return early;
  // Another time would leave open for ever whether the person came to this one: that is another meeting.
  if (standing && hasBegun(standing, draft.now) && instant(action.meeting.start) > draft.now)
    return refuse('meeting-begun', { expression: meetingPaths.start, diagnostics: 'a later meeting is a new one' });
  const next = meetingAfter(action, { task: onward.task, standing, id: standing?.id ?? draft.nextId('a') });
  return putMeeting(draft, onward.task, next, standing);
};

const putMeeting = (draft: Draft, task: Task, next: Appointment, standing: Appointment | undefined): Result<void> => {
  if (standing && canonical({ ...standing, meta: undefined }) === canonical(next)) return ok(undefined);
  const isNewTime = standing?.start !== next.start;
  draft.put(next, { type: standing ? 'meeting-moved' : 'meeting-named', task: referenceTo(task) });
  draft.put(isNewTime ? touched(task, 'session-scheduled', draft.now) : { ...task, lastModified: draft.now });
  return ok(undefined);
};

/** As it was sent: its codings stand beside the words. */
export const decideCancelMeeting = (draft: Draft, action: CancelMeeting, actor: Actor): Result<void> => {
  const onward = draft.referral.onward.find((o) => o.meetings.some((m) => m.id === action.appointment));
  const found = onward && workable(draft, onward.task.id ?? '', actor);
  const meeting = found?.meetings.find((m) => m.id === action.appointment);
  if (!found || !meeting) return refuse('not-found');
  if (meeting.status === 'cancelled') return ok(undefined);
  if (meeting.status !== 'booked') return refuse('ended', { diagnostics: `the meeting is ${meeting.status}` });
  const status = statusOf(found.task);
  if (isTerminal(status)) return refuse('ended', { diagnostics: `the Task is ${status}` });
  if (hasBegun(meeting, draft.now)) return refuse('meeting-begun', { expression: 'Appointment.status' });
  const faults = refuseAll(reasonFaults(action.reason, 'Appointment.cancelationReason.text'));
  if (faults) return faults;
  draft.put(
    { ...meeting, status: 'cancelled', cancelationReason: reasonConcept(action.reason) },
    { type: 'meeting-cancelled', task: referenceTo(found.task) },
  );
  draft.put(touched(found.task, 'session-cancelled', draft.now));
  return ok(undefined);
};
