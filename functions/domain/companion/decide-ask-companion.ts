import type { Appointment, Consent, Extension, Task } from 'fhir/r4.js';
import { companionCoding } from '../../../contracts/lifecycle/companions.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { today } from '../calendar.ts';
import { cannotCome } from '../circumstance/circumstances.ts';
import { concept, statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { hasBegun, modeOf } from '../meetings/meetings.ts';
import { type NotAsked, notAsked } from '../participant.ts';
import { coordinatorOf } from '../parties.ts';
import { keepPermission } from '../permission/decide-permission.ts';
import { permission, whyNotPermitted } from '../permission/permission.ts';
import { recordingFaults } from '../permission/recording-faults.ts';
import { type Actor, type Onward, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import { needsPersonFirst } from '../said/person-first.ts';
import { withSince } from '../since.ts';
import { consideredOf, datedAt, mayVisitAtHome, riskFaults } from '../tasks/risks-considered.ts';
import { type Clearance, notCleared, whyNotCleared } from './clearance.ts';
import { companionPurpose, neededFor, openCompanion } from './companions.ts';

/** The coordinator asks a champion or buddy to go along to a first meeting: their Task, and the person's permission with it. */
export interface AskCompanion {
  readonly kind: 'ask-companion';
  /** Id of the meeting. */
  readonly appointment: string;
  /** Code of the companion in the register. */
  readonly companion: string;
  /** What is known of them there; undefined: nobody is a companion by that code. */
  readonly known?: { readonly clearance: Clearance; readonly notAsked?: NotAsked };
  /** What was found of the risks, as of an onward request. */
  readonly considered: Extension;
  readonly consents: readonly Consent[];
}

const accompanied: readonly (string | undefined)[] = ['in-person', 'drop-in', 'home-visit'];

const meetingFaults = (referral: Referral, { task }: Onward, meeting: Appointment, now: string): Refusal[] => {
  const status = statusOf(task);
  if (isTerminal(statusOf(referral.task))) return [{ code: 'ended', diagnostics: 'the referral has ended' }];
  if (status !== 'accepted' && status !== 'in-progress')
    return [{ code: 'ended', diagnostics: `the Task is ${status}` }];
  if (meeting.status !== 'booked') return [{ code: 'ended', diagnostics: `the meeting is ${meeting.status}` }];
  if (hasBegun(meeting, now)) return [{ code: 'meeting-begun', expression: 'Task.focus' }];
  if (!accompanied.includes(modeOf(meeting) ?? 'in-person'))
    return [{ code: 'invalid-input', expression: 'Task.focus', diagnostics: 'nobody goes along to a call' }];
  const standing = openCompanion(referral, meeting);
  return [
    ...(standing?.id ? [{ code: 'already-asked', expression: 'Task.focus', existing: standing.id } as const] : []),
    ...(cannotCome(referral) ? [{ code: 'contact-stopped' } as const] : []),
    ...(needsPersonFirst(referral) ? [{ code: 'person-first' } as const] : []),
  ];
};

/** Not known, switched off, not trained, not cleared: each says which, so that the link worker need not guess. */
const clearanceFaults = (referral: Referral, meeting: Appointment, task: Task, { known }: AskCompanion): Refusal[] => {
  const at = { expression: 'Task.owner' } as const;
  if (!known) return [{ code: 'unknown-partner', ...at, diagnostics: 'no companion is registered by this code' }];
  if (known.notAsked) return [{ code: 'unknown-partner', ...at, diagnostics: notAsked[known.notAsked] }];
  const day = today(meeting.start ?? '');
  const why = whyNotCleared(known.clearance, { day, needs: neededFor(referral, meeting, task, day) });
  return why.map((one) => ({
    ...{ code: one === 'under-18' ? 'not-checked-for-minors' : 'unknown-partner', ...at },
    diagnostics: notCleared[one],
  }));
};

/** A companion is a volunteer who may be alone with the person: that setting was considered, or nobody is asked. */
const settingFaults = (referral: Referral, meeting: Appointment, task: Task, now: string): Refusal[] => {
  const faults = riskFaults(referral, task, now);
  const found = consideredOf(task);
  if (faults.length > 0 || !found) return faults;
  const lacks = (diagnostics: string): Refusal => ({
    ...{ code: 'risks-not-considered', expression: 'Task.extension', diagnostics },
  });
  return [
    ...(found.settings.includes('lone-volunteer')
      ? []
      : [lacks('setting lone-volunteer: a companion may be alone with the person')]),
    ...(found.conditions.includes('two-together') ? [lacks('two-together: one companion alone is not two')] : []),
    ...(modeOf(meeting) === 'home-visit' && !mayVisitAtHome(task) ? [{ code: 'setting-not-considered' } as const] : []),
  ];
};

const permissionFaults = (referral: Referral, { companion, consents }: AskCompanion, now: string): Refusal[] => {
  const all = [...referral.consents, ...consents.map(({ meta: _, ...consent }) => consent)];
  const of = { patient: referral.patient, now };
  const purpose = companionPurpose(referral);
  if (permission(all, companion, purpose, of)) return consents.flatMap((one) => recordingFaults(one, referral, now));
  const diagnostics = whyNotPermitted(all, companion, purpose, of);
  return [{ code: 'permission-missing', expression: 'Task.owner', diagnostics }];
};

const taskOf = ({ referral, now }: Draft, { task }: Onward, meeting: Appointment, action: AskCompanion): Task => ({
  ...{ resourceType: 'Task', status: 'requested', intent: 'order' },
  id: '',
  code: { coding: [...(concept(systems.taskCode, 'fulfill').coding ?? []), companionCoding] },
  businessStatus: concept(systems.businessStatus, 'submitted'),
  partOf: [{ reference: referenceTo(task) }],
  focus: { reference: referenceTo(meeting) },
  for: { reference: referenceTo(referral.patient) },
  owner: organisation(action.companion),
  // For which time they say yes: where the meeting is moved, somebody is asked again.
  restriction: { period: { start: meeting.start ?? '', ...(meeting.end ? { end: meeting.end } : {}) } },
  extension: withSince([datedAt(action.considered, now)], now),
  ...{ authoredOn: now, lastModified: now },
});

/** Champion, buddy or advocate is asked to meet the person at a first meeting. Issue 7 item 6. */
export const decideAskCompanion = (draft: Draft, action: AskCompanion, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  if (coordinatorOf(referral) !== actor.organisation) return refuse('not-found');
  const onward = referral.onward.find(({ meetings }) => meetings.some(({ id }) => id === action.appointment));
  const meeting = onward?.meetings.find(({ id }) => id === action.appointment);
  if (!onward || !meeting) return refuse('not-found');
  const asked = taskOf(draft, onward, meeting, action);
  const faults = refuseAll([
    ...meetingFaults(referral, onward, meeting, now),
    ...clearanceFaults(referral, meeting, asked, action),
    ...settingFaults(referral, meeting, asked, now),
    ...permissionFaults(referral, action, now),
  ]);
  if (faults) return faults;
  for (const consent of action.consents) keepPermission(draft, consent, actor);
  const task: Task = {
    ...asked,
    id: draft.nextId('t'),
    requester: organisation(actor.organisation),
  };
  draft.put(task, { type: 'companion-asked', task: referenceTo(task) });
  return ok(undefined);
};
