import type { Coding, Consent } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import type { RequestOnward } from '../../../functions/domain/decide/actions.ts';
import { permission } from '../../../functions/domain/permission/permission.ts';
import { because, consent, move, objection, onwardTo } from './acts.ts';
import { coordinator, day, group, shed, t1, t2 } from './cast.ts';
import { next, opened, refusalsOf, story, taken } from './referrals.ts';

const ask = (more: Partial<RequestOnward> = {}) => refusalsOf(taken(), coordinator, onwardTo('walking-group', more));
const asked = onwardTo('walking-group');
const against = (purpose: Coding[]): Consent => {
  const all = objection('walking-group', { dateTime: day(1) });
  return { ...all, provision: { ...all.provision, purpose } };
};

describe('the permission gate', () => {
  const gate = (...consents: Consent[]) => ask({ consents });

  test.each<[string, Consent[], string[]]>([
    ['a permission for the group and the purpose opens it', [consent('walking-group')], []],
    ['none keeps it shut', [], ['permission-missing']],
    ['one for another group', [consent('mens-shed')], ['permission-missing']],
    [
      'one for another purpose',
      [consent('walking-group', {}, { purpose: [{ system: systems.activity, code: 'choir' }] })],
      ['permission-missing'],
    ],
    [
      'one for the same code of another system',
      [consent('walking-group', {}, { purpose: [{ system: 'https://x.example', code: 'walking-group' }] })],
      ['permission-missing'],
    ],
    ['one for no purpose', [consent('walking-group', {}, { purpose: [] })], ['permission-missing']],
    [
      'one for a purpose in words',
      [consent('walking-group', {}, { purpose: [{ display: 'Walks' }] })],
      ['permission-missing'],
    ],
    ['one that is not active', [consent('walking-group', { status: 'inactive' })], ['permission-missing']],
    ['one that was only proposed', [consent('walking-group', { status: 'proposed' })], ['permission-missing']],
    [
      'an objection later',
      [consent('walking-group'), objection('walking-group', { dateTime: day(1) })],
      ['permission-missing'],
    ],
    ['an objection at the same moment', [consent('walking-group'), objection('walking-group')], ['permission-missing']],
    [
      'an objection without a date',
      [consent('walking-group'), objection('walking-group', { dateTime: '2026' })],
      ['permission-missing'],
    ],
    [
      'an objection later, but in another zone',
      [
        consent('walking-group', { dateTime: '2026-11-02T12:00:00+02:00' }),
        objection('walking-group', { dateTime: '2026-11-02T11:30:00Z' }),
      ],
      ['permission-missing'],
    ],
    [
      'an objection on the day of the permission',
      [
        consent('walking-group', { dateTime: '2026-11-02T12:00:00Z' }),
        objection('walking-group', { dateTime: '2026-11-02' }),
      ],
      ['permission-missing'],
    ],
    [
      'a permission after the objection opens it',
      [objection('walking-group', { dateTime: day(0) }), consent('walking-group', { dateTime: day(1) })],
      [],
    ],
    ['an objection to another group does not matter', [consent('walking-group'), objection('mens-shed')], []],
    [
      'an objection to the group, whose code somebody typed in capitals',
      [consent('walking-group'), objection('Walking-Group', { dateTime: day(1) })],
      ['permission-missing'],
    ],
    ['a permission for a code in capitals is none', [consent('Walking-Group')], ['permission-missing']],
    [
      'an objection for a purpose that names no code system is to all',
      [consent('walking-group'), against([{ code: 'choir' }])],
      ['permission-missing'],
    ],
    [
      'an objection of which one purpose is in words is to all',
      [consent('walking-group'), against([{ system: systems.activity, code: 'choir' }, { display: 'Walks' }])],
      ['permission-missing'],
    ],
    [
      'an objection for another purpose leaves this one',
      [consent('walking-group'), against([{ system: systems.activity, code: 'choir' }])],
      [],
    ],
  ])('%s', (_, consents, refused) => {
    expect(gate(...consents)).toEqual(refused);
  });

  test('a permission that nobody gave is none: who decided must be named', () => {
    const { performer: _, ...nobody } = consent('walking-group');
    expect(gate(nobody)).toEqual(['permission-missing']);
  });

  test('one that ends by itself is refused: who was asked would never hear that it did', () => {
    const period = { start: day(0), end: '2099-12-31' };
    expect(gate(consent('walking-group', {}, { period }))).toEqual(['permission-incomplete']);
    expect(gate(consent('walking-group', {}, { period: { start: day(0) } }))).toEqual([]);
  });

  test('an objection on record closes it also for a permission that is sent again', () => {
    const other = onwardTo('mens-shed', {
      consents: [consent('mens-shed'), objection('walking-group', { dateTime: day(0, 10) })],
    });
    const objected = next(taken(), coordinator, other);
    const again = consent('walking-group', { dateTime: day(0, 9), meta: { versionId: '99' } });
    expect(refusalsOf(objected, coordinator, onwardTo('walking-group', { consents: [again] }))).toEqual([
      'permission-missing',
    ]);
    expect(refusalsOf(objected, coordinator, onwardTo('walking-group', { consents: [] }))).toEqual([
      'permission-missing',
    ]);
    const anew = consent('walking-group', { dateTime: day(0, 11) });
    expect(refusalsOf(objected, coordinator, onwardTo('walking-group', { consents: [anew] }))).toEqual([]);
  });

  test('an objection that was recorded later closes it, whatever its date says', () => {
    const backdated = { ...objection('walking-group', { dateTime: '2020-01-01' }), meta: { versionId: '7' } };
    const permit = { ...consent('walking-group'), meta: { versionId: '3' } };
    const of = { patient: opened().patient, now: day(1) };
    expect(permission([permit, backdated], 'walking-group', asked.request, of)).toBeUndefined();
    expect(permission([permit], 'walking-group', asked.request, of)).toBe(permit);
  });

  test.each([
    ['is over', { provision: { period: { end: '2020-12-31' } } }],
    ['has not begun', { provision: { period: { start: '2099-01-01' } } }],
    ['was given in the future', { dateTime: '2099-01-01' }],
    ['is of somebody else', { patient: { reference: 'Patient/somebody-else' } }],
    ['has exceptions', { provision: { provision: [{ type: 'deny' as const }] } }],
    [
      'is changed by an extension that nobody here knows',
      { modifierExtension: [{ url: 'urn:x', valueBoolean: true }] },
    ],
  ])('a permission that %s is none', (_, more: Partial<Consent>) => {
    const given = consent('walking-group');
    const permit = { ...given, ...more, provision: { ...given.provision, ...more.provision } };
    const of = { patient: opened().patient, now: day(1) };
    expect(permission([permit], 'walking-group', asked.request, of)).toBeUndefined();
  });

  test('a permission on record is enough the next time, also one that the referrer recorded', () => {
    const twice = story(taken(), [coordinator, asked], [group, move(t2, 'rejected', because('Full'))]);
    expect(refusalsOf(twice, coordinator, onwardTo('walking-group', { consents: [] }))).toEqual([]);
    const sent = { ...consent('mens-shed'), id: `${t1.split('.')[0]}.x1` };
    const referral = next(opened({ others: [sent] }), coordinator, move(t1, 'accepted'));
    expect(refusalsOf(referral, coordinator, onwardTo('mens-shed', { consents: [] }))).toEqual([]);
    expect(refusalsOf(referral, shed, move(t2, 'accepted'))).toEqual(['not-found']);
  });
});
