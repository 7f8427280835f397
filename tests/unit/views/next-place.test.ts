import { expect, test } from 'vitest';
import type { Referral } from '../../../functions/domain/referral.ts';
import { teamExtension } from '../../../functions/domain/tasks/team-on-task.ts';
import { nextPlaceIn } from '../../../functions/views/next-place.ts';
import { rowsOf } from '../../../functions/views/rows.ts';
import { draft } from '../domain/acts.ts';
import { opened as draftOf } from '../domain/referrals.ts';
import { booked, coordinator, day, ended, id, met, move, next, onwardTo, opened } from './made-referral.ts';

const beside = { reaches: () => true, standing: new Map() };
const rowOf = (made: ReturnType<typeof opened>, organisation = 'CWS01') =>
  rowsOf(made.referral, beside).find(({ sk }) => sk === organisation);
const placeOf = (made: ReturnType<typeof opened>) => {
  const row = rowOf(made);
  return nextPlaceIn({ ...row, pk: `R#${made.referral.id}`, sk: 'CWS01' });
};

const second = {
  ...{ start: '2026-12-01T10:00:00.000Z', end: '2026-12-01T11:00:00.000Z', mode: 'in-person' },
  ...{ place: 'The park gate', signedUpBy: 'Jo' },
};

test('what is new is the coordinator’s to answer, by its deadline, and nobody’s yet', () => {
  const place = placeOf(opened());
  expect(place).toMatchObject({ what: 'answer-request', at: '2026-11-04T17:00:00.000Z', assignee: undefined });
  expect([...(place?.marks ?? [])]).toEqual(['own', 'new']);
});

test('it says which local team it is for, and none where it says none', () => {
  const made = opened();
  const { task } = made.referral;
  const extension = [...(task.extension ?? []), teamExtension({ code: 'forest', name: 'Forest of Dean' })];
  const forest = { ...made, referral: { ...made.referral, task: { ...task, extension } } };
  expect([placeOf(forest)?.team, placeOf(made)?.team]).toEqual(['forest', undefined]);
  expect(placeOf(forest)).toMatchObject({ what: 'answer-request', referral: made.referral.id, assignee: undefined });
});

test('what waits for a group says so, and when they meet', () => {
  const accepted = next(opened(), coordinator, move('accepted'), day(1));
  const asked = next(accepted, coordinator, onwardTo('walking-group'), day(1));
  expect(placeOf(asked)?.marks.has('group')).toBe(true);
  expect(placeOf(booked())?.meetings).toEqual([expect.stringMatching(/^2026-11-/)]);
  const another = next(booked(), coordinator, { kind: 'name-meeting', task: `${id}.t2`, meeting: second }, day(12));
  expect(placeOf(another)?.meetings).toEqual([...(placeOf(booked())?.meetings ?? []), second.start]);
});

test('only the coordinator’s own row has a place, and none once nothing is owed', () => {
  expect(rowOf(opened(), 'L99901')?.team).toBeUndefined();
  const closed = ended(met(booked(), 'attended'));
  expect(rowOf(closed)?.team === undefined).toBe(placeOf(closed) === undefined);
});

test('a draft of a practice has no place; the coordinator’s own, as of a poster, is its to look at', () => {
  const rowsOfDraft = (referral: Referral) => rowsOf(referral, beside).filter(({ soonest }) => soonest !== undefined);
  const theirs = draftOf({ sent: draft });
  expect(rowsOfDraft(theirs)).toEqual([]);
  const { owner, ...task } = theirs.task;
  const own = { ...theirs, task: { ...task, ...(owner ? { owner, requester: owner } : {}) } };
  expect(rowsOfDraft(own)).toMatchObject([{ sk: 'CWS01', soonest: expect.stringContaining('#O#review#') }]);
});

test('what does not parse is no place', () => {
  expect(nextPlaceIn({ pk: 'R#x', sk: 'CWS01' })).toBeUndefined();
});
