import { expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { measuresIn } from '../../../functions/domain/measures/measures.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { problemsIn } from '../../../functions/web/forms/checked.ts';
import type { Values } from '../../../functions/web/forms/fields.ts';
import { measureAct } from '../../../functions/web/worklist/acts/measure.ts';
import { closeWith, recorded, reports } from '../domain/acts.ts';
import { coordinator, day } from '../domain/cast.ts';
import { next, opened, taken } from '../domain/referrals.ts';
import { at } from './at-desk.ts';

/** What a link worker without software writes down on the page of a person. */
const doing = (referral: Referral, now: string) => ({ ...at(referral, now), about: 't1' });
const fieldsOf = async (referral: Referral, n = 1) => measureAct.fields(doing(referral, day(n)));
const isOffered = (referral: Referral, n = 1) => measureAct.offers(at(referral, day(n))).length > 0;
const beside = (n: number): Values => ({
  ...{ occasion: 'entry', explained: 'yes', mode: 'telephone', on: day(n).slice(0, 10) },
});
const numbers = { 'ons4-satisfied': '4', 'ons4-worthwhile': '5', 'ons4-happy': '3', 'ons4-anxious': '7' };
const filled = async (referral: Referral, values: Values, n = 1) =>
  measureAct.actions(doing(referral, day(n)), { ...beside(n), ...values });
const written = async (referral: Referral, values: Values, n = 1): Promise<Referral> => {
  const actions = await filled(referral, values, n);
  if (!actions.ok) throw new Error(JSON.stringify(actions.refusals));
  return actions.value.reduce((state, action) => next(state, coordinator, action, day(n)), referral);
};
const said = (referral: Referral) =>
  measuresIn(referral).map(({ instrument, occasion, answers, notAnswered }) => [
    ...[instrument.code, occasion, notAnswered ?? Object.fromEntries(answers)],
  ]);
const forMood = (): Referral => {
  const referral = taken();
  const reasonCode = [{ coding: [{ system: systems.reason, code: 'mental-wellbeing' }] }];
  return { ...referral, request: { ...referral.request, reasonCode } };
};
const over = (referral: Referral, n = 2): Referral =>
  next(
    next(referral, coordinator, recorded('conversation'), day(n)),
    ...([coordinator, closeWith('advice-only'), day(n)] as const),
  );
const owed = (referral: Referral) => obligations(referral).filter(({ what }) => what === 'ask-again');

test('the four questions are asked with what their numbers mean; those of mental health only where it is a reason', async () => {
  const names = (await fieldsOf(taken())).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(numbers)));
  expect(names).not.toContain('swemwbs-1');
  expect(names).not.toContain('pam-score');
  expect((await fieldsOf(forMood())).map(({ name }) => name)).toContain('swemwbs-7');
  const happy = (await fieldsOf(taken())).find(({ name }) => name === 'ons4-happy');
  expect(happy).toMatchObject({
    label: 'Overall, how happy did you feel yesterday?',
    hint: expect.stringMatching(/^From 0, not at all/),
  });
});

test('what is filled in becomes what software would send', async () => {
  const after = await written(taken(), numbers);
  expect(said(after)).toEqual([['ons4', 'entry', { satisfied: 4, worthwhile: 5, happy: 3, anxious: 7 }]]);
  expect(measuresIn(after)[0]).toMatchObject({ explained: true, mode: 'telephone', at: day(1) });
});

test('a no is an answer, of each questionnaire for which somebody waits, and takes no numbers back', async () => {
  expect(said(await written(taken(), { why: 'declined' }))).toEqual([['ons4', 'entry', 'declined']]);
  expect(
    said(await written(forMood(), { ...numbers, why: 'not-suitable-now' })).map(([code, , what]) => [code, what]),
  ).toEqual([
    ['ons4', { satisfied: 4, worthwhile: 5, happy: 3, anxious: 7 }],
    ['swemwbs', 'not-suitable-now'],
  ]);
  const first = await written(taken(), numbers);
  expect(await filled(first, { why: 'declined' })).toMatchObject({ ok: false });
});

test('an empty form is sent back in words, and a number out of range at its field', async () => {
  expect(await filled(taken(), {})).toMatchObject({
    ...{ ok: false, refusals: [{ code: 'missing-element', diagnostics: expect.stringContaining('say why') }] },
  });
  const fields = await fieldsOf(taken());
  expect(problemsIn(fields, { ...beside(1), 'ons4-happy': '11', 'ons4-anxious': '3.5' })).toEqual({
    'ons4-happy': 'Enter a whole number from 0 to 10',
    'ons4-anxious': 'Enter a whole number from 0 to 10',
  });
  expect(problemsIn(fields, { ...beside(1), ...numbers })).toEqual({});
});

test('what came on paper has the day on which it was filled in', async () => {
  const after = await written(taken(), { ...numbers, mode: 'paper', on: day(2).slice(0, 10) }, 5);
  expect(measuresIn(after)[0]).toMatchObject({ mode: 'paper', at: day(2, 12) });
});

test('twelve weeks later it settles what is owed, also when the rest has ended, by numbers or by why not', async () => {
  const ended = over(await written(taken(), numbers));
  expect(owed(ended)).toHaveLength(1);
  const [occasion] = await fieldsOf(ended, 85);
  expect(occasion).toMatchObject({ choices: { exit: expect.any(String) }, known: 'exit' });
  expect(Object.keys(occasion?.choices ?? {})).toEqual(['exit']);
  expect(owed(await written(ended, { ...numbers, occasion: 'exit', 'ons4-happy': '6' }, 85))).toEqual([]);
  expect(owed(await written(ended, { occasion: 'exit', why: 'not-asked' }, 85))).toEqual([]);
  // After the sixteenth week no number is taken any more, and so none is asked for.
  expect((await fieldsOf(ended, 120)).map(({ name }) => name)).not.toContain('ons4-happy');
  expect(owed(await written(ended, { occasion: 'exit', why: 'not-asked' }, 120))).toEqual([]);
});

test('the end is not chosen beforehand before its time, or nobody would be asked again', async () => {
  const chosen = async (n: number) => (await fieldsOf(await written(taken(), numbers), n))[0]?.known;
  expect((await fieldsOf(taken()))[0]?.known).toBe('entry');
  expect(await chosen(10)).toBeUndefined();
  expect(await chosen(79)).toBe('exit');
});

test('how the service was is asked when all has ended, for four weeks', async () => {
  const ended = over(taken());
  expect((await fieldsOf(ended, 20)).map(({ name }) => name)).toContain('satisfaction-overall');
  expect(said(await written(ended, { occasion: 'exit', 'satisfaction-overall': '5' }, 20))).toEqual([
    ['satisfaction', 'exit', { overall: 5 }],
  ]);
});

test('nothing is asked of who was not taken on, or has died', () => {
  expect(isOffered(opened())).toBe(false);
  expect(isOffered(taken())).toBe(true);
  expect(isOffered(next(taken(), coordinator, reports('died', { confirmed: true }), day(1)))).toBe(false);
});
