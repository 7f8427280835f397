import { describe, expect, test } from 'vitest';
import { opened as openedSchema } from '../../../contracts/partner-api/schemas.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import type { Actor } from '../../../functions/domain/referral.ts';
import { isSomebodysName } from '../../../functions/domain/said/correspondence.ts';
import { changeStaff } from '../../../functions/usecases/change-staff.ts';
import { assigns, closeWith, opens, recorded, writes } from './acts.ts';
import { coordinator, day, practice, t1 } from './cast.ts';
import { refusalsOf, story, taken } from './referrals.ts';

/** Where a person's name is taken it is shown in lists, letters and the systems of others: one line, at every door. */
const broken = [
  'Jo\nBloggs',
  'Jo\r\nBloggs',
  'Jo\tBloggs',
  'Jo\u0000Bloggs',
  'Jo\u0085Bloggs',
  'Jo\u2028Bloggs',
  'Jo\ud800Bloggs',
];
const names = ['Jo', 'Siân O’Neill', '李小龍', 'Dr. J. de la Cruz-Müller', 'Practice manager 2'];

const closed = () => story(taken(), [coordinator, recorded('conversation')], [coordinator, closeWith('advice-only')]);
const reads = (name: string): Action => ({
  kind: 'acknowledge',
  communication: {
    ...{ resourceType: 'Communication', status: 'completed', sender: { display: name } },
    inResponseTo: [{ reference: `Communication/${closed().communications.at(-1)?.id}` }],
  },
});
const staffed = (name: string) =>
  changeStaff({
    clock: () => day(1),
    register: {
      organisation: async () => ({
        ...{ organisation: 'CWS01', name: 'Service', kind: 'coordinator', tier: 'full', active: true, version: 1 },
        identifier: { system: 'https://example.org', value: 'CWS01' },
      }),
      client: async () => undefined,
      addOrganisation: async () => 'written',
      addClient: async () => 'written',
    },
    allowedPrivateOrigins: [],
  })({ actor: coordinator, organisation: 'CWS01', change: { kind: 'member', member: { code: 'jb', name } } });

const doors: readonly [string, Actor, (name: string) => Action][] = [
  ['opened', practice, (name) => opens(t1, name)],
  ['read a message', practice, reads],
  ['is assigned', coordinator, (name) => assigns('jb', name)],
  ['read the risks', coordinator, (name) => recorded('risks-read', t1, { sender: { display: name } })],
  ['spoke with the person', coordinator, (name) => recorded('conversation', t1, { sender: { display: name } })],
  ['wrote a note', coordinator, (name) => writes('note', 'She asked again.', { sender: { display: name } })],
];

describe.each(broken)('%j', (name) => {
  test.each(doors)('is refused as the name of who %s', (_, who, act) => {
    expect(refusalsOf(closed(), who, act(name))).toEqual(['invalid-input']);
  });

  test('is nobody, in no schema, and on no roster', async () => {
    expect([isSomebodysName(name), openedSchema.safeParse({ by: name }).success]).toEqual([false, false]);
    expect((await staffed(name)).ok).toBe(false);
  });
});

test.each(names)('%s is somebody at every door', async (name) => {
  for (const [, who, act] of doors) expect(refusalsOf(closed(), who, act(name))).toEqual([]);
  expect([isSomebodysName(name), openedSchema.safeParse({ by: name }).success]).toEqual([true, true]);
  expect((await staffed(name)).ok).toBe(true);
});

test('a number, one letter and nothing at all are nobody', () => {
  for (const name of ['4', 'J', '', '  ', undefined]) expect(isSomebodysName(name)).toBe(false);
  expect(refusalsOf(taken(), practice, opens(t1, 'J'))).toEqual(['missing-element']);
});
