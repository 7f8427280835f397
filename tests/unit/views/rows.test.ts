import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { decide } from '../../../functions/domain/decide/decide.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { organisationsOf } from '../../../functions/domain/parties.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import { dueOf, happened } from '../../../functions/views/happened.ts';
import { isFirstTryDue, projectedNames } from '../../../functions/views/row.ts';
import { type BesideLedger, rowsOf } from '../../../functions/views/rows.ts';
import {
  booked,
  conversation,
  coordinator,
  day,
  ended,
  group,
  id,
  meetingOn,
  met,
  move,
  next,
  onwardTo,
  opened,
  practice,
  shed,
  versionsOf,
} from './made-referral.ts';

const reached: BesideLedger = { reaches: () => true, standing: new Map() };
const row = (referral: Referral, sk: string, surroundings = reached) =>
  rowsOf(referral, surroundings).find((r) => r.sk === sk);

describe('a row of an organisation', () => {
  test('lists the Tasks that it takes part in, and nobody else’s', () => {
    const { referral } = booked();
    const tasks = (sk: string) => row(referral, sk)?.tasks?.map((t) => `${t.id.slice(27)} ${t.status}`);
    expect(tasks('L99901')).toEqual(['t1 in-progress']);
    expect(tasks('CWS01')).toEqual(['t1 in-progress', 't2 accepted']);
    expect(tasks('walking-group')).toEqual(['t2 accepted']);
  });

  test('says what the organisation is to the referral', () => {
    const { referral } = booked();
    const roles = ['L99901', 'CWS01', 'walking-group'].map((sk) => row(referral, sk)?.roles);
    expect(roles).toEqual([['referrer'], ['coordinator'], ['partner']]);
  });

  test('holds nothing about the person', () => {
    expect(JSON.stringify(rowsOf(ended(met(booked(), 'attended')).referral, reached))).not.toMatch(
      /Brien|9000000009|01452|1948|GL3|Tuesdays|neighbours/,
    );
  });

  test('keeps its place in the worklist while it is open, and then moves to the list of ended ones', () => {
    const story = versionsOf(ended(met(booked(), 'attended'))).map((made) => row(made.referral, 'CWS01'));
    expect(new Set(story.slice(0, -1).map((r) => `${r?.list} ${r?.listed}`))).toEqual(
      new Set([`CWS01 ${day(0)}#${id}`]),
    );
    expect(story.at(-1)).toMatchObject({ list: 'CWS01#ended', listed: `${day(10)}#${id}` });
  });

  test('wants the coordinator told of the newest change of any of its Tasks, when it can be reached', () => {
    const { referral } = next(booked(), coordinator, conversation('t2'), day(4));
    expect(row(referral, 'CWS01')?.wanted).toBe(referral.version - 1);
    expect(row(referral, 'CWS01', { ...reached, reaches: () => false })?.wanted).toBeUndefined();
    expect(row(referral, 'L99901')?.wanted).toBeUndefined();
    expect(row(referral, 'walking-group')?.wanted).toBeUndefined();
  });
});

describe('a row of a message', () => {
  const messages = (referral: Referral, surroundings = reached) =>
    rowsOf(referral, surroundings).filter((r) => r.sk.includes('#M#'));

  test('stands for each message to the practice, in order, and wants the version that made it told', () => {
    const { referral } = ended(met(booked(), 'attended'));
    expect(messages(referral).map((r) => [r.sk, r.wanted])).toEqual([
      ['L99901#M#0000002', 3],
      ['L99901#M#0000004', 8],
      ['L99901#M#0000005', 10],
    ]);
  });

  test('is left to be fetched when the practice has no endpoint, also after it got one', () => {
    const { referral } = booked();
    const [polled] = messages(referral, { reaches: () => false, standing: new Map() });
    expect(polled).toMatchObject({ sk: 'L99901#M#0000002', organisation: 'L99901', polled: true, wanted: 3 });
    const standing = new Map([['L99901#M#0000002', true]]);
    expect(messages(referral, { reaches: () => true, standing })[0]).toEqual(polled);
  });

  test('is still to be told when the endpoint has gone since', () => {
    const standing = new Map([['L99901#M#0000002', false]]);
    expect(messages(booked().referral, { reaches: () => false, standing })[0]?.wanted).toBe(3);
  });
});

/** Anything that anybody might try, most of it refused: the states that can be reached. */
const attempt = fc.record({
  actor: fc.constantFrom<Actor>(practice, coordinator, group, shed),
  action: fc.constantFrom<Action>(
    move('accepted'),
    move('in-progress'),
    move('accepted', 't2'),
    move('in-progress', 't2'),
    onwardTo('walking-group'),
    onwardTo('mens-shed'),
    conversation(),
    meetingOn(3),
    { kind: 'record-result', task: `${id}.t2`, result: 'attended' },
    { kind: 'update-task', task: `${id}.t1`, to: 'rejected', reason: { text: 'No', code: 'no-capacity' } },
    { kind: 'update-task', task: `${id}.t1`, to: 'cancelled', reason: { text: 'Stop' } },
    { kind: 'update-task', task: `${id}.t2`, to: 'rejected', reason: { text: 'Full', code: 'no-capacity' } },
    { kind: 'update-task', task: `${id}.t2`, to: 'failed', reason: { text: 'No' } },
    { kind: 'request-abort', task: `${id}.t2`, reason: { text: 'Stop' } },
  ),
});
const reachable = fc
  .array(attempt, { maxLength: 14 })
  .map((attempts) =>
    attempts.reduce(
      (made, { actor, action }, n) =>
        decide(made.referral, action, actor, day(n + 1)).ok ? next(made, actor, action, day(n + 1)) : made,
      opened(),
    ),
  )
  .map((made) => made.referral);

describe('in every state that can be reached', () => {
  const holds = (property: (referral: Referral) => void) =>
    fc.assert(fc.property(reachable, property), { numRuns: 300 });

  test('every deadline stands in a row, so that the sweep finds it', () => {
    expect.hasAssertions();
    holds((referral) => {
      const [earliest] = obligations(referral);
      const owed = rowsOf(referral, reached)
        .flatMap((r) => (r.owed ? [r.owed] : []))
        .sort();
      expect(owed[0]).toBe(earliest?.due);
    });
  });

  test('every organisation that takes part has one row, and no row is anybody else’s', () => {
    expect.hasAssertions();
    holds((referral) => {
      const rows = rowsOf(referral, reached).filter((r) => !r.sk.includes('#M#'));
      expect(rows.map((r) => r.sk).sort()).toEqual(organisationsOf(referral).sort());
    });
  });

  test('what is wanted is a version that the ledger has, and is due until it is told', () => {
    expect.hasAssertions();
    holds((referral) => {
      for (const wanted of rowsOf(referral, reached).filter((r) => r.wanted !== undefined)) {
        expect(wanted.wanted).toBeLessThanOrEqual(referral.version);
        const isMessage = wanted.sk !== wanted.organisation;
        // By when it is due, or by the news of it that the coordinator has.
        const due = (row: typeof wanted & { told?: number; polled?: boolean }) =>
          dueOf(wanted.organisation, row, { isFirstTryDue: isFirstTryDue(row, isMessage), mayWait: true }).due;
        const coordinators = rowsOf(referral, reached).find(({ roles }) => roles?.includes('coordinator'));
        if (wanted.alone || wanted.polled) expect(due(wanted)).toBeDefined();
        else expect((coordinators?.changed ?? '') >= (wanted.wantedAt ?? '~')).toBe(true);
        expect(due({ ...wanted, told: wanted.wanted ?? 0 })).toBe(wanted.owed);
      }
    });
  });
});

test('no attribute of a row is both of the ledger and of what happened', () => {
  expect(projectedNames.filter((name) => Object.hasOwn(happened.shape, name))).toEqual([]);
});
