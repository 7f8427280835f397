import fc from 'fast-check';
import { type Circumstance, circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import {
  type AttendanceResult,
  attendanceResults,
  type Outcome,
  outcomes,
} from '../../../contracts/lifecycle/codes.ts';
import {
  type BusinessStatus,
  businessStatuses,
  type TaskStatus,
  taskStatuses,
} from '../../../contracts/lifecycle/statuses.ts';
import { nextStatuses } from '../../../contracts/lifecycle/transitions.ts';
import { statusOf } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { findTask, partiesOf, wasAccepted } from '../../../functions/domain/parties.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import {
  answers,
  assigns,
  because,
  bookedAt,
  meetingAt,
  move,
  note,
  objection,
  onwardTo,
  opens,
  outcome,
  reads,
  recorded,
  reports,
  reviewOn,
  said,
  settles,
  writes,
} from './acts.ts';
import { asksForCall, rings } from './calls.ts';
import { coordinator, group, hub, later, otherPractice, practice, shed } from './cast.ts';
import { asks, champion, companionAsked, goesAlong } from './companions-asked.ts';
import { aborts, onwards, silentOnwards } from './reachable.ts';
import { opened, request, story } from './referrals.ts';

/** Random walks: who does what, chosen by numbers, so that a failing walk shrinks. */
const actors = [practice, coordinator, group, shed, otherPractice, hub, champion] as const;

interface Step {
  readonly actor: number;
  readonly kind: number;
  readonly pick: readonly [number, number, number];
  /** Milliseconds since the version before. */
  readonly wait: number;
}

const n = fc.nat({ max: 999 });
const hours = (h: number) => h * 3_600_000;
const stepList = fc.array(
  fc.record({
    // The coordinator and the groups act most.
    actor: fc.constantFrom(0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6),
    kind: fc.nat({ max: 999 }),
    pick: fc.tuple(n, n, n),
    wait: fc.constantFrom(1, 1000, hours(1), hours(20), hours(50), hours(24 * 40)),
  }),
  { minLength: 5, maxLength: 45 },
);

const of = <T>(list: readonly T[], i: number): T => {
  const found = list[i % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
};
const keys = <K extends string>(table: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(table).filter((key): key is K => key in table);

/** Ids that exist, and one that does not. */
const tasksOf = (referral: Referral): string[] => [
  referral.task.id ?? '',
  ...referral.onward.map((o) => o.task.id ?? ''),
  ...referral.aborts.map((a) => a.id ?? ''),
  ...referral.companions.map((c) => c.id ?? ''),
  `${referral.id}.t99`,
];
const meetingsOf = (referral: Referral): string[] => [
  ...referral.onward.flatMap((o) => o.meetings.map((m) => m.id ?? '')),
  `${referral.id}.a99`,
];

const messagesOf = ({ id, communications }: Referral): string[] => [
  ...communications.map((c) => c.id ?? ''),
  `${id}.m99`,
];

const correctsNumber = ({ patient }: Referral, value: string): Action => ({
  kind: 'correct-contact',
  shown: patient,
  sent: { ...patient, telecom: [...(patient.telecom ?? []), { system: 'phone', value }] },
});

const soon = (at: string): string => later(at, hours(24 * 6)).slice(0, 10);

const reasons = ['declined-by-person', 'no-capacity', 'asked-to-stop', 'moved-or-died', ''];
/** Mostly something that the actor may do next; sometimes anything. */
const nextOf = (referral: Referral, task: string, actor: Actor, c: number): TaskStatus => {
  const found = findTask(referral, task);
  const parties = found ? partiesOf(found.task, actor.organisation) : [];
  const possible = found ? parties.flatMap((party) => nextStatuses(found.level, statusOf(found.task), party)) : [];
  return c % 4 === 0 || possible.length === 0 ? of(taskStatuses, c) : of(possible, c);
};

/** Mostly what is true; sometimes anything. */
const outcomeOf = ({ onward }: Referral, a: number): Outcome => {
  if (a % 3 === 0) return of<Outcome>(keys(outcomes), a);
  if (onward.some((o) => o.meetings.some((m) => m.status === 'fulfilled'))) return 'connected-and-attended';
  return onward.some((o) => wasAccepted(o.task)) ? 'connected-not-attended' : 'moved-or-died';
};

const update = (referral: Referral, task: string, to: TaskStatus, [a, b]: Step['pick'], at: string): Action => {
  const reviewDate = later(at, hours(24 * (b % 12))).slice(0, 10);
  const codes: readonly BusinessStatus[] = keys(businessStatuses);
  const completing = to === 'completed' ? [outcome(outcomeOf(referral, a))] : [];
  return move(task, to, {
    ...(a % 5 === 0 ? {} : because('For a reason', of(reasons, a))),
    ...(to === 'on-hold' || b % 7 === 0 ? { reviewDate } : {}),
    ...(a % 6 === 0 ? { businessStatus: of(codes, b) } : {}),
    ...(to === 'requested' ? { owner: { ownerKind: 'voluntary' } } : {}),
    ...(completing.length > 0 || b % 9 === 0 ? { outputs: [...completing, note] } : {}),
  });
};

type Choose = (referral: Referral, pick: Step['pick'], at: string, actor: Actor) => Action;
const often = (times: number, choose: Choose): Choose[] => Array(times).fill(choose);

const kinds: readonly Choose[] = [
  ...often(7, (referral, pick, at, actor) => {
    const task = of(tasksOf(referral), pick[0]);
    return update(referral, task, nextOf(referral, task, actor, pick[2]), pick, at);
  }),
  (referral, pick, at) =>
    update(referral, referral.task.id ?? '', of(['accepted', 'in-progress', 'completed'] as const, pick[2]), pick, at),
  (referral, pick, at) =>
    update(referral, of(tasksOf(referral), pick[0]), of(['accepted', 'completed'] as const, pick[2]), pick, at),
  ...often(2, (_, [a, b], at) =>
    onwardTo(of(['walking-group', 'mens-shed', 'CWS01'], a), {
      ...(b % 3 === 0 ? { meeting: bookedAt(later(at, hours(b % 100))) } : {}),
      ...(b % 11 === 0 ? { consents: [objection('walking-group', { dateTime: at })] } : {}),
    }),
  ),
  (_, [a, b], at) => {
    const asked = onwardTo(of(['walking-group', 'mens-shed', 'CWS01'], a));
    const extension = [...(asked.task.extension ?? []), reviewOn(later(at, hours(24 * (b % 20))).slice(0, 10))];
    return { ...asked, task: { ...asked.task, status: 'draft', extension } };
  },
  (referral, [a, b], at) => meetingAt(later(at, hours((b % 200) - 50)), { task: of(tasksOf(referral), a) }),
  ...often(3, (referral, [a, b, c]) =>
    said(of<AttendanceResult>(keys(attendanceResults), b), {
      task: of(tasksOf(referral), a),
      ...(c % 2 === 0 ? { appointment: of(meetingsOf(referral), c) } : {}),
    }),
  ),
  (referral, [a]) => ({ kind: 'cancel-meeting', appointment: of(meetingsOf(referral), a), ...because('Rain') }),
  (referral, [a, b]) =>
    recorded(of(['conversation', 'contact-attempt', 'risks-read'] as const, b), of(tasksOf(referral), a), {
      sender: { display: 'A. Nurse' },
    }),
  (referral, [a]) => ({ kind: 'request-abort', task: of(tasksOf(referral), a), ...because('Stop, please') }),
  (_, [a, b]) =>
    a % 3 === 0
      ? { kind: 'revise-request', status: b % 4 === 0 ? 'entered-in-error' : 'revoked', ...because('Withdrawn') }
      : { kind: 'add-need', request, others: [], personFirst: b % 5 === 0 },
  (referral, [a, b, c]) =>
    of(
      [
        ...[asksForCall({ task: of(tasksOf(referral), c), urgent: a % 2 === 0, owner: of(['L99901', 'L99902'], c) })],
        rings(of(messagesOf(referral), a)),
        writes('question', 'Does she still live there?'),
        writes('note', 'She asked again.'),
        answers(of(messagesOf(referral), a)),
        { kind: 'take-back', communication: of(messagesOf(referral), a) },
        reads(of(messagesOf(referral), a)),
        correctsNumber(referral, `0145255${String(1000 + a)}`),
      ],
      b,
    ),
  (referral, [a, b]) =>
    b % 3 === 0
      ? settles(of(messagesOf(referral), a), of(['confirmed', 'wrong', 'over'] as const, b), soon(referral.at))
      : reports(of<Circumstance>(keys(circumstances), b), { task: of(tasksOf(referral), a) }),
  (referral, [a]) => asks({ appointment: of(meetingsOf(referral), a) }),
  (referral, [a, b]) => (b % 3 === 0 ? assigns(of(['jb', 'am'], a)) : opens(of(tasksOf(referral), a))),
  (referral, [a]) => {
    const due = obligations(referral);
    const { what = 'review', task = '', due: at = '', about } = due.length > 0 ? of(due, a) : {};
    return { kind: 'chase', obligation: what, task, due: at, ...(about ? { about } : {}) };
  },
];

/** Where a walk begins: each of these is itself the end of a story. */
const followedUp = () => story(onwards.accepted?.() ?? opened(), [coordinator, recorded('conversation')]);
const starts = [
  companionAsked,
  goesAlong,
  ...[opened, onwards.requested, onwards.accepted, followedUp, onwards['in-progress'], aborts.requested],
  silentOnwards['in-progress'],
].flatMap((s) => s ?? []);
export const walks = fc.record({ start: fc.nat({ max: starts.length - 1 }), steps: stepList });
export type Walk = typeof walks extends fc.Arbitrary<infer T> ? T : never;
export const startOf = (walk: Walk): Referral => of(starts, walk.start)();

export const actorOf = (step: Step): Actor => of(actors, step.actor);
export const actionOf = (referral: Referral, step: Step, at: string): Action =>
  of(kinds, step.kind)(referral, step.pick, at, actorOf(step));
