import { type ObligationCode, obligationKinds } from '../../contracts/lifecycle/obligations.ts';
import { statusOf } from '../domain/coding.ts';
import { bookedMeetings } from '../domain/meetings/meetings.ts';
import { type Obligation, obligations } from '../domain/owed/obligations.ts';
import { coordinatorOf, referrerOf } from '../domain/parties.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import { feedbackIn, isSettled } from '../domain/said/feedback.ts';
import { assigneeOf } from '../domain/tasks/assignee.ts';
import { wasSent } from '../domain/tasks/never-sent.ts';
import { teamOf } from '../domain/tasks/team-on-task.ts';
import { nextKey, referralOfKey } from './keys.ts';
import type { Projected } from './row.ts';

/** What of a referral a list is asked for; a letter each, so that one Query of keys is enough to choose. */
const marks = { own: 'O', group: 'G', new: 'N', feedback: 'F', danger: 'D' } as const;
export type NextMark = keyof typeof marks;
const isMark = (name: string): name is NextMark => Object.hasOwn(marks, name);

/** One open referral, where it stands among those of its coordinator: by what is to be done next, and by when. */
export interface NextPlace {
  readonly pk: string;
  readonly sk: string;
  readonly referral: string;
  /** By when the coordinator was to do it; where only others owe something, when the hub next looks. */
  readonly at: string;
  readonly what: ObligationCode;
  readonly marks: ReadonlySet<NextMark>;
  readonly assignee: string | undefined;
  /** Code of the local team that it is for. */
  readonly team: string | undefined;
  /** When the meetings begin that are booked, also one of which nobody has said yet who came. */
  readonly meetings: readonly string[];
}

/** Before anything else, also before what is late: somebody may be in danger. */
export const isOfDanger = (what: ObligationCode): boolean => what === 'person-first';

const marksOf = (referral: Referral, all: readonly Obligation[]): NextMark[] => {
  const groups = new Set(referral.onward.map((o) => organisationOf(o.task.owner)));
  const coordinator = coordinatorOf(referral);
  groups.delete(coordinator);
  return [
    ...(all.some(({ who }) => who === coordinator || who === '') ? (['own'] as const) : []),
    ...(all.some(({ who }) => groups.has(who)) ? (['group'] as const) : []),
    ...(statusOf(referral.task) === 'requested' ? (['new'] as const) : []),
    ...(feedbackIn(referral).some((one) => !isSettled(referral, one)) ? (['feedback'] as const) : []),
    ...(all.some(({ who, what }) => who === coordinator && isOfDanger(what)) ? (['danger'] as const) : []),
  ];
};

/**
 * The key and the place in the list of what is next, on the coordinator's own row; nothing where nothing is open, and while it is somebody else's draft.
 * Its own is on the list: what came by a poster waits for somebody who reads it.
 */
export const nextOf = (referral: Referral): Pick<Projected, 'team' | 'soonest'> => {
  const coordinator = coordinatorOf(referral);
  const all = obligations(referral);
  const own = all
    .filter(({ who }) => who === coordinator || who === '')
    .sort((a, b) => a.deadline.localeCompare(b.deadline));
  const first = own[0] ?? all[0];
  if (coordinator === undefined || first === undefined) return {};
  if (!wasSent(referral.task) && referrerOf(referral) !== coordinator) return {};
  const team = teamOf(referral.task);
  const meeting = referral.onward.flatMap(bookedMeetings).map(({ start = '' }) => start);
  const parts = [
    own[0] ? first.deadline : first.due,
    marksOf(referral, all)
      .map((mark) => marks[mark])
      .join(''),
    first.what,
    encodeURIComponent(assigneeOf(referral.task)?.code ?? ''),
    meeting.sort().slice(0, mostMeetings).join(),
    referral.id,
    // Last, and only where there is one.
    ...(team === undefined ? [] : [team]),
  ];
  return { team: nextKey(coordinator), soonest: parts.join('#') };
};

/** The first of them: a course of many weeks names all at once. */
const mostMeetings = 20;

const isObligation = (code: string): code is ObligationCode => Object.hasOwn(obligationKinds, code);

/** undefined: what does not parse is no place. */
export const nextPlaceIn = ({ pk, sk, soonest }: Readonly<Record<string, unknown>>): NextPlace | undefined => {
  const [at, letters, what, assignee, meeting, referral, team, more] = String(soonest).split('#');
  if (at === undefined || letters === undefined || what === undefined || !isObligation(what)) return undefined;
  if (referral === undefined || referral !== referralOfKey(String(pk)) || more !== undefined) return undefined;
  return {
    ...{ pk: String(pk), sk: String(sk), referral, at, what },
    marks: new Set(
      Object.keys(marks)
        .filter(isMark)
        .filter((mark) => letters.includes(marks[mark])),
    ),
    assignee: assignee === '' ? undefined : decodeURIComponent(assignee ?? ''),
    team,
    meetings: meeting ? meeting.split(',') : [],
  };
};
