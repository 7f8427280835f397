import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, meetingAt, reads, recorded } from './acts.ts';
import { coordinator, day, group, later, t1, t2 } from './cast.ts';
import { agreed, next } from './referrals.ts';

const a1 = t2.replace('t2', 'a1');
const named = () => next(agreed(), group, meetingAt(day(7)));
const moved = () => next(named(), group, meetingAt(day(9), { appointment: a1 }), day(1));
const off = () => next(named(), group, { kind: 'cancel-meeting', appointment: a1, ...because('Rain') }, day(1));

const owed = (referral: Referral): string[] =>
  obligations(referral).flatMap(({ what, about }) => (what === 'tell-person' ? [about ?? ''] : []));
const owedAfter = (referral: Referral, action: Action): string[] =>
  owed(next(referral, coordinator, action, later(referral.at, 3_600_000)));

describe.each([
  ['named', named()],
  ['moved', moved()],
  ['called off', off()],
])('a meeting that was %s', (_, referral) => {
  const [message = ''] = owed(referral);

  test('is not told in a talk about the whole: the person may have been rung about something else', () => {
    expect(owed(referral)).toHaveLength(1);
    expect(owedAfter(referral, recorded('conversation', t1))).toEqual([message]);
  });

  test('is told in a talk about that group, as a page of the hub or a system of the coordinator records it', () => {
    const both = { about: [t2, t1].map((task) => ({ reference: `Task/${task}` })) };
    expect(owedAfter(referral, recorded('conversation', t2))).toEqual([]);
    expect(owedAfter(referral, recorded('conversation', t2, both))).toEqual([]);
  });

  test('is not told in a talk before it, that somebody writes down afterwards', () => {
    expect(owedAfter(referral, recorded('conversation', t2, { sent: later(referral.at, -60_000) }))).toEqual([message]);
  });

  test('is told by whoever says that they told them', () => {
    const told = reads(message, {
      recipient: [{ display: 'Gwen, through the day centre' }],
      medium: [concept(systems.participationMode, 'PHONE')],
    });
    expect(owedAfter(referral, told)).toEqual([]);
  });
});
