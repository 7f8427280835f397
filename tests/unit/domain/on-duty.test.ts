import { expect, test } from 'vitest';
import { onDuty, type Staff } from '../../../functions/domain/owed/on-duty.ts';
import { isTodays, teamDuty } from '../../../functions/domain/owed/team-duty.ts';

const staff: Staff = [
  { code: 'jb', name: 'Jo Bloggs', deputy: 'am', away: [{ from: '2026-12-21', until: '2027-01-04' }] },
  { code: 'am', name: 'Ama Mensah', deputy: 'jb', away: [{ from: '2026-12-24', until: '2026-12-24' }] },
  { code: 'old', name: 'Olu D', manager: true, away: [{ from: '2026-12-28', until: '2026-12-31' }] },
  { code: 'pk', name: 'Priya K', manager: true, away: [{ from: '2026-12-31', until: '2026-12-31' }] },
  { code: 'sg', name: 'Sam Green' },
];
const jo = { code: 'jb', name: 'Jo Bloggs' };
const ama = { code: 'am', name: 'Ama Mensah' };
const olu = { code: 'old', name: 'Olu D' };
const priya = { code: 'pk', name: 'Priya K' };

test.each([
  ['the assignee who is there', 'assignee', 'jb', '2026-12-18', jo],
  ['on the first day of an absence the deputy', 'assignee', 'jb', '2026-12-21', { ...ama, covers: 'jb' }],
  ['on its last day still', 'assignee', 'jb', '2027-01-04', { ...ama, covers: 'jb' }],
  ['the day after the assignee again', 'assignee', 'jb', '2027-01-05', jo],
  ['where the deputy is away too a manager', 'assignee', 'jb', '2026-12-24', { ...olu, covers: 'jb' }],
  ['the deputy of one who is there', 'deputy', 'jb', '2026-12-18', ama],
  ['of one who is away, whom the deputy covers, a manager', 'deputy', 'jb', '2026-12-21', { ...olu, covers: 'jb' }],
  ['and then another manager', 'manager', 'jb', '2026-12-21', priya],
  ['where there is no deputy a manager', 'deputy', 'sg', '2026-12-18', olu],
  ['without an assignee a manager is the deputy', 'deputy', undefined, '2026-12-18', olu],
  ['the manager who is there', 'manager', 'jb', '2026-12-28', priya],
  ['no manager is there', 'manager', 'jb', '2026-12-31', undefined],
  ['nobody in person is on duty without an assignee', 'on-duty', undefined, '2026-12-18', undefined],
  [
    'for who is not on the roster, or not any more, a manager',
    'assignee',
    'left',
    '2026-12-18',
    { ...olu, covers: 'left' },
  ],
  ['and then another', 'deputy', 'left', '2026-12-18', { ...priya, covers: 'left' }],
  [
    'while no manager is there, who is not on the roster',
    'assignee',
    'new',
    '2026-12-31',
    { code: 'new', name: 'new' },
  ],
] as const)('whose it is today: %s', (_, role, assignee, today, who) => {
  expect(onDuty(staff, role, assignee, today)).toEqual(who);
});

test('a manager does not cover for themselves', () => {
  const alone: Staff = [{ code: 'm', name: 'Mo', manager: true, away: [{ from: '2026-12-21', until: '2026-12-21' }] }];
  expect(onDuty(alone, 'assignee', 'm', '2026-12-21')).toBeUndefined();
});

test('what one person left undone does not stay with them while anybody else is there', () => {
  const away = [{ from: '2026-12-01', until: '2026-12-31' }];
  const two: Staff = [
    { code: 'jb', name: 'Jo', deputy: 'am', away },
    { code: 'am', name: 'Ama', manager: true },
    { code: 'zz', name: 'Zed', manager: true },
  ];
  const steps = (assignee: string, of = two) =>
    (['assignee', 'deputy', 'manager'] as const).map((role) => onDuty(of, role, assignee, '2026-12-03')?.name);
  expect(steps('jb').slice(0, 2)).toEqual(['Ama', 'Zed']);
  expect(steps('am').slice(0, 2)).toEqual(['Ama', 'Zed']);
  expect(steps('jb', [...two, { code: 'yy', name: 'Yan', manager: true }])).toEqual(['Ama', 'Zed', 'Yan']);
  // Nobody else is there: rather the same again than nobody.
  expect(steps('jb', two.slice(0, 2))).toEqual(['Ama', 'Ama', 'Ama']);
});

test('what a team has and nobody took is everybody’s of it who is there, else the service’s: never nobody’s while anybody is there', () => {
  const away = [{ from: '2026-12-01', until: '2026-12-31' }];
  const both: Staff = [
    { code: 'a', name: 'Ada', team: 'north' },
    { code: 'b', name: 'Ben', team: 'north', away },
    { code: 'c', name: 'Cy', team: 'south', away },
    { code: 'm', name: 'Mo', manager: true },
  ];
  const on = (team: string | undefined, day = '2026-12-18') => {
    const { people, covers } = teamDuty(both, team, day);
    return [people.map(({ code }) => code).join(''), covers];
  };
  expect(on('north')).toEqual(['am', false]);
  expect(on('south')).toEqual(['am', true]);
  expect(on('south', '2027-01-04')).toEqual(['cm', false]);
  expect(on(undefined)).toEqual(['am', false]);
  expect(teamDuty([{ code: 'b', name: 'Ben', team: 'north', away }], 'north', '2026-12-18').people).toEqual([]);
});

test('whose link worker is away, or has left, and whom nobody covers for is on the list of everybody of the team who is there', () => {
  const away = [{ from: '2026-12-01', until: '2026-12-31' }];
  const staff: Staff = [
    { code: 'a', name: 'Ada', team: 'north', away },
    { code: 'b', name: 'Ben', team: 'north' },
    { code: 'c', name: 'Cy', team: 'south' },
    { code: 'm', name: 'Mo', manager: true, away },
  ];
  const sees = (assignee: string | undefined, day: string) =>
    staff.filter((one) => isTodays(staff, { assignee, team: 'north' }, one, day)).map(({ code }) => code);
  expect(sees('a', '2026-12-18')).toEqual(['a', 'b', 'm']);
  expect(sees('gone', '2026-12-18')).toEqual(['a', 'b', 'm']);
  expect(sees('gone', '2027-01-04')).toEqual(['m']);
  expect(sees('a', '2027-01-04')).toEqual(['a']);
  expect(sees(undefined, '2027-01-04')).toEqual(['a', 'b', 'm']);
});
