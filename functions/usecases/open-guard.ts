import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../domain/coding.ts';
import type { Referral } from '../domain/referral.ts';
import { isUnderWay } from '../domain/tasks/delegation.ts';
import type { GuardClaim } from './ports.ts';
import type { SubmitPorts } from './submit-referral.ts';

/** How to go about the guard, from what the try before has seen. */
export interface Way {
  /** The ended referral that holds it. */
  readonly takeOverFrom?: string;
  /** The NHS number came with the facts of another person: it must not join the two. */
  readonly inDoubt?: true;
  /** The open referral that has no room for the request. */
  readonly apartFrom?: string;
  /** The draft of the same sender that stands under the request's name, and was never sent. */
  readonly besideDraft?: string;
}

/**
 * The guard of one person, service and referrer, for a referral that the coordinator sees. A draft claims none: what is
 * asked after it must not vanish into it; it claims the guard when it is sent (infra/decisions/0008). One of whoever gets a
 * receipt claims none: that the next one joins it, or begins anew, would tell whether it has ended (infra/decisions/0019).
 */
export const guardClaim = (
  { hash }: Pick<SubmitPorts, 'hash'>,
  { traced, service, organisation }: { traced: string | undefined; service: string; organisation: string },
  { takeOverFrom, inDoubt, apartFrom }: Way,
): GuardClaim | undefined =>
  traced === undefined || inDoubt || apartFrom
    ? undefined
    : { key: hash('guard', traced, service, organisation), ...(takeOverFrom ? { takeOverFrom } : {}) };

/**
 * Where nothing that was asked is under way any more nothing is added, though the Task may wait for the coordinator's answer: revoke, and
 * send again at once. A further need that goes on without the first request holds the thread open.
 */
export const isOver = ({ task, request, furtherNeeds }: Referral): boolean =>
  isTerminal(statusOf(task)) || ![request, ...furtherNeeds].some(isUnderWay);
