import { recordKind } from '../coding.ts';
import { findTask, partiesOf, roleOf } from '../parties.ts';
import { type Actor, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Result, refuse, refuseAll } from '../result.ts';
import { nameFaults } from '../said/correspondence.ts';
import { hasNewsFor } from '../said/openings.ts';
import { wasSent } from '../tasks/never-sent.ts';
import type { Draft } from './decision.ts';

/** A named person has opened it: only that is being told (issue 5). A system that fetched it is nobody. */
export interface Open {
  readonly kind: 'open';
  /** Id of T1, or of an onward Task that is one's own or that one asked for. */
  readonly task: string;
  /** Name or role of the person. */
  readonly by: string;
}

const whose = 'the name or role of the person who opened it, two letters at least';

/** Once for all that there was to see: opened again with nothing new, it stands as it is. */
export const decideOpened = (draft: Draft, { task: id, by }: Open, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const found = findTask(referral, id);
  if (!found || !maySee(referral, found, actor.organisation)) return refuse('not-found');
  const faults = refuseAll(nameFaults(by, 'Communication.sender.display', whose));
  if (faults) return faults;
  if (!hasNewsFor(referral, found.task, actor.organisation, now)) return ok(undefined);
  const task = referenceTo(found.task);
  draft.put(
    {
      resourceType: 'Communication',
      id: draft.nextId('m'),
      status: 'completed',
      category: [recordKind('opened')],
      subject: { reference: referenceTo(referral.patient) },
      about: [{ reference: task }],
      sender: { ...organisation(actor.organisation), display: by },
      sent: now,
    },
    { type: 'opened', task },
  );
  return ok(undefined);
};

/** The referrer opens its referral, a partner its own onward Task, the coordinator either. */
const maySee = (
  referral: Referral,
  { task, level }: NonNullable<ReturnType<typeof findTask>>,
  organisation: string,
): boolean => {
  const role = roleOf(referral, organisation);
  if (level === 'abort' || role === undefined) return false;
  if (role === 'coordinator') return true;
  if (level === 'referral') return role === 'referrer';
  return wasSent(task) && partiesOf(task, organisation).includes('owner');
};
