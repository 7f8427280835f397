import type { Appointment, Consent, Task } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { attendanceResults, meetingModes } from '../../../../contracts/lifecycle/codes.ts';
import { isTerminal, taskStatuses } from '../../../../contracts/lifecycle/statuses.ts';
import { examples } from '../../../../contracts/partner-api/examples.ts';
import {
  attendanceWords,
  invitationStatuses,
  openInvitations,
  resultWords,
} from '../../../../contracts/partner-api/words.ts';
import { extensions, systems } from '../../../../contracts/systems.ts';
import { concept } from '../../../../functions/domain/coding.ts';
import type { Onward, Referral } from '../../../../functions/domain/referral.ts';
import { invitationsOf, invitationView } from '../../../../mappings/partner/invitation.ts';
import { golden } from '../golden.ts';
import { id, meeting, onward, patient, referral, task } from './referral.ts';

const now = '2026-11-21T09:00:00.000Z';
const withTask = (change: Partial<Task>): Onward => ({ ...onward, task: { ...task, ...change } });
const withMeeting = (change: Partial<Appointment>): Onward => ({ ...onward, meetings: [{ ...meeting, ...change }] });
const show = (shown: Onward, more: Partial<Referral> = {}, at = now) =>
  invitationView({ referral: { ...referral, ...more, onward: [shown] }, onward: shown, tier: 'name-only', now: at });

test('the example of the contract is what the mapping makes', () => {
  expect(show(onward)).toEqual(examples.Invitation);
});

test('who may ring is told the safe numbers alone, whatever a second entry calls the same number', () => {
  const called = (value: string, valueCode: string, system: 'phone' | 'sms' = 'phone') => ({
    ...{ system, value },
    extension: [{ url: extensions.contactSafety, valueCode }],
  });
  const telecom = [
    ...(patient.telecom ?? []),
    ...[
      called('+44 (0)1452 555001', 'safe'),
      called('tel:+447700900003', 'safe'),
      called('07700900003', 'not-safe', 'sms'),
    ],
    called('07700 900004', 'safe'),
  ];
  const shown = { ...referral, patient: { ...patient, telecom } };
  const view = invitationView({ referral: shown, onward, tier: 'contact', now });
  expect(view).toEqual(golden('invitation-of-who-may-ring', view));
  expect(JSON.stringify(view)).not.toMatch(/555001|900002|900003/);
});

test.each(taskStatuses)('an invitation that is %s has a word for it, or is not there', (status) => {
  const mine = invitationsOf({ ...referral, onward: [withTask({ status })] }, 'walking-group');
  if (status === 'draft') expect(mine).toEqual([]);
  else {
    expect(mine).toHaveLength(1);
    const word = invitationStatuses[status === 'entered-in-error' ? 'cancelled' : status];
    expect(show(withTask({ status })).status).toBe(word);
    expect(openInvitations.some((open) => open === word)).toBe(!isTerminal(status));
  }
});

test('an invitation is only its owner’s', () => {
  expect(invitationsOf(referral, 'walking-group')).toHaveLength(1);
  for (const other of ['mens-shed', 'L99901', 'CWS01', '']) expect(invitationsOf(referral, other)).toEqual([]);
});

test('the person goes when there is nothing left to do for them', () => {
  const period = { start: '2026-11-01T09:00:00.000Z', end: '2026-11-10T09:00:00.000Z' };
  const ended = (status: Task['status'], executionPeriod: Task['executionPeriod'], at = now) =>
    show(withTask({ status, executionPeriod }), {}, at).person !== undefined;
  expect(ended('completed', period)).toBe(true);
  expect(ended('completed', period, '2026-12-10T08:00:00.000Z')).toBe(true);
  expect(ended('completed', period, '2026-12-10T10:00:00.000Z')).toBe(false);
  expect(ended('cancelled', { end: period.end })).toBe(false);
  expect(ended('rejected', { end: period.end })).toBe(false);
});

describe('when the person objects after the request was sent', () => {
  const purpose = [{ system: systems.activity, code: 'walking' }];
  const decided = (type: 'permit' | 'deny', dateTime: string, partner = 'walking-group'): Consent => ({
    ...{
      resourceType: 'Consent',
      status: 'active',
      scope: { text: 'sharing' },
      category: [{ text: 'sharing' }],
      dateTime,
    },
    performer: [{ reference: `Patient/${id}.p1` }],
    provision: {
      ...{ type, purpose },
      actor: [{ role: { text: 'recipient' }, reference: { reference: `Organization/${partner}` } }],
    },
  });
  const asked = (status: Task['status']): Onward => {
    const shown = withTask({ status });
    return { ...shown, request: { ...shown.request, code: { coding: purpose } } };
  };
  const sees = (status: Task['status'], ...consents: Consent[]) =>
    show(asked(status), { consents }).person !== undefined;
  const permit = decided('permit', '2026-11-18T09:00:00Z');
  const objects = decided('deny', '2026-11-20T09:00:00Z');

  test.each(['requested', 'accepted'] as const)('the group that is only %s is shown nobody', (status) => {
    expect(sees(status, permit)).toBe(true);
    expect(sees(status, permit, objects)).toBe(false);
    expect(sees(status, permit, decided('deny', '2026-11-20T09:00:00Z', 'mens-shed'))).toBe(true);
    expect(sees(status, permit, objects, decided('permit', '2026-11-20T10:00:00Z'))).toBe(true);
  });

  test.each(['in-progress', 'on-hold'] as const)(
    'one that is %s sees a name and no telephone, and only until it has answered whether it stops',
    (status) => {
      const stop = { resourceType: 'Task', status: 'requested', intent: 'order' } as const;
      const aborts: Task[] = [{ ...stop, focus: { reference: `Task/${id}.t2` } }];
      const view = show(asked(status), { consents: [permit, objects], aborts });
      expect(view).toMatchObject({ permissionWithdrawn: true, askedToStop: true });
      expect(Object.keys(view.person?.contact ?? {}).toSorted()).toEqual(['how', 'prohibited']);
      expect(sees(status, permit, objects)).toBe(false);
    },
  );

  test('what it does not want to be known for is left; the rest goes on', () => {
    const choir = { ...objects, provision: { ...objects.provision, purpose: [{ system: 'urn:x', code: 'choir' }] } };
    expect(sees('accepted', permit, choir)).toBe(true);
  });
});

describe('of a request that was recalled as an error', () => {
  const period = { start: '2026-11-01T09:00:00.000Z' };
  const recalled = (status: Task['status'], answer?: Task['status']) => {
    const abort: Task = { resourceType: 'Task', status: answer ?? 'requested', intent: 'order' };
    const aborts = answer ? [{ ...abort, focus: { reference: `Task/${id}.t2` } }] : [];
    const ended = status === 'cancelled' ? { ...period, end: now } : period;
    const shown = withTask({ status, executionPeriod: ended });
    const more = { task: { ...referral.task, status: 'entered-in-error' as const }, aborts };
    return invitationView({ referral: { ...referral, ...more }, onward: shown, tier: 'contact', now });
  };

  test('who had only accepted sees that it is withdrawn, and nobody’s name', () => {
    expect(recalled('cancelled').status).toBe('withdrawn');
    expect(recalled('cancelled')).not.toHaveProperty('person');
  });

  test.each(['in-progress', 'on-hold'] as const)(
    'who has begun (%s) sees a name and no telephone, and only until it has answered whether it stops',
    (status) => {
      const asked = recalled(status, 'requested');
      expect(asked.askedToStop).toBe(true);
      expect(asked.person?.name).toBeTruthy();
      expect(Object.keys(asked.person?.contact ?? {}).toSorted()).toEqual(['how', 'prohibited']);
      for (const answer of ['accepted', 'rejected', 'completed'] as const)
        expect(recalled(status, answer)).not.toHaveProperty('person');
    },
  );
});

test('that contact is prohibited, and that we ask to stop, is said at every tier', () => {
  const prohibited = { orderDetail: [concept(systems.request, 'contacting-subject-prohibited')] };
  const abort: Task = {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    focus: { reference: `Task/${id}.t2` },
  };
  for (const tier of ['name-only', 'contact', 'purpose', 'full'] as const) {
    const shown = { ...referral, request: { ...referral.request, ...prohibited }, aborts: [abort] };
    const view = invitationView({ referral: shown, onward, tier, now });
    expect(view.person?.contact.prohibited).toBe(true);
    expect(view.person?.contact.telephone).toBeUndefined();
    expect(view.askedToStop).toBe(true);
  }
});

test('the place of a visit at home is the address of the person, which stays', () => {
  const [view] = show(withMeeting({ extension: [{ url: extensions.meetingMode, valueCode: 'home-visit' }] })).meetings;
  expect(view?.mode).toBe('home-visit');
  expect(view).not.toHaveProperty('place');
});

test.each(Object.keys(meetingModes))('a meeting %s says so', (mode) => {
  const [view] = show(withMeeting({ extension: [{ url: extensions.meetingMode, valueCode: mode }] })).meetings;
  expect(view?.mode).toBe(mode);
});

test('a meeting that was recorded by mistake is not there', () => {
  expect(show(withMeeting({ status: 'entered-in-error' })).meetings).toEqual([]);
});

test.each(Object.entries(resultWords))('the result %s is read as %s', (code, word) => {
  const output = [
    {
      type: concept(systems.taskOutput, 'first-meeting-result'),
      valueCodeableConcept: concept(systems.attendance, code),
    },
  ];
  expect(show(withTask({ output })).firstMeeting).toBe(word);
});

test('what a group can say is read back in the same words', () => {
  for (const [word, code] of Object.entries(attendanceWords)) expect(resultWords[code]).toBe(word);
  expect(Object.keys(resultWords).sort()).toEqual(Object.keys(attendanceResults).sort());
});
