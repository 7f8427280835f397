import type { Coding, FhirResource, Task } from 'fhir/r4.js';
import { notices } from '../../../contracts/lifecycle/codes.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { statusOf } from '../../domain/coding.ts';
import { firstMeeting, isUnanswered } from '../../domain/meetings/meetings.ts';
import { type Onward, organisationOf, type Referral } from '../../domain/referral.ts';
import type { FhirPorts } from '../ports.ts';

const notice: Coding = { system: systems.notice, code: 'ask-duty-owner', display: notices['ask-duty-owner'] };

/** A first meeting is still to come: named, or not yet. */
const isAhead = (onward: Onward): boolean => {
  const first = firstMeeting(onward);
  return !isTerminal(statusOf(onward.task)) && (first === undefined || isUnanswered(first));
};

/**
 * All that a coordinator sees of a safeguarding concern: that a first meeting is with an organisation to which a duty owner paused
 * new requests. A tag of `meta`, which is none of the caller's to send back: reading and putting back stays a no-op.
 */
export const withNotice = async (
  { participants }: Pick<FhirPorts, 'participants'>,
  referral: Referral,
  task: Task,
): Promise<Task> => {
  const about = task.id === referral.task.id ? referral.onward : referral.onward.filter((o) => o.task.id === task.id);
  const owners = about.filter(isAhead).map((onward) => organisationOf(onward.task.owner));
  const known = await Promise.all(
    owners.map((code) => (code === undefined ? undefined : participants.organisation(code))),
  );
  if (!known.some((participant) => participant?.askDutyOwner)) return task;
  return { ...task, meta: { ...task.meta, tag: [...(task.meta?.tag ?? []), notice] } };
};

/** It comes and goes without a new version: whoever has the version already must still be told. */
export const hasNotice = ({ meta }: FhirResource): boolean =>
  meta?.tag?.some(({ system }) => system === systems.notice) ?? false;
