import * as z from 'zod/mini';
import { type ObligationCode, obligationKinds } from '../../contracts/lifecycle/obligations.ts';
import { type Obligation, obligations } from '../domain/owed/obligations.ts';
import { silentAt } from '../domain/owed/silent.ts';
import { coordinatorOf, referrerOf } from '../domain/parties.ts';
import type { Referral } from '../domain/referral.ts';
import { assigneeOf } from '../domain/tasks/assignee.ts';
import { wasSent } from '../domain/tasks/never-sent.ts';

const isObligation = (code: unknown): code is ObligationCode =>
  typeof code === 'string' && Object.hasOwn(obligationKinds, code);

/** Something whose deadline has passed: codes, ids and times, nothing about the person. */
export const lateEntry = z.object({
  what: z.custom<ObligationCode>(isObligation),
  who: z.string(),
  role: z.enum(['on-duty', 'assignee', 'deputy', 'manager']),
  task: z.string(),
  since: z.string(),
  deadline: z.string(),
  stuck: z.boolean(),
});
export type LateEntry = z.infer<typeof lateEntry>;

/** What the row of a referral says when something in it is late; nothing at all while nothing is. */
interface Lateness {
  readonly late?: LateEntry[];
  /** From when on the referral is silent, if nobody does anything. */
  readonly silentAt?: string;
  /** Code of the person whose case it is. */
  readonly assignee?: string;
}

/** Whose row says it: the coordinator's, and that of its author while nobody else sees a draft. */
export const saysLateness = (referral: Referral): string | undefined =>
  wasSent(referral.task) ? coordinatorOf(referral) : referrerOf(referral);

/**
 * Late is what the hub has reminded of. Where a referral went silent before the hub could (its clock stood still), what had
 * passed by then counts as well: nobody is missing from the list because a machine was late too.
 */
export const latenessOf = (referral: Referral): Lateness => {
  const silent = silentAt(referral);
  const isSilent = silent !== undefined && silent <= referral.at;
  const late = obligations(referral).filter((o) => o.chased > 0 || (isSilent && o.deadline <= referral.at));
  if (late.length === 0) return {};
  const assignee = assigneeOf(referral.task)?.code;
  return {
    late: late.map((o) => entryOf(o, coordinatorOf(referral) ?? '')),
    ...(silent === undefined ? {} : { silentAt: silent }),
    ...(assignee === undefined ? {} : { assignee }),
  };
};

const entryOf = ({ what, who, role, task, since, deadline, stuck }: Obligation, coordinator: string): LateEntry => ({
  ...{ what, who: who === '' ? coordinator : who, role, task, since, deadline, stuck },
});
