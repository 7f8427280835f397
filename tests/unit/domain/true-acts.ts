import type { Task } from 'fhir/r4.js';
import { circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { outcomes } from '../../../contracts/lifecycle/codes.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { render } from '../../../functions/delivery/render.ts';
import { isConfirmed, isOpen, reportsIn } from '../../../functions/domain/circumstance/circumstances.ts';
import { concept, kindOf, statusOf } from '../../../functions/domain/coding.ts';
import type { Action, RequestOnward } from '../../../functions/domain/decide/actions.ts';
import type { Obligation } from '../../../functions/domain/owed/obligations.ts';
import { coordinatorOf, findTask } from '../../../functions/domain/parties.ts';
import { organisationOf, type Referral, referenceTo } from '../../../functions/domain/referral.ts';
import { needsPersonFirst } from '../../../functions/domain/said/person-first.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { reviewDateOf } from '../../../functions/domain/tasks/moved-task.ts';
import { happened } from '../../../functions/views/happened.ts';
import type { Row } from '../../../functions/views/row.ts';
import { because, move, note, onwardTo, output, recorded, reports, settles } from './acts.ts';
import { later } from './cast.ts';

/** Acts of somebody to whom something is owed or whose it is, each of them true in some case. */

/** By whom: an organisation's code. */
export type Step = readonly [string, Action];
/** Acts one after another that end what is owed. */
export type Way = readonly Step[];
/** What may be the case, and the ways to say so: whatever is the case, somebody can say it. */
export type Ways = Readonly<Record<string, readonly Way[]>>;

export interface Owing {
  readonly referral: Referral;
  readonly owed: Obligation;
  readonly task: Task;
  readonly owner: string;
  readonly coordinator: string;
  readonly at: string;
}

export const day = 86_400_000;
export const spoke = (task: string): Action => recorded('conversation', task);
const inTwoWeeks = (at: string): string => later(at, 14 * day).slice(0, 10);
export const readRisks = ({ referral, coordinator }: Owing): Way =>
  needsPersonFirst(referral)
    ? [[coordinator, recorded('risks-read', referral.task.id, { sender: { display: 'A. Nurse' } })]]
    : [];
export const idOf = ({ id = '' }: { id?: string }): string => id;

/** A group, for all that the person was referred for and still is. */
export const askedFor = ({ referral }: Owing): RequestOnward => {
  const asked = onwardTo('choir');
  const standing = [referral.request, ...referral.furtherNeeds].filter(({ status }) => status === 'active');
  return { ...asked, request: { ...asked.request, basedOn: standing.map((r) => ({ reference: referenceTo(r) })) } };
};

/** However it may truly have ended: each end claims what must hold. */
export const ends = (of: Owing): Way[] => {
  const { task, owner } = of;
  const said = Object.keys(outcomes).map((code) =>
    move(idOf(task), 'completed', {
      outputs: [output('outcome', systems.outcome, code), output('unmet-need', systems.snomed, '1')],
    }),
  );
  const others = [
    move(idOf(task), 'completed', { outputs: [note] }),
    move(idOf(task), 'failed', because('It came to nothing')),
    move(idOf(task), 'cancelled', because('The person wants no more', 'declined-by-person')),
    move(idOf(task), 'cancelled', because('It came to nothing')),
    move(idOf(task), 'rejected', because('Full')),
  ];
  return [...said, ...others].map((action): Way => [...readRisks(of), [owner, action]]);
};

/** The coordinator stops what is another's. */
export const stops = ({ task, coordinator }: Owing): Way[] => [
  [[coordinator, move(idOf(task), 'cancelled', because('It came to nothing'))]],
  [[coordinator, { kind: 'request-abort', task: idOf(task), ...because('It came to nothing') }]],
];

const atTheDoor = { medium: [concept(systems.participationMode, 'FACE')], extension: [] };
/** Days from now: from whatever hour on, they are not all in the same time of day. */
const tries = [0, 1, 2.5, 3.75];
export const tried = ({ task, coordinator, at }: Owing): Way =>
  tries.map((n) => [
    coordinator,
    // Also where every number is marked not safe.
    recorded('contact-attempt', idOf(task), { ...atTheDoor, sent: later(at, n * day) }),
  ]);

/** How each report that waits stands, if that is true of the person; a report of theirs that is not so is wrong. */
export const settling = ({ referral, coordinator, at }: Owing, truth: string | undefined): Way => {
  const found = reportsIn(referral).filter((r) => isOpen(r) || (isConfirmed(r) && r.circumstance === 'died'));
  const isTrue = (c: string) => c === truth || c === 'other-practice';
  const wrong = found.filter((r) => !isTrue(r.circumstance) && r.circumstance !== 'moved-or-died');
  const unsure = found.filter((r) => r.circumstance === 'moved-or-died');
  const gone = truth === 'died' || truth === 'moved';
  return [
    ...wrong.map(({ communication }): Step => [coordinator, settles(idOf(communication), 'wrong')]),
    ...found
      .filter((r) => isOpen(r) && isTrue(r.circumstance))
      .map(({ communication }): Step => [coordinator, settles(idOf(communication), 'confirmed', inTwoWeeks(at))]),
    ...unsure.map(
      ({ communication }): Step =>
        gone
          ? [coordinator, reports(truth, { confirmed: true })]
          : [coordinator, settles(idOf(communication), 'wrong')],
    ),
  ];
};

export const closings = ({ communications }: Referral): string[] =>
  communications
    .filter((c) => kindOf(c) === 'practice-message' && ['closing', 'refused'].includes(topicOf(c) ?? ''))
    .filter((c) => c.status === 'in-progress')
    .map(idOf);

export const goesOut = (referral: Referral, message: string): boolean => {
  const row: Row = {
    ...happened.parse({}),
    ...{ referral: referral.id, sk: '', organisation: '', wanted: undefined, item: {}, message },
  };
  const sent = render(row, { asOf: referral, newest: referral }, () => 'Somebody', 'outcome');
  return sent !== undefined && sent !== 'waits';
};

/** Somebody said until when, or the person is known to be in hospital; not while a report waits to be looked at. */
export const isToWait = ({ referral, task }: Owing): boolean =>
  [task, referral.task].some((t) => reviewDateOf(t) !== undefined && !isTerminal(statusOf(t))) ||
  (reportsIn(referral).some((r) => r.circumstance === 'in-hospital' && isConfirmed(r)) &&
    !reportsIn(referral).some(isOpen));

export const waitsStill = (of: Owing): Way[] => {
  const { referral, task, owner, coordinator, at } = of;
  const dated = (t: Task, by: string): Way => [[by, move(idOf(t), statusOf(t), { reviewDate: inTwoWeeks(at) })]];
  const requester = organisationOf(task.requester) ?? '';
  return [
    dated(task, task.status === 'draft' ? requester : owner),
    dated(referral.task, coordinator),
    [[coordinator, spoke(idOf(task))]],
  ];
};

/** They are back, or what was said of them was wrong. */
export const over = ({ referral, coordinator }: Owing): Way[] => {
  const found = reportsIn(referral).filter((r) => circumstances[r.circumstance].cannotCome);
  const how = (r: (typeof found)[number], ifStays: 'over' | 'wrong'): Step => [
    coordinator,
    settles(idOf(r.communication), isConfirmed(r) && r.circumstance === 'in-hospital' ? ifStays : 'wrong'),
  ];
  const standing = found.filter((r) => isOpen(r) || isConfirmed(r));
  const stays = standing.filter((r) => isConfirmed(r) && r.circumstance === 'in-hospital');
  return [stays.map((r) => how(r, 'over')), standing.map((r) => how(r, 'over')), standing.map((r) => how(r, 'wrong'))];
};

export const goesOn = (of: Owing): Way[] => {
  const { task, owner } = of;
  const requester = organisationOf(task.requester) ?? '';
  return [
    [[owner, move(idOf(task), 'in-progress')]],
    [[owner, move(idOf(task), 'accepted', { businessStatus: 'contact-attempted' })]],
    [...readRisks(of), [requester, move(idOf(task), 'requested', { owner: { ownerKind: 'voluntary' } })]],
    [[requester, move(idOf(task), 'cancelled', because('Not wanted any more'))]],
    ...over(of),
    // What was held as long as the person was away: they are back, and so is it.
    ...over(of).map((back): Way => [...back, [owner, move(idOf(task), 'in-progress')]]),
    [[of.coordinator, spoke(idOf(task))]],
  ];
};

/** To whom it was written. */
export const recipient = (referral: Referral, id: string): string =>
  organisationOf(referral.communications.find((c) => c.id === id)?.recipient?.[0]) ?? '';

/** undefined: it names no Task that there is. */
export const owingIn = (referral: Referral, owed: Obligation): Owing | undefined => {
  const task = findTask(referral, owed.task)?.task;
  if (!task) return undefined;
  const from = owed.since > referral.at ? owed.since : referral.at;
  return {
    ...{ referral, owed, task, owner: organisationOf(task.owner) ?? '', coordinator: coordinatorOf(referral) ?? '' },
    at: later(from, 3_600_000),
  };
};
