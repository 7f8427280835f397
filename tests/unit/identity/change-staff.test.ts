import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../functions/domain/referral.ts';
import { readOrganisation } from '../../../functions/identity/participant-records.ts';
import { changeStaff, type StaffChange } from '../../../functions/usecases/change-staff.ts';
import { registerOrganisation } from '../../../functions/usecases/register-organisation.ts';
import { MemoryRegister } from './memory-register.ts';

const actor: Actor = { client: 'operator', organisation: 'handover', person: 'alex' };

const started = async () => {
  const register = new MemoryRegister();
  const ports = { register, clock: () => '2026-12-18T09:00:00.000Z', allowedPrivateOrigins: [] };
  const add = registerOrganisation(ports);
  await add({ actor, organisation: 'CWS01', name: 'A Service', kind: 'coordinator' });
  await add({ actor, organisation: 'L99901', name: 'A Surgery', kind: 'practice' });
  const change = (wanted: StaffChange, organisation = 'CWS01') =>
    changeStaff(ports)({ actor, organisation, change: wanted });
  const staff = async () => (await register.organisation('CWS01'))?.staff;
  const member = (code: string, more: object = {}) =>
    change({ kind: 'member', member: { code, name: `Person ${code}`, ...more } });
  return { register, add, change, staff, member };
};

test('people are entered with who covers for them, and stay when the organisation is entered again', async () => {
  const { member, staff, add, register } = await started();
  await member('am', { manager: true });
  await member('jb', { deputy: 'am' });
  const both = [
    { code: 'am', name: 'Person am', manager: true },
    { code: 'jb', name: 'Person jb', deputy: 'am' },
  ];
  expect(await staff()).toEqual(both);
  await add({ actor, organisation: 'CWS01', name: 'Another Name', kind: 'coordinator' });
  expect(await staff()).toEqual(both);
  const stored = await register.organisation('CWS01');
  expect(readOrganisation({ format: 1, ...stored })).toEqual(stored);
});

test('the same again writes nothing; said anew, the absences stay', async () => {
  const { member, change, staff } = await started();
  await member('jb');
  expect(await member('jb')).toMatchObject({ ok: true, value: { written: false } });
  await change({ kind: 'away', member: 'jb', absence: { from: '2026-12-21', until: '2027-01-04' } });
  await member('jb', { name: 'Jo Bloggs' });
  expect(await staff()).toEqual([
    { code: 'jb', name: 'Jo Bloggs', away: [{ from: '2026-12-21', until: '2027-01-04' }] },
  ]);
});

test('absences stand in order, one that begins on the same day takes the place of the other, and back ends them all', async () => {
  const { member, change, staff } = await started();
  await member('jb');
  const away = (from: string, until: string) => change({ kind: 'away', member: 'jb', absence: { from, until } });
  await away('2027-02-01', '2027-02-05');
  await away('2026-12-14', '2026-12-18');
  await away('2027-02-01', '2027-02-12');
  expect((await staff())?.[0]?.away).toEqual([
    { from: '2026-12-14', until: '2026-12-18' },
    { from: '2027-02-01', until: '2027-02-12' },
  ]);
  await change({ kind: 'back', member: 'jb' });
  expect(await staff()).toEqual([{ code: 'jb', name: 'Person jb' }]);
});

test('who leaves is gone, and the last one leaves no roster', async () => {
  const { member, change, staff, register } = await started();
  await member('jb');
  await change({ kind: 'leaves', member: 'jb' });
  expect(await staff()).toBeUndefined();
  expect(register.by.at(-1)?.actor).toEqual(actor);
});

describe('refused, in a sentence', () => {
  test.each<[string, StaffChange, string]>([
    ['nobody of that code', { kind: 'back', member: 'xx' }, 'Nobody on the roster has the code xx.'],
    [
      'a deputy who is not there',
      { kind: 'member', member: { code: 'a', name: 'A B', deputy: 'xx' } },
      'Nobody on the roster',
    ],
    [
      'a deputy of oneself',
      { kind: 'member', member: { code: 'a', name: 'A B', deputy: 'a' } },
      'Nobody covers for themselves.',
    ],
    ['a code with a space', { kind: 'member', member: { code: 'a b', name: 'A B' } }, 'The code must have'],
    ['an NHS number as a code', { kind: 'member', member: { code: '9000000009', name: 'A B' } }, 'The code must have'],
    ['no name', { kind: 'member', member: { code: 'a', name: '' } }, 'The name must have'],
    [
      'a date that is none',
      { kind: 'away', member: 'jb', absence: { from: '2027-02-30', until: '2027-03-01' } },
      'Both ends must be dates',
    ],
    [
      'an end before the beginning',
      { kind: 'away', member: 'jb', absence: { from: '2027-02-02', until: '2027-02-01' } },
      'It ends before it begins.',
    ],
    [
      'what is over',
      { kind: 'away', member: 'jb', absence: { from: '2026-12-01', until: '2026-12-17' } },
      'It is over already.',
    ],
    ['whose deputy leaves', { kind: 'leaves', member: 'am' }, 'am is the deputy of jb: name another deputy first.'],
  ])('%s', async (_, wanted, says) => {
    const { member, change, register } = await started();
    await member('am');
    await member('jb', { deputy: 'am' });
    const before = register.organisations.length;
    const done = await change(wanted);
    expect(done).toMatchObject({ ok: false, refusals: [{ diagnostics: expect.stringContaining(says) }] });
    expect(register.organisations).toHaveLength(before);
  });

  test('a deputy, a manager or a role of others at a practice', async () => {
    const { change } = await started();
    const member = { code: 'a', name: 'A B' };
    expect(await change({ kind: 'member', member: { ...member, manager: true } }, 'L99901')).toMatchObject({
      refusals: [{ diagnostics: 'Only a coordinator has managers and deputies.' }],
    });
    expect(await change({ kind: 'member', member: { ...member, role: 'link-worker' } }, 'L99901')).toMatchObject({
      refusals: [{ diagnostics: expect.stringContaining('practice, professional, connector') }],
    });
  });
});

test('a practice has people too, each as what they are there', async () => {
  const { change, register } = await started();
  const member = { code: 'rk', name: 'Ruth Kelly', role: 'connector', signsInAs: 'sub-rk' } as const;
  expect(await change({ kind: 'member', member }, 'L99901')).toMatchObject({ ok: true });
  expect((await register.organisation('L99901'))?.staff).toEqual([member]);
});
