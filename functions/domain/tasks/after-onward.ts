import type { Appointment, Task } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { bookedMeetings } from '../meetings/meetings.ts';
import { referenceTo } from '../referral.ts';
import { hubMove } from './hub-move.ts';

/** What follows from a move of T2: for its request, its meetings and, at acceptance, for T1. standards.md 12.4 rows 3, 12, 16. */
export const afterOnward = (draft: Draft, task: Task): void => {
  const parent = draft.referral.task;
  if (task.status === 'accepted' && parent.status === 'accepted') hubMove(draft, parent, 'in-progress');
  if (task.status === 'requested') putRequest(draft, task, 'active');
  if (task.status === 'completed') putRequest(draft, task, 'completed');
  if (task.status === 'cancelled' || task.status === 'rejected' || task.status === 'failed')
    putRequest(draft, task, 'revoked');
  if (task.status === 'entered-in-error') putRequest(draft, task, 'entered-in-error');
  if (isTerminal(statusOf(task)) && task.status !== 'completed') callOffAhead(draft, task);
};

/** SR2 belongs to the coordinator, on whose behalf the hub keeps it in step with T2. */
const putRequest = (
  draft: Draft,
  task: Task,
  status: 'active' | 'completed' | 'revoked' | 'entered-in-error',
): void => {
  const onward = draft.referral.onward.find((o) => o.task.id === task.id);
  if (onward) draft.put({ ...onward.request, status });
};

/** One that has begun was held or not, and somebody must still say which. */
export const callOffAhead = (draft: Draft, task: Task): void => {
  const onward = draft.referral.onward.find((o) => o.task.id === task.id);
  const ahead = (m: Appointment) => (m.start ?? '') > draft.now;
  const off = onward ? bookedMeetings(onward).filter(ahead) : [];
  for (const meeting of off)
    draft.put({ ...meeting, status: 'cancelled' }, { type: 'meeting-cancelled', task: referenceTo(task) });
};
