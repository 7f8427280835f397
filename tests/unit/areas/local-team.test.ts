import { expect, test } from 'vitest';
import { teamFaults, teamsOf } from '../../../contracts/areas/teams.ts';
import { area as worcestershire } from '../../../contracts/areas/worcestershire/area.ts';
import { localTeam } from '../../../functions/domain/request/local-team.ts';
import { askedIn, comesTo } from './tests-of-area.ts';

const { teams, eligibility } = worcestershire;
const to = (given: Parameters<typeof askedIn>[1]) => comesTo(worcestershire, given);

test('Worcestershire has its 14 neighbourhood teams, and everybody of its practices comes to one of them', () => {
  expect(teams).toHaveLength(14);
  const reached = new Set(eligibility.practices.map((practice) => to({ practice })));
  expect([...reached].sort()).toEqual(teams.map(({ code }) => code).sort());
});

test('the practice decides before the postcode, and the practice where somebody is registered before the one that asks', () => {
  expect(to({ practice: 'M99805', postcode: 'WR1 1AA', from: 'M99828' })).toBe('malvern');
  expect(to({ postcode: 'WR1 1AA', from: 'M99828' })).toBe('bromsgrove-two');
  expect(to({ postcode: 'WR1 1AA' })).toBe('worcester-one');
});

test('of two teams in one outward code the sector decides; without it, whoever has the rest of that code', () => {
  expect(to({ postcode: 'WR4 9AA' })).toBe('worcester-one');
  expect(to({ postcode: 'wr4 0aa' })).toBe('worcester-two');
  expect(to({ postcode: 'WR4' })).toBe('worcester-one');
});

test('nothing known, a practice and a home elsewhere, and two homes of two teams: a person is asked, and nothing is guessed', () => {
  expect(to({})).toBe('ask');
  expect(to({ practice: 'A81001', postcode: 'BS1 1AA', from: 'A81002' })).toBe('ask');
  const parts = askedIn(worcestershire, {});
  const address = [{ postalCode: 'WR1 1AA' }, { postalCode: 'B61 1AA' }];
  expect(localTeam({ ...parts, patient: { ...parts.patient, address } }, worcestershire)).toEqual({ ask: 'several' });
  const alsoThere = [{ postalCode: 'WR1 1AA' }, { postalCode: 'B61 1AA', use: 'temp' as const }];
  expect(localTeam({ ...parts, patient: { ...parts.patient, address: alsoThere } }, worcestershire)).toMatchObject({
    by: 'postcode',
  });
});

test('a service that is one has one team for everybody, or says nothing of teams', () => {
  const [first] = teams;
  expect(comesTo({ ...worcestershire, teams: first ? [first] : [] }, {})).toBe('worcester-one');
  expect(comesTo({ ...worcestershire, teams: [] }, { practice: 'M99805' })).toBe('ask');
});

test('a practice or postcode of two teams, of none, or from elsewhere is named, and nothing starts with it', () => {
  const [one, two, ...rest] = teams;
  if (!one || !two) throw new Error('It has 14');
  const faultsWith = (changed: Partial<typeof one>) =>
    teamFaults({ eligibility, teams: [{ ...one, ...changed }, two, ...rest] });
  expect(faultsWith({ practices: [...one.practices, 'M99803'] })).toEqual(['practice M99803 is of two teams']);
  expect(faultsWith({ practices: ['M99801'] })).toEqual(['practice M99802 is of no team']);
  expect(faultsWith({ practices: [...one.practices, 'X00001'] })).toEqual([
    'practice X00001 is of a team, and not on the list of the area',
  ]);
  expect(faultsWith({ postcodes: ['WR1', 'WR2', 'WR4'] })).toEqual(['WR2 is of two teams', 'WR3 is of no team']);
  expect(faultsWith({ postcodes: [...one.postcodes, 'GL1'] })).toEqual(['GL1 is of a team, and not of the area']);
  expect(faultsWith({ code: two.code })).toEqual(['two teams have the code worcester-two']);
  expect(() => teamsOf({ eligibility, teams: [{ ...one, practices: [] }] })).toThrow('practice M99801 is of no team');
});
