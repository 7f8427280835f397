import type { Consent, Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { type PermissionBasis, permissionBases } from '../../../contracts/lifecycle/permission-bases.ts';
import { extensions } from '../../../contracts/systems.ts';
import { permission } from '../../../functions/domain/permission/permission.ts';
import { whyMayNotDecide } from '../../../functions/domain/permission/who-decides.ts';
import { consent, onwardTo } from './acts.ts';
import { day } from './cast.ts';
import { patient } from './referrals.ts';

const parts: Readonly<Record<string, string>> = {
  'decided-by': 'Sam Green',
  role: 'Daughter',
  consulted: 'Jo Green, son',
  'assessed-by': 'Dr Ellis',
  reason: 'Enjoys company',
};
const own = (basis: PermissionBasis) => basis === 'own' || basis === 'competent-child';
const decided = (basis: PermissionBasis, said = parts): Consent => ({
  ...consent('walking-group'),
  performer: own(basis) ? [{ reference: `Patient/${patient.id}` }] : [{ display: 'Sam Green' }],
  extension: [
    {
      url: extensions.decision,
      extension: [
        { url: 'basis', valueCode: basis },
        ...Object.entries(said).map(([url, valueString]) => ({ url, valueString })),
      ],
    },
  ],
});

/** On 2 November 2026 of these ages. */
const people: Readonly<Record<string, string | undefined>> = {
  'a person of 15': '2010-11-03',
  'of 16 today': '2010-11-02',
  'of 17': '2009-01-01',
  'of 18 today': '2008-11-02',
  'of 80': '1946-01-01',
  'of an age that nobody knows': undefined,
};
const person = (birthDate: string | undefined): Patient => ({ ...patient, ...(birthDate ? { birthDate } : {}) });
const may = (basis: PermissionBasis) =>
  Object.keys(people).filter((who) => whyMayNotDecide(decided(basis), person(people[who]), day(0)) === undefined);

test.each<[PermissionBasis, string[]]>([
  ['own', ['of 16 today', 'of 17', 'of 18 today', 'of 80', 'of an age that nobody knows']],
  ['competent-child', ['a person of 15']],
  ['parental-responsibility', ['a person of 15']],
  ['best-interests', ['of 16 today', 'of 17', 'of 18 today', 'of 80', 'of an age that nobody knows']],
  ['attorney', ['of 18 today', 'of 80', 'of an age that nobody knows']],
  ['deputy', ['of 16 today', 'of 17', 'of 18 today', 'of 80', 'of an age that nobody knows']],
])('on the basis %s it is decided for these, and for nobody else', (basis, who) => {
  expect(may(basis)).toEqual(who);
});

test('what a parent permitted ends on the sixteenth birthday', () => {
  const { request } = onwardTo('walking-group');
  const at = (now: string) =>
    permission([decided('parental-responsibility')], 'walking-group', request, { patient: person('2010-11-05'), now });
  expect([at(day(2)), at(day(3))]).toEqual([decided('parental-responsibility'), undefined]);
});

describe('each basis names what belongs to it', () => {
  const bases = Object.keys(permissionBases) as PermissionBasis[];
  const rows = bases.flatMap((basis) => permissionBases[basis].needs.map((part) => [basis, part] as const));
  test.each(rows)('%s does not hold without %s, nor with one that says nothing', (basis, part) => {
    const born = person(
      basis === 'competent-child' || basis === 'parental-responsibility' ? '2015-01-01' : '1950-01-01',
    );
    expect(whyMayNotDecide(decided(basis), born, day(0))).toBeUndefined();
    const { [part]: _, ...without } = parts;
    expect(whyMayNotDecide(decided(basis, without), born, day(0))).toContain(part);
    expect(whyMayNotDecide(decided(basis, { ...parts, [part]: ' - ' }), born, day(0))).toEqual(
      part === 'reason' ? undefined : expect.stringContaining(part),
    );
  });

  test('somebody else with no basis, or a basis that nobody knows, permits nothing', () => {
    const somebody = { ...consent('walking-group'), performer: [{ display: 'A. Attorney, lasting power' }] };
    expect(whyMayNotDecide(somebody, patient, day(0))).toContain('basis');
    const strange = {
      ...decided('attorney'),
      extension: [{ url: extensions.decision, extension: [{ url: 'basis', valueCode: 'neighbour' }] }],
    };
    expect(whyMayNotDecide(strange, patient, day(0))).toContain('basis');
  });

  test('nobody decides in the best interests of somebody who is said to have decided, nor the other way round', () => {
    const both = { ...decided('best-interests'), performer: [{ reference: `Patient/${patient.id}` }] };
    expect(whyMayNotDecide(both, patient, day(0))).toContain('performer');
    expect(whyMayNotDecide({ ...decided('own'), performer: [{ display: 'Sam' }] }, patient, day(0))).toContain(
      'performer',
    );
  });
});
