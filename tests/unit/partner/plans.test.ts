import type { Appointment, Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { declineReasons } from '../../../contracts/lifecycle/codes.ts';
import { stopReasons } from '../../../contracts/partner-api/words.ts';
import type { Onward } from '../../../functions/domain/referral.ts';
import * as plans from '../../../functions/partner/plans.ts';
import type { Mine } from '../../../functions/partner/ports.ts';
import { id, meeting, onward, referral, task } from '../mappings/partner/referral.ts';

const wanted = {
  start: '2026-12-01T10:00:00Z',
  end: '2026-12-01T11:00:00Z',
  mode: 'in-person',
  signedUpBy: 'Leader',
} as const;
const mine = (change: Partial<Onward> = {}, aborts: Task[] = []): Mine => {
  const shown = { ...onward, ...change };
  const head = { version: 7, at: referral.at, hash: '', correlation: '', events: [] };
  return {
    loaded: { referral: { ...referral, onward: [shown], aborts }, head, seen: [] },
    onward: shown,
    tier: 'name-only',
  };
};
const status = (status: Task['status']) => ({ task: { ...task, status } });
const actions = (planned: ReturnType<typeof plans.accept>) => {
  if (!planned.ok) return planned.refusals;
  const read = typeof planned.value === 'function' ? planned.value(referral) : { ok: true, value: planned.value };
  return 'value' in read ? [read.value].flat() : read;
};

test.each(Object.keys(declineReasons) as (keyof typeof declineReasons)[])(
  'declining with %s says why in words',
  (reason) => {
    expect(actions(plans.declineWith(mine(), { reason }, {}))).toEqual([
      {
        kind: 'update-task',
        task: `${id}.t2`,
        to: 'rejected',
        reason: { code: reason, text: declineReasons[reason].display },
      },
    ]);
  },
);

test('the first meeting is named, moved while it is the only one and planned, and else a further one', () => {
  const named = (meetings: Appointment[]) => actions(plans.nameFirstMeeting(mine({ meetings }), wanted, {}));
  const again: Appointment = { ...meeting, id: `${id}.a2` };
  expect(named([])).toEqual([{ kind: 'name-meeting', task: `${id}.t2`, meeting: wanted }]);
  expect(named([meeting])).toMatchObject([{ appointment: `${id}.a1` }]);
  expect(named([{ ...meeting, status: 'cancelled' }, again])).toMatchObject([{ appointment: `${id}.a2` }]);
  for (const several of [[meeting, again], [{ ...meeting, status: 'noshow' as const }]]) {
    expect(named(several)).toEqual([{ kind: 'name-meeting', task: `${id}.t2`, meeting: wanted }]);
  }
});

test('only a meeting of this invitation is called off', () => {
  expect(actions(plans.callOff(mine(), {}, { meeting: `${id}.a1` }))).toMatchObject([{ kind: 'cancel-meeting' }]);
  expect(actions(plans.callOff(mine(), {}, { meeting: `${id}.a9` }))).toEqual([{ code: 'not-found' }]);
});

test.each(Object.keys(stopReasons) as (keyof typeof stopReasons)[])(
  'stopping with %s before the start cancels',
  (reason) => {
    expect(actions(plans.stopWith(mine(status('accepted')), { reason }, {}))).toMatchObject([{ to: 'cancelled' }]);
  },
);

test('stopping later fails what the group could not go on with, and cancels what the person or the coordinator wished', () => {
  const stop = (reason: keyof typeof stopReasons, aborts: Task[] = []) =>
    actions(plans.stopWith(mine(status('in-progress'), aborts), { reason }, {}));
  expect(stop('no-room')).toMatchObject([{ to: 'failed', businessStatus: 'capacity-lost' }]);
  expect(stop('lost-touch')).toMatchObject([{ to: 'failed', businessStatus: 'disengaged' }]);
  expect(stop('declined-by-person')).toMatchObject([{ to: 'cancelled', businessStatus: 'withdrawn' }]);
  expect(stop('moved-or-died')).toMatchObject([{ to: 'cancelled', reason: { code: 'moved-or-died' } }]);
  const abort: Task = {
    resourceType: 'Task',
    id: `${id}.t3`,
    status: 'requested',
    intent: 'order',
    focus: { reference: `Task/${id}.t2` },
  };
  expect(stop('asked-to-stop', [abort])).toMatchObject([
    { task: `${id}.t3`, to: 'accepted' },
    { task: `${id}.t2`, to: 'cancelled' },
  ]);
});
