import { describe, expect, test } from 'vitest';
import type { Referral } from '../../../../functions/domain/referral.ts';
import { newestShown, webhookEvent } from '../../../../mappings/partner/webhook-event.ts';
import { because, meetingAt, move, objection, onwardTo, recorded } from '../../domain/acts.ts';
import { coordinator, day, group, t1, t2 } from '../../domain/cast.ts';
import { agreed, next, reminded, story, taken } from '../../domain/referrals.ts';

const sent = () => next(taken(), coordinator, onwardTo('walking-group'));
const tell = (asOf: Referral, told?: number, newest = asOf) =>
  webhookEvent(
    { asOf, newest },
    { organisation: 'walking-group', told, now: newest.at, publicUrl: 'https://hub.example' },
  );
const statusesOf = (event: ReturnType<typeof tell>) =>
  event?.type === 'invitation.changed'
    ? event.data.invitations.map(({ status, askedToStop }) => `${status}${askedToStop ? ', asked to stop' : ''}`)
    : [];
const objects = {
  ...onwardTo('mens-shed'),
  consents: [...onwardTo('mens-shed').consents, objection('walking-group', { dateTime: day(2) })],
};

test('whoever is not asked is told nothing', () => {
  expect(newestShown(taken(), 'walking-group')).toBeUndefined();
  expect(tell(taken())).toBeUndefined();
  expect(newestShown(sent(), 'mens-shed')).toBeUndefined();
});

test('a meeting that is named, moved or called off counts as a change', () => {
  const named = next(agreed(), group, meetingAt(day(9)));
  const before = newestShown(agreed(), 'walking-group')?.version ?? 0;
  expect(newestShown(named, 'walking-group')).toEqual({ version: named.version, at: named.at });
  expect(statusesOf(tell(named, before))).toEqual(['accepted']);
  expect(tell(named, named.version)).toBeUndefined();
});

test('what happens to the referral alone is not told', () => {
  const { version } = agreed();
  const spoken = next(agreed(), coordinator, recorded('conversation', t1));
  expect(newestShown(spoken, 'walking-group')?.version).toBe(version);
});

describe('when the person objects', () => {
  test('a group that was told of the invitation hears that it is withdrawn', () => {
    const withdrawn = next(sent(), coordinator, objects, day(2));
    expect(statusesOf(tell(withdrawn, sent().version))).toEqual(['withdrawn']);
  });

  test('one that has begun hears that it must stop', () => {
    const begun = story(agreed(), [group, move(t2, 'in-progress')], [coordinator, objects, day(2)]);
    expect(statusesOf(tell(begun, agreed().version))).toEqual(['under-way, asked to stop']);
  });

  test('one that was never told is not told now that somebody is invited', () => {
    const asked = sent();
    const objected = { ...asked, consents: [...asked.consents, objection('walking-group', { dateTime: day(2) })] };
    expect(statusesOf(tell(asked))).toEqual(['new']);
    expect(tell(asked, undefined, objected)).toBeUndefined();
    expect(statusesOf(tell(asked, 1, objected))).toEqual(['new']);
  });
});

test('a recall reaches a group as withdrawn', () => {
  const recalled = next(sent(), coordinator, move(t2, 'entered-in-error', because('Another person was meant')), day(2));
  expect(statusesOf(tell(recalled, sent().version))).toEqual(['withdrawn']);
  expect(statusesOf(tell(recalled))).toEqual(['withdrawn']);
});

test('a reminder counts: who asks then finds that it is overdue', () => {
  const chased = reminded(sent(), 'answer-request');
  expect(newestShown(chased, 'walking-group')).toEqual({ version: chased.version, at: chased.at });
  expect(statusesOf(tell(chased, sent().version))).toEqual(['new']);
});
