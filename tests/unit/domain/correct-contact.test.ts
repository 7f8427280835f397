import type { ContactPoint, Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions } from '../../../contracts/systems.ts';
import { kindOf } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { personFor } from '../../../mappings/partner/person.ts';
import { because, move, onwardTo } from './acts.ts';
import { coordinator, day, group, practice, t1 } from './cast.ts';
import { next, opened, refusalsOf } from './referrals.ts';

const phone = (value: string, safety?: string): ContactPoint => ({
  system: 'phone',
  value,
  ...(safety ? { extension: [{ url: extensions.contactSafety, valueCode: safety }] } : {}),
});
const as = (referral: Referral, telecom: ContactPoint[], more: Partial<Patient> = {}): Action => ({
  kind: 'correct-contact',
  shown: referral.patient,
  sent: { ...referral.patient, telecom, ...more },
});
const corrects = (
  referral: Referral,
  telecom: ContactPoint[],
  more: Partial<Patient> = {},
  actor = practice,
): Referral => next(referral, actor, as(referral, telecom, more));
const safetyOf = ({ patient }: Referral, value: string): string | undefined =>
  patient.telecom?.find((t) => t.value === value)?.extension?.find((e) => e.url === extensions.contactSafety)
    ?.valueCode;

describe('contact details', () => {
  test('are as they were sent last; the name and everything else stand', () => {
    const before = opened();
    const after = corrects(before, [phone('01452 111111', 'safe')], { name: [{ family: 'Somebody else' }] });
    expect(after.patient.telecom).toEqual([phone('01452 111111', 'safe')]);
    expect(after.patient.name).toEqual(before.patient.name);
    expect(after.patient.identifier).toEqual(before.patient.identifier);
  });

  test('that the coordinator corrects are told to the practice, in no words of anybody', () => {
    const after = corrects(opened(), [phone('01452 111111')], {}, coordinator);
    const messages = after.communications.filter((c) => kindOf(c) === 'practice-message');
    expect(messages.map(topicOf)).toEqual(['contact-corrected']);
    expect(JSON.stringify(messages)).not.toContain('111111');
    expect(corrects(opened(), [phone('01452 111111')]).communications).toEqual([]);
  });

  test('that are as they stand change nothing', () => {
    const before = opened();
    expect(corrects(before, before.patient.telecom ?? [])).toEqual(before);
  });

  test('keep what the caller was not shown', () => {
    const before = corrects(opened(), [phone('1', 'safe'), phone('2', 'safe')]);
    const shown: Patient = { ...before.patient, telecom: [phone('1', 'safe')] };
    const sent: Patient = { ...before.patient, telecom: [phone('3', 'safe')] };
    const after = next(before, practice, { kind: 'correct-contact', shown, sent });
    expect(after.patient.telecom?.map((t) => t.value)).toEqual(['2', '3']);
  });

  test('leave a way to reach the person, or the words that there is none', () => {
    const before = opened();
    expect(refusalsOf(before, practice, as(before, []))).toEqual(['missing-element']);
    // That the only way is not safe must be heard.
    expect(refusalsOf(before, practice, as(before, [phone('01452 000000', 'not-safe')]))).toEqual([]);
    const none = [
      { url: extensions.safeContact, extension: [{ url: 'noChannel', valueString: 'Ask at the library' }] },
    ];
    expect(refusalsOf(before, practice, as(before, [], { extension: none }))).toEqual([]);
    expect(refusalsOf(before, practice, as(before, [phone('1', 'perhaps')]))).toEqual(['unknown-code']);
  });

  test('are for referrer and coordinator, of what was not recalled', () => {
    const accepted = next(opened(), coordinator, move(t1, 'accepted'));
    const withGroup = next(accepted, coordinator, onwardTo('walking-group'));
    expect(refusalsOf(withGroup, group, as(withGroup, [phone('1')]))).toEqual(['not-found']);
    const recalled = next(opened(), practice, move(t1, 'entered-in-error', because('Wrong person')));
    expect(refusalsOf(recalled, practice, as(recalled, [phone('1')]))).toEqual(['ended']);
  });
});

describe('a channel that is not safe', () => {
  const unsafe = (): Referral => corrects(opened(), [phone('07700 900123', 'not-safe'), phone('01452 1', 'safe')]);

  test.each([
    ['is written without a word of safety', [phone('07700900123')], '07700900123'],
    ['is written with the code of the country', [phone('+44 7700 900 123')], '+44 7700 900 123'],
    ['is not mentioned any more', [phone('01452 1', 'safe')], '07700 900123'],
    ['is written as a number for texts', [{ ...phone('07700900123'), system: 'sms' as const }], '07700900123'],
  ])('stays so when it %s', (_, telecom, value) => {
    expect(safetyOf(corrects(unsafe(), telecom), value)).toBe('not-safe');
  });

  test('is safe again when somebody says so of that very channel', () => {
    expect(safetyOf(corrects(unsafe(), [phone('07700 900123', 'safe')]), '07700 900123')).toBe('safe');
  });

  test('stays so when another name is given with it, and when that person is left away', () => {
    const husband = { name: { text: 'Husband' }, telecom: [phone('07700 900999', 'not-safe')] };
    const before = corrects(opened(), [phone('01452 1', 'safe')], { contact: [husband] });
    const { contact: _, ...without } = before.patient;
    const after = next(before, practice, { kind: 'correct-contact', shown: before.patient, sent: without });
    expect(after.patient.contact).toEqual([husband]);
    expect(safetyOf(corrects(before, [phone('07700 900999')], { contact: [] }), '07700 900999')).toBe('not-safe');
  });

  test('no to voicemail and post stands until it is taken back; a block that was dropped takes nothing away', () => {
    const block = (...extension: { url: string; valueCode?: string; valueString?: string }[]) => [
      { url: extensions.safeContact, extension },
    ];
    const said = block({ url: 'voicemail', valueCode: 'no' }, { url: 'times', valueString: 'Mornings' });
    const before = corrects(opened(), [phone('1')], { extension: said });
    const dropped = corrects(before, [phone('2')], { extension: [] });
    expect(dropped.patient.extension).toEqual(said);
    const times = corrects(before, [phone('1')], { extension: block({ url: 'times', valueString: 'Evenings' }) });
    expect(times.patient.extension).toEqual(
      block({ url: 'times', valueString: 'Evenings' }, { url: 'voicemail', valueCode: 'no' }),
    );
    const yes = corrects(before, [phone('1')], { extension: block({ url: 'voicemail', valueCode: 'yes' }) });
    expect(yes.patient.extension).toEqual(
      block({ url: 'voicemail', valueCode: 'yes' }, { url: 'times', valueString: 'Mornings' }),
    );
  });

  test('a part that the person has taken back goes; one that was only not named stands', () => {
    const said = [
      {
        url: extensions.safeContact,
        extension: [
          { url: 'voicemail', valueCode: 'no' },
          { url: 'times', valueString: 'Mornings' },
        ],
      },
    ];
    const before = corrects(opened(), [phone('1')], { extension: said });
    const sent = {
      ...before.patient,
      extension: [{ url: extensions.safeContact, extension: [{ url: 'post', valueCode: 'no' }] }],
    };
    const act = { kind: 'correct-contact' as const, shown: before.patient, sent };
    const partsAfter = (takenBack?: readonly string[]) =>
      next(before, practice, { ...act, ...(takenBack ? { takenBack } : {}) }).patient.extension?.[0]?.extension?.map(
        ({ url }) => url,
      );
    expect(partsAfter()).toEqual(['post', 'voicemail', 'times']);
    expect(partsAfter(['times'])).toEqual(['post', 'voicemail']);
  });

  test('through whom, and that there is no way, stand when a block says nothing of them', () => {
    const block = (...extension: { url: string; valueCode?: string; valueString?: string }[]) => [
      { url: extensions.safeContact, extension },
    ];
    const through = { url: 'through', valueString: 'her daughter Mia' };
    const none = { url: 'noChannel', valueString: 'Comes to the day centre on Tuesdays' };
    const times = { url: 'times', valueString: 'Mornings' };
    const said = block(through, none, { url: 'post', valueCode: 'unknown' }, { url: 'voicemail', valueCode: 'yes' });
    const before = corrects(opened(), [phone('1')], { extension: said });
    const after = corrects(before, [phone('1')], { extension: block(times) });
    expect(after.patient.extension).toEqual(block(times, through, none, { url: 'post', valueCode: 'unknown' }));
    const other = { url: 'through', valueString: 'the day centre' };
    expect(corrects(after, [phone('1')], { extension: block(other) }).patient.extension).toEqual(
      block(other, times, none, { url: 'post', valueCode: 'unknown' }),
    );
  });
});

describe('a group', () => {
  const telephone = (referral: Referral, tier: 'name-only' | 'contact'): unknown => {
    const [onward] = referral.onward;
    if (!onward) throw new Error('No group was asked');
    const { contact } = personFor({ referral, onward, tier, now: day(9) });
    return 'telephone' in contact ? contact.telephone : undefined;
  };

  test('that may ring sees the new number when it reads next; one that knows the name only sees none', () => {
    const accepted = next(opened(), coordinator, move(t1, 'accepted'));
    const asked = next(accepted, coordinator, onwardTo('walking-group'));
    const after = corrects(asked, [phone('01452 222222', 'safe'), phone('01452 333333', 'not-safe')]);
    expect(telephone(after, 'contact')).toEqual(['01452 222222']);
    expect(telephone(after, 'name-only')).toBeUndefined();
  });
});
