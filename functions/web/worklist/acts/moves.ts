import { thisPolicy } from '../../../../contracts/areas/this-policy.ts';
import { declineReasons, outcomes } from '../../../../contracts/lifecycle/codes.ts';
import { companionReasons } from '../../../../contracts/lifecycle/companions.ts';
import type { Guard, Transition } from '../../../../contracts/lifecycle/transitions.ts';
import { workingDaysAfter } from '../../../domain/calendar.ts';
import type { Action, Reason } from '../../../domain/decide/actions.ts';
import { ok, type Refusal } from '../../../domain/result.ts';
import { assigneeOf } from '../../../domain/tasks/assignee.ts';
import { type OfferedMove, offeredMoves } from '../../../domain/tasks/offered-moves.ts';
import { askedOwner } from '../../../usecases/asked-owner.ts';
import { dayFor } from '../../dates.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import { words } from '../../words/words.ts';
import type { Act, Doing } from './act.ts';
import { closing } from './closing.ts';
import { onwardOf, partOf } from './part-of.ts';

const { acts: says, moves } = words.worklist;
type Name = Transition['action'];
/** In the order in which a person would do them; those that end something stand last. */
export const moveNames: readonly Name[] = [
  ...(['accept', 'request', 'start', 'resume', 'complete', 'hold', 'decline'] as const),
  ...(['cancel', 'withdraw', 'fail', 'recall'] as const),
];

const movesNamed = ({ referral, actor }: Pick<Doing, 'referral' | 'actor'>, name: Name): readonly OfferedMove[] =>
  offeredMoves(referral, actor).filter(({ action }) => action === name);

const moveOf = (doing: Doing, name: Name): OfferedMove | undefined =>
  movesNamed(doing, name).find(({ task }) => partOf(task) === doing.about);

/** Whether they cannot or are not needed decides whether somebody else has to be asked. */
const reasonsOfCompanion = (to: OfferedMove['to']): Readonly<Record<string, string>> => {
  const {
    'companion-cannot': cannot,
    'companion-not-needed': notNeeded,
    'companion-not-met': notMet,
  } = companionReasons;
  if (to === 'failed') return { 'companion-not-met': notMet };
  return { 'companion-cannot': cannot, ...(to === 'cancelled' ? { 'companion-not-needed': notNeeded } : {}) };
};

/** Codes of reasons, where one fits; the words that it stands for need not be typed again. */
const reasonsFor = ({ level, to }: OfferedMove): Readonly<Record<string, string>> => {
  if (level === 'abort') return {};
  if (level === 'companion') return reasonsOfCompanion(to);
  if (to === 'rejected')
    return Object.fromEntries(Object.entries(declineReasons).map(([code, { display }]) => [code, display]));
  const ends = to === 'cancelled' || to === 'failed';
  const early = ['declined-by-person', 'unable-to-contact', 'moved-or-died'] as const;
  return ends ? { ...Object.fromEntries(early.map((code) => [code, outcomes[code]])), other: says.otherReason } : {};
};

const fieldsFor: Partial<Record<Guard, (move: OfferedMove, doing: Doing) => readonly FormField[]>> = {
  reason: (move) => {
    const choices = reasonsFor(move);
    const coded = Object.keys(choices).length > 0;
    return [
      ...(coded ? [{ name: 'code', is: 'one', label: says.reason, choices, needed: true } as const] : []),
      {
        ...{ name: 'reason', is: 'text', most: 500, hint: says.reasonHint },
        label: coded ? says.reasonMore : says.reason,
        ...(coded ? {} : { needed: true }),
      },
    ];
  },
  'review-date': (_, { now }) => [
    {
      ...{ name: 'review', is: 'date', label: says.review, needed: true },
      hint: says.reviewHint(dayFor(workingDaysAfter(now, thisPolicy.longestReview))),
    },
  ],
};

const fieldsOf = (move: OfferedMove, doing: Doing): readonly FormField[] => [
  ...(move.action === 'accept' && move.level === 'referral' ? [whose(doing)] : []),
  ...(move.to === 'completed' && move.level !== 'companion' ? closing.fields(move.level, doing) : []),
  ...move.needs.flatMap((guard) => fieldsFor[guard]?.(move, doing) ?? []),
];

/** Whose case it becomes: whoever takes it, unless they say another. */
const whose = ({ desk, referral }: Doing): FormField => ({
  ...{ name: 'whose', is: 'one', label: says.whose, needed: true },
  choices: Object.fromEntries((desk.person.organisation.staff ?? []).map(({ code, name }) => [code, name])),
  known: assigneeOf(referral.task)?.code ?? desk.person.person.code,
});

const reasonIn = (move: OfferedMove, { code, reason = '' }: Values): { reason?: Reason } => {
  if (!move.needs.includes('reason')) return {};
  const display = code === undefined || code === 'other' ? undefined : reasonsFor(move)[code];
  const text = reason.trim() === '' ? (display ?? '') : reason.trim();
  return { reason: { text, ...(display && code ? { code } : {}) } };
};

const assigned = ({ desk, referral }: Doing, { whose: code }: Values): Action[] => {
  const member = desk.person.organisation.staff?.find((one) => one.code === code);
  const task = referral.task.id ?? '';
  return member ? [{ kind: 'assign', task, assignee: { code: member.code, name: member.name } }] : [];
};

const fields: Partial<Record<Refusal['code'], string>> = {
  'reason-missing': 'reason',
  'review-date-missing': 'review',
  'outcome-untrue': 'outcome',
  'advice-only': 'outcome',
  'need-missing': 'need',
  'hot-handover': 'outcome',
  'onward-open': 'outcome',
};

const ends: readonly Name[] = ['cancel', 'withdraw', 'fail', 'recall'];

const act = (name: Name): Act => ({
  name,
  ...(ends.includes(name) ? { seldom: true } : {}),
  title: (doing) => moves[moveOf(doing, name)?.level ?? 'referral'][name],
  offers: (doing) =>
    movesNamed(doing, name).map(({ task, level }) => ({ about: partOf(task), says: moves[level][name] })),
  fields: (doing) => {
    const move = moveOf(doing, name);
    return move ? fieldsOf(move, doing) : [];
  },
  ...(name === 'complete' ? { before: closing.before } : {}),
  basis: (doing) => ({ type: 'Task', id: `${doing.referral.id}.${doing.about}` }),
  actions: async (doing, values) => {
    const move = moveOf(doing, name);
    if (!move) return { ok: false, refusals: [{ code: 'illegal-transition' }] };
    const { task, to } = move;
    return ok([
      {
        ...{ kind: 'update-task', task, to, ...reasonIn(move, values) },
        ...(move.needs.includes('review-date') && values.review ? { reviewDate: values.review } : {}),
        ...(to === 'completed' && move.level !== 'companion' ? { outputs: closing.outputs(move.level, values) } : {}),
        // A draft that is sent is judged like a request that is sent at once.
        ...(to === 'requested' ? { owner: await askedOwner(doing.desk, onwardOf(doing)?.task.owner) } : {}),
      },
      ...(values.whose === undefined ? [] : assigned(doing, values)),
    ]);
  },
  fieldOf: ({ code }) => (name === 'complete' || fields[code] !== 'outcome' ? fields[code] : 'code'),
});

/** A form for each kind of move of the transition table. */
export const moveActs: readonly Act[] = moveNames.map(act);
