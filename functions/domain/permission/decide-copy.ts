import type { Communication } from 'fhir/r4.js';
import { isAbout, kindOf, recordKind } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf, partiesOf, roleOf } from '../parties.ts';
import { type Actor, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import { isForReferrer, isSomebodysName } from '../said/correspondence.ts';
import { wasSent } from '../tasks/never-sent.ts';
import { copiesIn, hasCopy, nameOfCopy, objectedSinceTo } from './copies.ts';

/** Somebody is about to be shown a person, on a page or in their own system: kept before the answer goes out. */
export interface TakeCopy {
  readonly kind: 'take-copy';
  /** Ids of one's own onward Tasks; or the message whose letter the coordinator prints. */
  readonly tasks?: readonly string[];
  readonly message?: string;
}

/** The coordinator has rung whoever holds a copy. */
export interface RecallCopy {
  readonly kind: 'recall-copy';
  readonly communication: Communication;
}

/** Once for each: what is read again is the copy that is there. */
export const decideTakeCopy = (draft: Draft, { tasks = [], message }: TakeCopy, actor: Actor): Result<void> => {
  const { referral } = draft;
  const own = referral.onward.filter(
    ({ task }) =>
      tasks.includes(task.id ?? '') && wasSent(task) && partiesOf(task, actor.organisation).includes('owner'),
  );
  const letter = referral.communications.find((c) => c.id === message && isForReferrer(c, referral));
  if (message !== undefined && (!letter || coordinatorOf(referral) !== actor.organisation)) return refuse('not-found');
  if (own.length !== tasks.length) return refuse('not-found');
  for (const onward of own.filter((o) => !hasCopy(referral, o)))
    draft.put(copyOf(draft, { about: [{ reference: referenceTo(onward.task) }] }, actor));
  if (letter && !isPrinted(referral, letter))
    draft.put(
      copyOf(
        draft,
        { about: [{ reference: referenceTo(referral.task) }], partOf: [{ reference: referenceTo(letter) }] },
        actor,
      ),
    );
  return ok(undefined);
};

const isPrinted = ({ communications }: Referral, letter: Communication): boolean =>
  communications.some((c) => kindOf(c) === 'copy' && c.partOf?.some((p) => p.reference === referenceTo(letter)));

const copyOf = (draft: Draft, more: Partial<Communication>, actor: Actor): Communication => ({
  resourceType: 'Communication',
  id: draft.nextId('m'),
  status: 'completed',
  category: [recordKind('copy')],
  subject: { reference: referenceTo(draft.referral.patient) },
  sender: organisation(actor.organisation),
  sent: draft.now,
  ...more,
});

const recallFaults = (referral: Referral, communication: Communication): Refusal[] => {
  const named = copiesIn(referral).filter((copy) => isAbout(communication, nameOfCopy(referral, copy)));
  const isWanted = named.some((copy) => objectedSinceTo(referral, copy) !== undefined);
  const { status, about = [], payload, note } = communication;
  const invalid = (expression: string, diagnostics: string): Refusal => ({
    code: 'invalid-input',
    expression,
    diagnostics,
  });
  return [
    ...(about.length === 1 && named.length > 0
      ? isWanted
        ? []
        : [invalid('Communication.about', 'the person does not object to whoever holds it: record that first')]
      : [
          {
            code: 'wrong-parent',
            expression: 'Communication.about',
            diagnostics: 'the one onward Task whose owner holds it, or the record of the page (kinds copy, delivery)',
          } as const,
        ]),
    ...(status === 'completed' ? [] : [invalid('Communication.status', 'completed: somebody was rung about it')]),
    ...(payload || note ? [invalid('Communication.payload', 'words go into a note')] : []),
    ...(isSomebodysName(communication.recipient?.[0]?.display)
      ? []
      : [
          {
            code: 'missing-element',
            expression: 'Communication.recipient.display',
            diagnostics: 'whom you spoke to: a name or a role, two letters at least',
          } as const,
        ]),
  ];
};

/** Whom the coordinator spoke to about a copy; that ends what is owed for it. */
export const decideRecallCopy = (draft: Draft, { communication }: RecallCopy, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const role = roleOf(referral, actor.organisation);
  if (role === undefined || role === 'partner') return refuse('not-found');
  if (coordinatorOf(referral) !== actor.organisation) return refuse('not-yours-to-change');
  const faults = refuseAll(recallFaults(referral, communication));
  if (faults) return faults;
  const { about, recipient, sender } = communication;
  draft.put(
    {
      resourceType: 'Communication',
      id: draft.nextId('m'),
      status: 'completed',
      category: [recordKind('copy-recalled')],
      subject: { reference: referenceTo(referral.patient) },
      ...(about ? { about } : {}),
      recipient: [{ display: recipient?.[0]?.display ?? '' }],
      sender: { ...organisation(actor.organisation), ...(sender?.display ? { display: sender.display } : {}) },
      sent: now,
    },
    { type: 'recorded', task: referenceTo(referral.task) },
  );
  return ok(undefined);
};
