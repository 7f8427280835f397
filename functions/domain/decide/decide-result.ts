import type { Appointment, Task } from 'fhir/r4.js';
import { type AttendanceResult, attendanceResults } from '../../../contracts/lifecycle/codes.ts';
import { deadlines } from '../../../contracts/lifecycle/deadlines.ts';
import { meetingStatuses } from '../../../contracts/lifecycle/meeting-statuses.ts';
import { type BusinessStatus, isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { calendarDaysAfter } from '../calendar.ts';
import { hasMovedOrDied } from '../circumstance/circumstances.ts';
import { codeIn, concept, isAbout, isOutput, kindOf, outputType, statusOf } from '../coding.ts';
import { isCounted } from '../contact/contact-attempts.ts';
import { unlessEmpty } from '../given.ts';
import { personClient } from '../hub.ts';
import {
  hear,
  heardOf,
  isDisputed,
  isSaidAgain,
  knownSince,
  type Sayer,
  type Word,
  withHeard,
} from '../meetings/heard.ts';
import {
  firstMeeting,
  hasBegun,
  isFinalResult,
  isKnown,
  isUnanswered,
  meetingToRecord,
  resultOf,
} from '../meetings/meetings.ts';
import { coordinatorOf, wasAccepted } from '../parties.ts';
import { type Actor, type Onward, organisationOf, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import { tellOfMeeting } from '../said/practice-messages.ts';
import { hubMove } from '../tasks/hub-move.ts';
import { touched, workable } from '../tasks/workable.ts';
import type { RecordResult } from './actions.ts';
import type { Draft } from './decision.ts';

export const resultStatus: Record<AttendanceResult, BusinessStatus | undefined> = {
  attended: 'session-attended',
  'did-not-attend': 'did-not-attend',
  'could-not-come': 'session-cancelled',
  'not-sure': undefined,
  'not-known': undefined,
};

/** The meeting with its result; a code only where the status does not say it. */
const answered = (meeting: Appointment, result: AttendanceResult): Appointment => {
  const { cancelationReason: _, extension, ...rest } = meeting;
  const { status, saysIt } = meetingStatuses[result];
  const kept = (extension ?? []).filter((e) => e.url !== extensions.attendance);
  const says = saysIt ? [] : [{ url: extensions.attendance, valueCode: result }];
  const all = unlessEmpty([...kept, ...says]);
  return { ...rest, status, ...(all ? { extension: all } : {}) };
};

const withResult = (task: Task, result: AttendanceResult): Task => {
  return {
    ...task,
    output: [
      ...(task.output ?? []).filter((o) => !isOutput(o, 'first-meeting-result')),
      {
        type: outputType('first-meeting-result'),
        valueCodeableConcept: concept(systems.attendance, result, attendanceResults[result]),
      },
    ],
  };
};

/**
 * DESIGN 4: not known needs two chases of the group and one human try to ask the person; only the coordinator says it.
 * What was asked before this meeting began was about something else.
 */
const notKnownFaults = (draft: Draft, onward: Onward, meeting: Appointment, actor: Actor): Refusal[] => {
  if (coordinatorOf(draft.referral) !== actor.organisation) return [{ code: 'not-yours-to-change' }];
  const since = draft.referral.communications
    .filter((c) => isAbout(c, referenceTo(onward.task)))
    .filter((c) => (c.sent ?? '') > (meeting.start ?? ''));
  const chases = since.filter(
    (c) => kindOf(c) === 'chase' && codeIn(systems.obligation, c.topic) === 'meeting-result',
  ).length;
  // There is nobody to ask about somebody who has died or moved away.
  const asked =
    hasMovedOrDied(draft.referral) || since.some((c) => isCounted(draft.referral, c) || kindOf(c) === 'conversation');
  return chases >= 2 && asked
    ? []
    : [{ code: 'chases-missing', diagnostics: `${chases} chases, the person ${asked ? 'was' : 'was not'} asked` }];
};

const taskFaults = (onward: Onward, meeting: Appointment, now: string): Refusal[] => {
  const status = statusOf(onward.task);
  const ended = onward.task.executionPeriod?.end ?? now;
  if (status === 'entered-in-error' || (isTerminal(status) && !wasAccepted(onward.task))) return [{ code: 'ended' }];
  // What nobody has answered yet is owed for as long as it takes; only a correction can come too late.
  const late = isTerminal(status) && now > calendarDaysAfter(ended, deadlines.graceDays);
  if (late && !isUnanswered(meeting) && !isDisputed(meeting)) return [{ code: 'too-late' }];
  if (status === 'requested' || status === 'draft')
    return [{ code: 'illegal-transition', diagnostics: 'the request was not accepted yet' }];
  return [];
};

const resultFaults = (
  draft: Draft,
  onward: Onward,
  meeting: Appointment,
  action: RecordResult,
  actor: Actor,
): Refusal[] => {
  const unable = taskFaults(onward, meeting, draft.now);
  if (unable.length > 0) return unable;
  if (meeting.status === 'entered-in-error') return [{ code: 'ended' }];
  // Which of two sides holds is owed for as long as it takes.
  const corrects = meeting.status !== 'booked' && !isDisputed(meeting);
  if (corrects && draft.now > calendarDaysAfter(meeting.end ?? draft.now, deadlines.graceDays))
    return [{ code: 'too-late' }];
  // A missed meeting is followed up (DESIGN 4): no doubt that comes later takes that away.
  if (isKnown(resultOf(meeting)) && !isKnown(action.result)) return [{ code: 'result-known' }];
  if (action.result !== 'could-not-come' && (meeting.start ?? '') > draft.now) return [{ code: 'not-yet' }];
  return action.result === 'not-known' ? notKnownFaults(draft, onward, meeting, actor) : [];
};

/** On their own page, which is their coordinator's to see to: nobody else speaks there. */
const saysBeforehand = (draft: Draft, meeting: Appointment, actor: Actor): boolean =>
  actor.client === personClient && !hasBegun(meeting, draft.now);

/** undefined: the coordinator's own, which decides. What a group says is the group's word, whomever it heard it from. */
const sayerOf = (draft: Draft, { by }: RecordResult, meeting: Appointment, actor: Actor): Sayer | undefined => {
  // That they cannot come is no word on who came.
  if (actor.client === personClient) return saysBeforehand(draft, meeting, actor) ? 'group' : 'person';
  return coordinatorOf(draft.referral) === actor.organisation ? by : 'group';
};

/** Who said beforehand that they cannot come did not come: whoever ticks a list of who was there says nothing else. */
const saidItCouldNot = (
  { start = '', meta }: Appointment,
  before: AttendanceResult | undefined,
  { by, result }: Pick<Word, 'by' | 'result'>,
): boolean =>
  by === 'group' && result === 'did-not-attend' && before === 'could-not-come' && (meta?.lastUpdated ?? '~') < start;

/** Attendance: idempotent, correctable, never terminal by itself. standards.md 12.6. */
export const decideRecordResult = (draft: Draft, action: RecordResult, actor: Actor): Result<void> => {
  const onward = workable(draft, action.task, actor);
  if (!onward) return refuse('not-found');
  const meeting = action.appointment
    ? onward.meetings.find((m) => m.id === action.appointment)
    : meetingToRecord(onward, draft.now);
  if (!meeting)
    return action.appointment
      ? refuse('not-found')
      : refuse('illegal-transition', { diagnostics: 'no meeting is named' });
  const before = resultOf(meeting);
  const hasGroup = organisationOf(onward.task.owner) !== coordinatorOf(draft.referral);
  const word = { by: sayerOf(draft, action, meeting, actor), result: action.result, hasGroup };
  if (isSaidAgain(meeting, before, word) || saidItCouldNot(meeting, before, word)) return ok(undefined);
  const faults = refuseAll(resultFaults(draft, onward, meeting, action, actor));
  if (faults) return faults;
  const { heard, stands } = hear(heardOf(meeting), before, word);
  if (stands === before || stands === undefined) {
    draft.put(withHeard(meeting, heard, knownSince(meeting)));
    return ok(undefined);
  }
  const type = isFinalResult(before) ? 'result-corrected' : 'result-recorded';
  const said = saysBeforehand(draft, meeting, actor) ? { ...heard, beforehand: stands } : heard;
  draft.put(withHeard(answered(meeting, stands), said), { type, task: referenceTo(onward.task) });
  putResult(draft, onward.task.id ?? '', action.result);
  tellOfMeeting(draft);
  return ok(undefined);
};

const putResult = (draft: Draft, id: string, result: AttendanceResult): void => {
  const onward = draft.referral.onward.find((o) => o.task.id === id);
  if (!onward) return;
  const first = firstMeeting(onward);
  const task = withResult(onward.task, (first && resultOf(first)) ?? result);
  const businessStatus = resultStatus[result];
  const next = businessStatus ? touched(task, businessStatus, draft.now) : { ...task, lastModified: draft.now };
  const attended = { businessStatus: concept(systems.businessStatus, 'session-attended') };
  if (result === 'attended' && next.status === 'accepted') hubMove(draft, next, 'in-progress', attended);
  else draft.put(next);
};
