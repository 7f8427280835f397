import { describe, expect, test } from 'vitest';
import { isTerminal, type TaskStatus, taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { type TaskLevel, type TaskParty, transitions } from '../../../contracts/lifecycle/transitions.ts';
import { statusOf } from '../../../functions/domain/coding.ts';
import { findTask } from '../../../functions/domain/parties.ts';
import { type Actor, type Referral, readReferral, resourcesOf } from '../../../functions/domain/referral.ts';
import { because, move, note, outcome } from './acts.ts';
import { coordinator, day, group, hub, otherPractice, practice, shed, t1, t2 } from './cast.ts';
import { champion, companionStates, t3 } from './companions-asked.ts';
import { abort, aborts, onwards, referrals, silentOnwards } from './reachable.ts';
import { attempt, written } from './referrals.ts';

const actors = { practice, coordinator, group, shed, otherPractice, hub, champion };
type ActorName = keyof typeof actors;

interface Level {
  readonly level: TaskLevel;
  readonly task: string;
  readonly states: Partial<Record<TaskStatus, () => Referral>>;
  readonly parties: Partial<Record<ActorName, TaskParty>>;
  /** How many of the cells may be done. Counted by hand from standards.md 12.4. */
  readonly allowed: number;
}

const levels: readonly Level[] = [
  {
    level: 'referral',
    task: t1,
    states: referrals,
    parties: { practice: 'requester', coordinator: 'owner' },
    allowed: 28,
  },
  {
    level: 'onward',
    task: t2,
    // Silent, so that the guard of row 14 for the requester is met; a request to stop hinders no other move (row 15).
    states: { ...onwards, ...silentOnwards },
    parties: { coordinator: 'requester', group: 'owner' },
    allowed: 24,
  },
  { level: 'abort', task: abort, states: aborts, parties: { practice: 'requester', coordinator: 'owner' }, allowed: 3 },
  {
    level: 'companion',
    task: t3,
    states: companionStates,
    parties: { coordinator: 'requester', champion: 'owner' },
    allowed: 12,
  },
];

/** Some statuses cannot be reached (a request to stop is never a draft): their cells are tried on the nearest state, by force. */
const inStatus = ({ states, task }: Level, status: TaskStatus): Referral => {
  const build = states[status] ?? states.requested;
  if (!build) throw new Error(`No state for ${status}`);
  const referral = build();
  if (states[status]) return referral;
  const forced = resourcesOf(referral).map((r) => (r.resourceType === 'Task' && r.id === task ? { ...r, status } : r));
  return readReferral(referral, forced);
};

/** A move with everything that any guard may ask for. */
const complete = ({ level, task }: Level, to: TaskStatus, referral: Referral) =>
  move(task, to, {
    ...(to === 'requested' ? { owner: { ownerKind: 'voluntary' } } : {}),
    ...(to === 'on-hold' || to === 'draft' ? { reviewDate: referral.at.slice(0, 10) } : {}),
    ...(to === 'completed' && level !== 'companion'
      ? { outputs: [level === 'referral' ? outcome('moved-or-died') : note] }
      : {}),
    ...(level === 'companion'
      ? because('I cannot', 'companion-cannot')
      : because('The person has moved to Wales', 'moved-or-died')),
  });

const heard: readonly TaskStatus[] = ['accepted', 'in-progress', 'on-hold', 'cancelled', 'completed', 'failed'];

/** What the table says, read without the functions that the code reads it with. */
const expected = ({ level, parties }: Level, from: TaskStatus, to: TaskStatus, actor: ActorName): string => {
  const party = parties[actor];
  if (!party) return 'not-found';
  // A draft is its author's alone (row 1).
  if (level !== 'abort' && from === 'draft' && party === 'owner') return 'not-found';
  if (isTerminal(from) && to !== 'entered-in-error') return 'ended';
  const rows = transitions.filter((t) => t.on.includes(level) && t.from.includes(from) && t.to === to);
  // Row 17: the person told the group that they could not come, and nothing that happened is erased.
  if (level === 'onward' && to === 'entered-in-error' && party === 'requester' && heard.includes(from))
    return 'already-happened';
  if (rows.some((t) => t.by.includes(party))) return to;
  return rows.some((t) => t.by.includes(party === 'owner' ? 'requester' : 'owner'))
    ? 'not-yours-to-change'
    : 'illegal-transition';
};

const answer = (at: Level, referral: Referral, to: TaskStatus, actor: Actor): string => {
  const decided = attempt(referral, actor, complete(at, to, referral));
  if (!decided.ok) return decided.refusals[0].code;
  const task = findTask(written(referral, decided.value, referral.at, actor), at.task)?.task;
  return task ? statusOf(task) : 'gone';
};

describe.each(levels)('on level $level', (at) => {
  const names = Object.keys(actors).filter((name): name is ActorName => name in actors);
  const cells = taskStatuses.flatMap((from) =>
    taskStatuses.filter((to) => to !== from).flatMap((to) => names.map((name) => ({ from, to, name }))),
  );

  test('10 statuses × 9 others × 7 actors: 630 moves are answered exactly as the table says', () => {
    const built = new Map(taskStatuses.map((status) => [status, inStatus(at, status)]));
    const wrong = cells.flatMap(({ from, to, name }) => {
      const referral = built.get(from) ?? inStatus(at, from);
      const [is, should] = [answer(at, referral, to, actors[name]), expected(at, from, to, name)];
      return is === should ? [] : [`${name}: ${from} to ${to} is ${is}, should be ${should}`];
    });
    expect(cells).toHaveLength(630);
    expect(wrong).toEqual([]);
    expect(cells.filter(({ from, to, name }) => expected(at, from, to, name) === to)).toHaveLength(at.allowed);
  });

  const reached = taskStatuses.filter((status) => at.states[status]);
  test.each(reached)('the same status again (%s) changes nothing for a party and is hidden from others', (status) => {
    const referral = inStatus(at, status);
    for (const name of names) {
      const decided = attempt(referral, actors[name], move(at.task, status));
      const isHidden = status === 'draft' && at.parties[name] === 'owner';
      if (at.parties[name] && !isHidden)
        expect(decided).toMatchObject({ ok: true, value: { changed: [], events: [] } });
      else expect(decided).toMatchObject({ ok: false, refusals: [{ code: 'not-found' }] });
    }
  });
});

test('every status that the hub can bring about is reached by openReferral and decide alone', () => {
  const reached = (states: Level['states']) => taskStatuses.filter((s) => states[s]);
  for (const { task, states } of levels) {
    for (const status of reached(states))
      expect(findTask(inStatus(levelOf(task), status), task)?.task.status).toBe(status);
  }
  expect(reached(referrals)).toEqual(taskStatuses);
  expect(reached(onwards)).toEqual(taskStatuses);
  expect(reached(aborts)).toEqual(['requested', 'accepted', 'rejected', 'cancelled', 'completed']);
});

const levelOf = (task: string): Level => {
  const found = levels.find((l) => l.task === task);
  if (!found) throw new Error(task);
  return found;
};

test('the table is the one of standards.md 12.4, written out', () => {
  const arrows = transitions.flatMap((t) =>
    t.on.flatMap((level) => t.from.map((from) => `${level}: ${from} > ${t.to} by ${t.by.join(', ')}`)),
  );
  const both = [
    'new > draft by requester',
    'new > requested by requester',
    'draft > requested by requester',
    // Beyond 12.4: a draft that is not wanted any more was no error.
    'draft > cancelled by requester',
    'requested > accepted by owner',
    'requested > rejected by owner',
    'requested > cancelled by requester, hub',
    'accepted > in-progress by owner, hub',
    'accepted > on-hold by owner',
    'accepted > cancelled by requester, owner, hub',
    'in-progress > on-hold by owner, hub',
    'on-hold > in-progress by owner, hub',
    ...['accepted', 'in-progress', 'on-hold'].map((from) => `${from} > failed by owner`),
    ...['in-progress', 'on-hold'].map((from) => `${from} > cancelled by owner`),
    ...['draft', 'requested', 'accepted', 'in-progress', 'on-hold', 'rejected', 'cancelled', 'completed', 'failed'].map(
      (from) => `${from} > entered-in-error by requester, hub`,
    ),
  ];
  const began = ['accepted', 'in-progress', 'on-hold'];
  expect(arrows.toSorted()).toEqual(
    [
      ...both.flatMap((arrow) => [`referral: ${arrow}`, `onward: ${arrow}`]),
      ...began.map((from) => `referral: ${from} > completed by owner`),
      ...began.map((from) => `onward: ${from} > completed by owner, hub`),
      // Beyond 12.4: a partner that does not answer must not hold a referral open for ever.
      ...['in-progress', 'on-hold'].map((from) => `onward: ${from} > cancelled by requester`),
      'abort: new > requested by requester, hub',
      'abort: requested > accepted by owner',
      'abort: requested > rejected by owner',
      'abort: requested > cancelled by requester',
      'abort: requested > completed by hub',
      'abort: accepted > completed by hub',
      // Beyond 12.4, issue 7 item 6: who goes along to a first meeting; what they say on the telephone the coordinator writes down.
      'companion: new > requested by requester',
      'companion: requested > accepted by owner, requester',
      'companion: requested > rejected by owner, requester',
      ...['requested', 'accepted'].map((from) => `companion: ${from} > cancelled by requester, owner, hub`),
      'companion: accepted > completed by owner, requester',
      'companion: accepted > failed by owner, requester',
    ].toSorted(),
  );
});

test('the instant of a version never matters to what is allowed', () => {
  const referral = inStatus(levelOf(t1), 'accepted');
  expect(attempt(referral, coordinator, move(t1, 'in-progress'), day(400)).ok).toBe(true);
});
