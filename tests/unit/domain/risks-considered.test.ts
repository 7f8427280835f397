import type { Extension } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { conditions, judgements, settings } from '../../../contracts/lifecycle/risk-settings.ts';
import type { RequestOnward } from '../../../functions/domain/decide/actions.ts';
import { considered, move, onwardDraft, onwardTo, recorded } from './acts.ts';
import { coordinator, day, group, practice, t1, t2 } from './cast.ts';
import { name } from './meeting-named.ts';
import { attempt, next, opened, patient, refusalsOf, request, story, taken } from './referrals.ts';

const asked = (extension: Extension[], more: Partial<RequestOnward> = {}): RequestOnward => {
  const plain = onwardTo('walking-group', more);
  return { ...plain, task: { ...plain.task, extension } };
};
const ask = (...extension: Extension[]) => refusalsOf(taken(), coordinator, asked(extension));
const parts = (...extension: Extension[]): Extension => ({ ...considered(), extension });
const by = { url: 'by', valueString: 'Priya Shah' };
const setting = { url: 'setting', valueCode: 'none-of-these' };
const judgement = { url: 'judgement', valueCode: 'suitable' };
const adult = { url: 'adult', valueBoolean: true };

describe('a request to a partner', () => {
  test.each<[string, Extension[], string[]]>([
    ['nothing is said of the risks', [], ['risks-not-considered', 'not-checked-for-minors']],
    ['they are said twice', [considered(), considered()], ['risks-not-considered']],
    ['no setting is declared', [parts(judgement, by, adult)], ['risks-not-considered']],
    ['no judgement is made', [parts(setting, by, adult)], ['risks-not-considered']],
    ['nobody made it', [parts(judgement, setting, adult)], ['risks-not-considered']],
    ['it was made tomorrow', [considered({}, { at: day(9) })], ['risks-not-considered']],
    ['it was made before the referral', [considered({}, { at: day(-9) })], ['risks-not-considered']],
    ['it is suitable if, without a condition', [considered({ judgement: 'suitable-if' })], ['risks-not-considered']],
    ['it has a condition and is suitable', [considered({ condition: 'public-place' })], ['risks-not-considered']],
    [
      'the condition is a text of somebody’s own',
      [considered({ judgement: 'suitable-if', condition: 'He hits people' })],
      ['unknown-code', 'risks-not-considered'],
    ],
    ['the setting is no setting', [considered({ setting: 'toString' })], ['unknown-code', 'risks-not-considered']],
    ['it is not suitable', [considered({ judgement: 'not-suitable' })], ['not-suitable']],
  ])('is refused where %s', (_, extension, refused) => {
    expect(ask(...extension)).toEqual(refused);
  });

  test.each(Object.keys(settings))('may be sent where the setting is %s and was found suitable', (code) => {
    expect(ask(considered({ setting: code }))).toEqual([]);
  });

  test.each(Object.keys(conditions))('may be sent on the condition %s', (condition) => {
    expect(ask(considered({ judgement: 'suitable-if', condition }))).toEqual([]);
  });

  test('that is refused says what to send, and nothing of what was found', () => {
    const refused = attempt(taken(), coordinator, asked([]));
    const said = JSON.stringify(refused);
    for (const code of Object.keys(settings)) expect(said).toContain(code);
    expect(Object.keys(judgements)).toEqual(['suitable', 'suitable-if', 'not-suitable']);
  });

  test('is judged anew once a risk came that nobody had in mind', () => {
    const later = next(taken(), practice, { kind: 'add-need', request, others: [], personFirst: true }, day(2));
    const read = next(later, coordinator, recorded('risks-read', t1, { sender: { display: 'A. Nurse' } }), day(2, 10));
    const now = day(2, 11);
    expect(refusalsOf(read, coordinator, asked([considered({}, { at: day(1) })]), now)).toEqual([
      'risks-not-considered',
    ]);
    expect(refusalsOf(read, coordinator, asked([considered({}, { at: day(2, 10) })]), now)).toEqual([]);
  });

  test('that the coordinator keeps for itself needs none of it', () => {
    const own = onwardTo('CWS01');
    expect(refusalsOf(taken(), coordinator, { ...own, task: { ...own.task, extension: [] } })).toEqual([]);
  });
});

test('a draft may wait for it, is not sent without it, and takes it with the move that sends it', () => {
  const draft = onwardDraft('walking-group');
  const extension = (draft.task.extension ?? []).slice(0, 1);
  const drafted = next(taken(), coordinator, { ...draft, task: { ...draft.task, extension } });
  const owner = { ownerKind: 'voluntary' } as const;
  expect(refusalsOf(drafted, coordinator, move(t2, 'requested', { owner }))).toContain('risks-not-considered');
  const sent = next(drafted, coordinator, move(t2, 'requested', { owner, considered: considered() }));
  expect(JSON.stringify(sent.onward[0]?.task.extension)).toContain('Priya Shah');
});

describe('nobody comes to a home', () => {
  const home = (...extension: Extension[]) =>
    story(taken(), [coordinator, asked(extension)], [group, move(t2, 'accepted')]);
  const visit = name({ mode: 'home-visit' });
  test('for which the risks were not considered, or which was ruled out', () => {
    const refused = (more: Parameters<typeof considered>[0]) => refusalsOf(home(considered(more)), group, visit);
    expect(refused({})).toEqual(['setting-not-considered']);
    expect(refused({ setting: 'home-visit', judgement: 'suitable-if', condition: 'public-place' })).toEqual([
      'setting-not-considered',
    ]);
    expect(refused({ setting: 'home-visit' })).toEqual([]);
  });
});

describe('somebody under 18', () => {
  const goes = (birthDate: string | undefined, more: Partial<RequestOnward> = {}, grown = false) =>
    refusalsOf(
      next(opened({ patient: { ...patient, ...(birthDate ? { birthDate } : {}) } }), coordinator, move(t1, 'accepted')),
      coordinator,
      asked([considered({}, { adult: grown })], more),
    );
  test('goes only to who was checked for it, whatever is said of their age', () => {
    expect(goes('2008-11-03', {}, true)).toEqual(['not-checked-for-minors']);
    expect(goes('2008-11-03', { ownerChecked: true })).toEqual([]);
    expect(goes('2008-11-02')).toEqual([]);
  });
  test('is nobody whose birth date is not known, once somebody says so', () => {
    expect([goes(undefined), goes('2008'), goes(undefined, {}, true)]).toEqual([
      ['not-checked-for-minors'],
      ['not-checked-for-minors'],
      [],
    ]);
  });
});
