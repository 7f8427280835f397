import type { Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions } from '../../../contracts/systems.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, meetingAt, move, onwardTo, rang, recorded, reports, settles } from './acts.ts';
import { coordinator, day, group, practice, t1, t2 } from './cast.ts';
import { attempt, next, opened, patient, refusalsOf, story } from './referrals.ts';

/** Issue 5 item 4: an attempt counts only on a channel, format and language that the person can use and that is safe. */
const safety = (code: string) => ({ extension: [{ url: extensions.contactSafety, valueCode: code }] });
const phone = (value: string, code?: string) => ({ system: 'phone' as const, value, ...(code ? safety(code) : {}) });
const block = (url: string, value: object) => ({
  url: extensions.safeContact,
  extension: [{ url, ...value }],
});
const person = (more: Partial<Patient>): Patient => ({ ...patient, ...more });
const taken = (who: Partial<Patient> = {}, personFirst = false) =>
  next(opened({ patient: person(who), personFirst }), coordinator, move(t1, 'accepted'));

const times = [day(1), day(2, 15), day(3, 18)];
const tried = (referral: Referral, how = rang(), sent = times, about = t1) =>
  sent.reduce(
    (r, at) => next(r, coordinator, recorded('contact-attempt', about, { ...how, sent: at }), day(20)),
    referral,
  );
const claim = closeWith('unable-to-contact');
/** What the refusal says, or the empty list. */
const said = (referral: Referral, action = claim): (string | undefined)[] => {
  const decided = attempt(referral, coordinator, action, day(21));
  return decided.ok ? [] : decided.refusals.map((r) => `${r.code}: ${r.diagnostics}`);
};
const met = (how = rang()) => ({
  ...how,
  extension: [...(how.extension ?? []), { url: extensions.needsMet, valueBoolean: true }],
});

describe('tries count', () => {
  test.each<[string, Partial<Patient>, ReturnType<typeof rang>]>([
    ['a call where nobody said whether the number is safe', {}, rang()],
    ['a call however the number is written', {}, rang('+44 1452 000000')],
    ['a text to a number that is safe', { telecom: [phone('07700 900123', 'safe')] }, rang('07700900123', 'WRITTEN')],
    ['a letter where post is safe', { extension: [block('post', { valueCode: 'yes' })] }, rang('', 'MAILWRIT')],
    ['a visit', {}, rang('', 'FACE')],
    [
      'a call through somebody whom the person named',
      {
        extension: [block('through', { valueString: 'Her sister' })],
        contact: [{ name: { text: 'Her sister' }, telecom: [phone('01452 111111')] }],
      },
      rang('01452 111111'),
    ],
    ['a call with the interpreter whom the person needs', { extension: [need('Interpreter: BSL')] }, met()],
    ['a call in the English that the person speaks', { communication: [{ language: { text: 'English' } }] }, rang()],
  ])('%s', (_, who, how) => {
    expect(said(tried(taken(who), how))).toEqual([]);
  });
});

function need(valueString: string) {
  return { url: extensions.accessNeed, valueString };
}

describe('tries do not count, and the refusal names why:', () => {
  const sister = { name: { text: 'Her sister' }, telecom: [phone('01452 111111')] };
  test.each<[string, Partial<Patient>, ReturnType<typeof rang>, RegExp]>([
    ['without a medium', {}, { medium: [] }, /says no medium/],
    ['a call to no number', {}, { ...rang(), extension: [] }, /says no medium .* or not the number/],
    ['a number that is nobody’s', {}, rang('01452 999999'), /none of the person’s/],
    ['one that is gone', { telecom: [{ ...phone('01452 000000'), use: 'old' }] }, rang(), /none of the person’s/],
    ['of somebody else whom nobody agreed to', { contact: [sister] }, rang('01452 111111'), /none of the person’s/],
    ['a number that is not safe', { telecom: [phone('01452 000000', 'not-safe'), phone('1')] }, rang(), /not safe/],
    ['a text where nobody said that it is safe', {}, rang('01452 000000', 'WRITTEN'), /rings first/],
    ['a letter where nobody said that post is safe', {}, rang('', 'MAILWRIT'), /post is safe/],
    ['needs that were not met', { extension: [need('Large print')] }, rang(), /needs-met/],
    ['another language', { communication: [{ language: { coding: [{ code: 'pl' }] } }] }, rang(), /needs-met/],
  ])('%s', (_, who, how, words) => {
    const [only, ...more] = said(tried(taken(who), how));
    expect(more).toEqual([]);
    expect(only).toMatch(
      /^outcome-untrue: fewer than 3 contact attempts on different days count .*: 0; not counted: 3/,
    );
    expect(only).toMatch(words);
  });

  test('three mornings, or three times on two days', () => {
    expect(said(tried(taken(), rang(), [day(1), day(2), day(3)]))).toEqual([
      'outcome-untrue: every contact attempt that counts was in the morning: one at another time of day is missing',
    ]);
    expect(said(tried(taken(), rang(), [day(1), day(2, 15), day(2, 18)]))[0]).toMatch(/different days count .*: 2$/);
  });

  test('a call before midnight and one after it are at one time of day', () => {
    expect(said(tried(taken(), rang(), [day(1, 23), day(2, 24), day(4, 23)]))).toEqual([
      'outcome-untrue: every contact attempt that counts was in the evening: one at another time of day is missing',
    ]);
  });

  test('three letters on three mornings are enough: a letter is there at whatever time the person is', () => {
    const byPost = taken({ extension: [block('post', { valueCode: 'yes' })] });
    expect(said(tried(byPost, rang('', 'MAILWRIT'), [day(1), day(2), day(3)]))).toEqual([]);
  });

  test('the time of day is that of England, also in summer time', () => {
    // 11:30 UTC is half past twelve in June.
    const june = ['2027-06-01T11:30:00Z', '2027-06-02T11:30:00Z', '2027-06-03T10:30:00Z'];
    const summer = june.reduce(
      (r, at) =>
        next(r, coordinator, recorded('contact-attempt', t1, { ...rang(), sent: at }), '2027-06-04T09:00:00.000Z'),
      taken(),
    );
    expect(refusalsOf(summer, coordinator, claim)).toEqual([]);
  });

  test('a number that turned out not to be safe', () => {
    const reached = tried(taken());
    const sent = person({ telecom: [phone('01452 000000', 'not-safe'), phone('01452 222222')] });
    const corrected = next(
      reached,
      coordinator,
      { kind: 'correct-contact', shown: reached.patient, sent },
      day(20, 10),
    );
    expect(said(corrected)[0]).toMatch(/not safe/);
  });

  test('while the person was in hospital', () => {
    const held = next(taken(), practice, reports('in-hospital'), day(0, 12));
    const report = held.communications.at(-1)?.id ?? '';
    const confirmed = next(held, coordinator, settles(report, 'confirmed', day(7).slice(0, 10)), day(0, 13));
    const out = next(tried(confirmed), coordinator, move(t1, 'in-progress'), day(20, 10));
    expect(said(out)[0]).toMatch(
      /not counted: 3, each of which was at a time at which nobody was to contact the person/,
    );
  });
});

describe('before nobody tries any more', () => {
  const read = (at: string) => recorded('risks-read', t1, { sender: { display: 'A. Nurse' }, sent: at });

  test('a named professional has read the risks since the last try', () => {
    const risky = next(taken({}, true), coordinator, read(day(1)), day(1));
    expect(said(tried(risky))).toEqual([expect.stringMatching(/no named professional has read the risks since/)]);
    expect(said(next(tried(risky), coordinator, read(day(4)), day(20, 10)))).toEqual([]);
  });

  test('no report about the person waits for an answer', () => {
    const reported = next(tried(taken()), practice, reports('moved'), day(20, 10));
    expect(said(reported)).toEqual([expect.stringMatching(/a report about the person waits/)]);
  });

  test('the practice hears of it, and a person there is to have read it', () => {
    const ended = next(tried(taken()), coordinator, move(t1, 'failed', because('No answer', 'unable-to-contact')));
    const closing = ended.communications.at(-1);
    expect(closing?.reasonCode?.[0]?.coding?.[0]?.code).toBe('unable-to-contact');
    expect(closing?.status).toBe('in-progress');
  });
});

test('a group’s part ends so only after the same tries, since it took the person on', () => {
  const withGroup = story(taken(), [coordinator, onwardTo('walking-group')], [group, move(t2, 'accepted')]);
  const ends = move(t2, 'failed', { ...because('No answer'), businessStatus: 'unable-to-contact' });
  expect(refusalsOf(withGroup, group, ends, day(21))).toEqual(['outcome-untrue']);
  expect(refusalsOf(tried(withGroup, rang(), times, t2), group, ends, day(21))).toEqual([]);
  const named = next(withGroup, group, meetingAt(day(2)));
  expect(refusalsOf(named, coordinator, { ...ends, to: 'cancelled' }, day(21))).toEqual(['outcome-untrue']);
});
