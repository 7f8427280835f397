import { describe, expect, test } from 'vitest';
import type { Hears } from '../../../contracts/lifecycle/referrers.ts';
import { type Referral, referenceTo, resourcesOf } from '../../../functions/domain/referral.ts';
import { referrerExtension } from '../../../functions/domain/request/referrer-kind.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { rowsOf } from '../../../functions/views/rows.ts';
import { tasksSeenBy } from '../../../functions/views/seen-by.ts';
import { messageToWhoReferred, showToWhoReferred } from '../../../mappings/to-referrer.ts';
import { booked, coordinator, day, ended, id, type Made, met, move, next, opened } from '../views/made-referral.ts';
import { golden } from './golden.ts';

const nameOf = (organisation: string) => (organisation === 'CWS01' ? 'Community Wellbeing Service' : undefined);

/** The same stories as those of a practice, told to a council. */
const openedFor = (hears: Hears): Made => {
  const made = opened();
  const { task } = made.referral;
  const extension = [...(task.extension ?? []), referrerExtension({ kind: 'council-officer', hears })];
  return { ...made, referral: { ...made.referral, task: { ...task, extension } } };
};
const story = (hears: Hears): Referral => ended(met(booked(openedFor(hears)), 'attended')).referral;

const messagesOf = (referral: Referral, mayHear: Hears = 'outcome') =>
  referral.communications
    .filter((c) => topicOf(c) !== undefined)
    .map((c) => messageToWhoReferred(c, referral, { nameOf, mayHear }));

describe('a council that hears the status', () => {
  test('sees each resource, and is sent each message, as the file says', () => {
    const referral = story('status');
    const made = {
      seen: Object.fromEntries(
        resourcesOf(referral)
          .map((r) => [referenceTo(r), showToWhoReferred(r, referral) ?? null] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      told: messagesOf(referral).map((m) => m ?? null),
    };
    expect(made).toEqual(golden('council-hears-status', made));
  });

  test('learns nothing of meetings, results, reasons or how it ended', () => {
    const referral = story('status');
    const all = JSON.stringify([
      resourcesOf(referral)
        .filter((r) => r.resourceType !== 'Patient' && r.resourceType !== 'ServiceRequest')
        .map((r) => showToWhoReferred(r, referral)),
      messagesOf(referral),
      tasksSeenBy(referral, 'L99901'),
      rowsOf(referral, { reaches: () => true, standing: new Map() }).filter((r) => r.sk === 'L99901'),
    ]);
    for (const never of [
      ...['attended', 'outcome-achieved', 'connected', 'walking', 'session', 'first-meeting', 'Free text'],
      ...['spoken', 'no-capacity', 'the practice'],
    ]) {
      expect(all).not.toContain(never);
    }
    expect(all).toContain('completed');
  });

  test('is told when nobody will help, because then it must act; not why', () => {
    const reason = { text: 'She has a conviction', code: 'not-suitable' };
    const { referral } = next(
      openedFor('status'),
      coordinator,
      { kind: 'update-task', task: `${id}.t1`, to: 'rejected', reason },
      day(1),
    );
    const [message] = messagesOf(referral);
    expect(message?.payload?.map((p) => p.contentString)).toEqual([
      'Action for you: please speak with the person about what else could help.',
      'The Community Wellbeing Service cannot take your referral.',
    ]);
    expect(message).not.toHaveProperty('reasonCode');
    expect(showToWhoReferred(referral.task, referral)).toMatchObject({ status: 'rejected' });
    expect(JSON.stringify(showToWhoReferred(referral.task, referral))).not.toMatch(/conviction|suitable/);
  });

  test('sees that it is asked for something', () => {
    const { referral } = next(openedFor('status'), coordinator, move('accepted'), day(1));
    const asked = { ...referral.task, businessStatus: { coding: [{ system: 'x', code: 'x' }] } };
    expect(showToWhoReferred(asked, referral)).not.toHaveProperty('businessStatus');
    expect(showToWhoReferred(openedFor('status').referral.task, referral)).toMatchObject({
      businessStatus: { coding: [{ code: 'submitted' }] },
    });
  });
});

describe('a council whose agreement says that it hears the outcome', () => {
  test('hears what a practice hears, in words for it', () => {
    const referral = story('outcome');
    expect(showToWhoReferred(referral.task, referral)).toMatchObject({ output: [{}], businessStatus: {} });
    const told = messagesOf(referral);
    expect(told.map((m) => topicOf(m ?? { resourceType: 'Communication', status: 'unknown' }))).toEqual([
      'first-conversation',
      'first-meeting',
      'closing',
    ]);
    for (const message of told) expect(message?.payload?.[0]?.contentString).toBe('No action for you.');
  });

  test('hears no more than the status once the agreement says no more', () => {
    const told = messagesOf(story('outcome'), 'status');
    expect(told.map((m) => m?.payload?.at(-1)?.contentString)).toEqual([
      'The Community Wellbeing Service is working on your referral.',
      undefined,
      'Your referral has ended.',
    ]);
  });
});
