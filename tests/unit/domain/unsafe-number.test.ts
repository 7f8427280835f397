import type { ContactPoint, Extension, Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions } from '../../../contracts/systems.ts';
import { meansOfContact, safeContactOf } from '../../../functions/domain/contact/safe-contact.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { reachWarnings } from '../../../functions/domain/request/reach-warnings.ts';
import { personFor } from '../../../mappings/partner/person.ts';
import { move, recorded } from './acts.ts';
import { coordinator, day, practice, t1 } from './cast.ts';
import { agreed, next, opened, patient, request } from './referrals.ts';

const point = (value: string, safety?: string, system: ContactPoint['system'] = 'phone'): ContactPoint => ({
  ...{ system, value },
  ...(safety ? { extension: [{ url: extensions.contactSafety, valueCode: safety }] } : {}),
});
const put = (referral: Referral, telecom: ContactPoint[], more: Partial<Patient> = {}, actor = practice): Referral => {
  const action: Action = {
    ...{ kind: 'correct-contact', shown: referral.patient },
    sent: { ...referral.patient, telecom, ...more },
  };
  return next(referral, actor, action);
};
const joins = (referral: Referral, ...telecom: ContactPoint[]): Referral =>
  next(referral, practice, {
    ...{ kind: 'add-need', request: { ...request, identifier: [] } },
    others: [{ ...patient, telecom }],
  });
const shown = (referral: Referral): unknown => {
  const [onward] = referral.onward;
  if (!onward) throw new Error('No group was asked');
  const { contact } = personFor({ referral, onward, tier: 'contact', now: day(9) });
  return 'telephone' in contact ? contact.telephone : undefined;
};
const owed = (referral: Referral): string[] => obligations(referral).map(({ what }) => what);
const warned = (referral: Referral): string[] => reachWarnings(referral, 'L99901').map(({ code }) => code);

const number = '07700 900123';
const standing = (): Referral => put(agreed(), [point(number, 'not-safe'), point('01632 960111', 'safe')]);

const spellings = [
  ...['+447700900123', 'tel:+447700900123', 'sms:07700900123', '447700900123', '00447700900123', '+44 (0)7700 900123'],
  ...[
    '０７７００ ９００１２３',
    '07700–900123',
    '07700/900123',
    '07700\u200b900123',
    '07700 900123;ext=1',
    '07700 900123 ext 3',
  ],
];

describe.each(spellings)('a number that is not safe, written %s and called safe', (spelling) => {
  test('beside it in one message is shown to no group', () => {
    const both = [point(number, 'not-safe'), point(spelling, 'safe')];
    expect(shown(put(agreed(), both))).toEqual([]);
    expect(shown(put(agreed(), [...both].reverse()))).toEqual([]);
  });

  test('added to it, instead of it or by a further need is not safe', () => {
    const more = [...(standing().patient.telecom ?? []), point(spelling, 'safe')];
    for (const after of [put(standing(), more), put(standing(), [point(spelling, 'safe')])]) {
      expect(after.patient.telecom?.find(({ value }) => value === spelling)).toEqual(point(spelling, 'not-safe'));
      expect(shown(after)).not.toContain(spelling);
    }
    const once = joins(standing(), point(spelling, 'safe'));
    // A system that sends everything again has not looked at it again.
    for (const after of [once, joins(once, point(spelling, 'safe'))]) expect(shown(after)).toEqual(['01632 960111']);
  });
});

describe('a number that is not safe', () => {
  test('for texts is none to ring, and no e-mail address becomes safe by its capitals', () => {
    const texts = put(agreed(), [point(number, 'not-safe', 'sms'), point(number, 'safe')]);
    expect(shown(texts)).toEqual([]);
    const mail = [point('rose@example.org', 'not-safe', 'email'), point('Rose@Example.org', 'safe', 'email')];
    expect(safeContactOf({ ...patient, telecom: mail }).channels.map((c) => c.safety)).toEqual([
      'not-safe',
      'not-safe',
    ]);
  });

  test('when somebody else is named with it is not safe as the person’s own', () => {
    const contact = [{ name: { text: 'Husband' }, telecom: [point('+447700900123', 'not-safe')] }];
    const { own } = meansOfContact({ resourceType: 'Patient', telecom: [point(number, 'safe')], contact });
    expect(own.map(({ safety }) => safety)).toEqual(['not-safe']);
  });

  test('is safe again when that very entry is called safe, unless the same message says otherwise', () => {
    expect(shown(put(standing(), [point(number, 'safe')]))).toEqual([number]);
    expect(shown(joins(standing(), point(number, 'safe')))).toEqual([number, '01632 960111']);
    expect(shown(put(standing(), [point(number, 'safe'), point('+447700900123', 'not-safe')]))).toEqual([]);
    expect(shown(put(standing(), [point(number, 'safe'), point(number, 'not-safe')]))).toEqual([]);
  });

  test('when somebody was not sure of it in one place is not called safe in another', () => {
    const { own } = meansOfContact({ ...patient, telecom: [point(number, 'safe'), point('447700900123', 'unknown')] });
    expect(own.map(({ safety }) => safety)).toEqual(['unknown', 'unknown']);
    const silent = meansOfContact({ ...patient, telecom: [point(number, 'safe'), point(number, undefined, 'sms')] });
    expect(silent.own.map(({ safety }) => safety)).toEqual(['safe', 'unknown']);
  });

  test('and is called safe beside it when the referral is opened is kept as not safe in every entry', () => {
    const telecom = [point(number, 'not-safe'), point('+447700900123', 'safe')];
    expect(opened({ patient: { ...patient, telecom } }).patient.telecom).toEqual(
      telecom.map(({ value }) => point(value ?? '', 'not-safe')),
    );
  });
});

describe('who cannot be reached safely any more', () => {
  const first = (): Referral => put(agreed(), [point('01632 960111', 'not-safe'), point('07700 900111', 'safe')]);
  const lost = (): Referral => joins(first(), point('07700 900111', 'not-safe'));

  test('is not so because a further need names only the number that is not safe', () => {
    const after = joins(first(), point('01632 960111'));
    expect(shown(after)).toEqual(['07700 900111']);
    expect([warned(after), owed(after).includes('find-a-way')]).toEqual([[], false]);
  });

  test.each([
    ['a further need', lost],
    ['a correction', () => put(first(), [point('01632 960111', 'not-safe')])],
    [
      'a correction of somebody with an address',
      () => put(first(), [point('01632 960111')], { address: [{ text: 'Here' }] }),
    ],
  ])('by %s is told to who sent it, and the coordinator owes a way', (_, then) => {
    expect(warned(then())).toEqual(['missing-element']);
    expect(obligations(then())).toContainEqual(expect.objectContaining({ what: 'find-a-way', who: 'CWS01', task: t1 }));
  });

  test('is owed it since then, however often the same number is sent again', () => {
    const since = (referral: Referral) => obligations(referral).find(({ what }) => what === 'find-a-way')?.since;
    const again = joins(lost(), point('07700 900111', 'not-safe'));
    expect(again.furtherNeeds.length).toBeGreaterThan(lost().furtherNeeds.length);
    expect(since(again)).toBe(since(lost()));
  });

  test('has a way again by a number that is safe, by words, or when somebody spoke to them all the same', () => {
    const words: Extension[] = [{ url: extensions.safeContact, extension: [{ url: 'through', valueString: 'Mia' }] }];
    const number = put(lost(), [point('01452 555001', 'safe')], {}, coordinator);
    const through = put(lost(), lost().patient.telecom ?? [], { extension: words });
    const spoken = next(lost(), coordinator, recorded('conversation'));
    for (const after of [number, through, spoken]) expect(owed(after)).not.toContain('find-a-way');
    expect(warned(number)).toEqual([]);
  });

  test('is nobody’s to find once it is over', () => {
    const unsafe = put(opened(), [point('01632 960111', 'not-safe')]);
    expect(owed(unsafe)).toContain('find-a-way');
    const ended = next(unsafe, coordinator, move(t1, 'rejected', { reason: { text: 'Moved' } }));
    expect(owed(ended)).not.toContain('find-a-way');
  });
});
