import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instruments } from '../../../contracts/measures/instruments.ts';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { pam } from '../../../contracts/measures/pam.ts';
import { satisfaction } from '../../../contracts/measures/satisfaction.ts';
import { swemwbs } from '../../../contracts/measures/swemwbs.ts';
import { systems } from '../../../contracts/systems.ts';
import { pairsIn } from '../../../functions/domain/measures/exit.ts';
import { measuresIn } from '../../../functions/domain/measures/measures.ts';
import { displayed, scoresOf } from '../../../functions/domain/measures/score.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, move, recorded, reports } from './acts.ts';
import { coordinator, day, group, practice, t1 } from './cast.ts';
import { measure, seven } from './measured.ts';
import { agreed, next, opened, refusalsOf, taken } from './referrals.ts';

const four = { satisfied: 4, worthwhile: 5, happy: 3, anxious: 7 };
const asked = (referral: Referral, ...sent: Parameters<typeof measure>) =>
  refusalsOf(referral, coordinator, measure(...sent), day(1));
const entered = (at = day(1)) => next(taken(), coordinator, measure(ons4, four), at);
const forMood = (): Referral => {
  const referral = taken();
  const reasonCode = [{ coding: [{ system: systems.reason, code: 'mental-wellbeing' }] }];
  return { ...referral, request: { ...referral.request, reasonCode } };
};
const owed = (referral: Referral) => obligations(referral).filter(({ what }) => what === 'ask-again');
const over = (referral: Referral, at: string): Referral =>
  next(next(referral, coordinator, recorded('conversation'), at), coordinator, closeWith('advice-only'), at);

describe('the scores', () => {
  test('of the ONS stay four, each as it was said, and are never summed', () => {
    const scores = scoresOf(ons4, new Map(Object.entries(four)));
    expect(scores.map(({ code, value }) => [code.code, value])).toEqual([
      ['ons4-satisfied', 4],
      ['ons4-worthwhile', 5],
      ['ons4-happy', 3],
      ['ons4-anxious', 7],
    ]);
  });
  test('anxiety is turned round where it is shown beside the others, and nowhere else', () => {
    expect(displayed(ons4, 'anxious', 7)).toBe(3);
    expect(displayed(ons4, 'satisfied', 7)).toBe(7);
  });
  test('of the Warwick-Edinburgh scale is by its table, from seven answers or none', () => {
    const score = (...answers: number[]) => scoresOf(swemwbs, new Map(Object.entries(seven(...answers))));
    expect(score(1, 1, 1, 1, 1, 1, 1)).toMatchObject([{ value: 7 }]);
    expect(score(3, 3, 3, 3, 3, 3, 3)).toMatchObject([{ code: { code: '718466001' }, value: 19.25 }]);
    expect(score(5, 5, 5, 5, 5, 5, 5)).toMatchObject([{ value: 35 }]);
    expect(score(3, 3, 3, 3, 3, 3)).toEqual([]);
    const answers = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 7, maxLength: 7 });
    const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
    fc.assert(
      fc.property(answers, answers, (first, second) => {
        const [{ value: a = 0 } = {}, { value: b = 0 } = {}] = [...score(...first), ...score(...second)];
        expect(Math.sign(a - b)).toBe(Math.sign(sum(first) - sum(second)));
        expect(a).toBeGreaterThanOrEqual(7);
        expect(a).toBeLessThanOrEqual(35);
      }),
    );
  });
});

describe('what a coordinator records', () => {
  test('is kept as numbers with a score each, as outputs of the referral, and without a word', () => {
    const kept = next(
      taken(),
      coordinator,
      measure(ons4, four, { text: { status: 'generated', div: '<div>sad</div>' } }),
      day(1),
    );
    const [response] = kept.others.filter((r) => r.resourceType === 'QuestionnaireResponse');
    expect(response).toMatchObject({ id: `${kept.id}.q1`, status: 'completed', authored: day(1) });
    expect(response).not.toHaveProperty('text');
    const observations = kept.others.filter((r) => r.resourceType === 'Observation');
    expect(observations.map(({ valueInteger }) => valueInteger)).toEqual([4, 5, 3, 7]);
    expect(observations.every((o) => o.derivedFrom?.[0]?.reference === `QuestionnaireResponse/${kept.id}.q1`)).toBe(
      true,
    );
    expect(kept.task.output).toHaveLength(5);
  });
  test('is kept without a word, wherever words were put', () => {
    const words = { url: 'https://practice.example/note', valueString: 'Marker-77' };
    const sent = measure(ons4, four);
    const extension = (sent.response.extension ?? []).map((e) => ({
      ...e,
      extension: [...(e.extension ?? []), words],
    }));
    const item = (sent.response.item ?? []).map((i) => ({
      ...i,
      answer: i.answer?.map((a) => ({ ...a, extension: [words] })),
    }));
    const kept = next(taken(), coordinator, measure(ons4, four, { extension: [...extension, words], item }), day(1));
    expect(measuresIn(kept).map(({ answers }) => answers.get('happy'))).toEqual([3]);
    expect(JSON.stringify(kept.others)).not.toContain('Marker');
  });
  test('said again puts right what was said, and both stay to be read', () => {
    const put = next(entered(), coordinator, measure(ons4, { ...four, happy: 8 }), day(2));
    expect(measuresIn(put).map(({ answers }) => answers.get('happy'))).toEqual([8]);
    const all = put.others.flatMap((r) => (r.resourceType === 'QuestionnaireResponse' ? [r.status] : []));
    expect(all).toEqual(['entered-in-error', 'completed']);
  });
  test('is for the coordinator alone to say', () => {
    expect(refusalsOf(taken(), practice, measure(ons4, four))).toEqual(['not-yours-to-change']);
    expect(refusalsOf(agreed(), group, measure(ons4, four))).toEqual(['not-found']);
  });

  test.each<[string, Parameters<typeof measure>]>([
    ['a number out of range', [ons4, { ...four, happy: 11 }]],
    ['a number with decimals', [ons4, { ...four, happy: 3.5 }]],
    ['a question that it has not', [ons4, { ...four, sad: 3 }]],
    ['no answers', [ons4, {}]],
    ['six of seven', [swemwbs, seven(3, 3, 3, 3, 3, 3)]],
    ['no word of how it was asked', [ons4, four, { mode: 'by pigeon' }]],
    ['words', [ons4, four, { item: [{ linkId: 'happy', answer: [{ valueString: 'very' }] }] }]],
    [
      'an answer twice',
      [ons4, four, { item: [{ linkId: 'happy', answer: [{ valueInteger: 1 }, { valueInteger: 2 }] }] }],
    ],
    ['a no beside numbers', [ons4, four, { extension: measure(ons4, 'declined').response.extension ?? [] }]],
    ['numbers beside a no', [ons4, 'declined', { item: [{ linkId: 'happy', answer: [{ valueInteger: 1 }] }] }]],
  ])('is refused with %s', (_, sent) => {
    expect(asked(forMood(), ...sent)).toContain('measure-answers');
  });

  test('of another questionnaire than those of the hub is refused', () => {
    expect(asked(taken(), { code: 'phq-9', version: '1' }, {})).toEqual(['unknown-code']);
  });
  test('is about this person', () => {
    expect(asked(taken(), ons4, four, { subject: { reference: 'Patient/somebody' } })).toEqual(['wrong-parent']);
  });

  test.each<[string, Referral, Parameters<typeof measure>]>([
    ['the Warwick-Edinburgh scale without a reason of mental health', taken(), [swemwbs, seven(3, 3, 3, 3, 3, 3, 3)]],
    ['what the service has no licence for', taken(), [pam, { score: 55.3, level: 2 }]],
    ['somebody whose referral nobody took', opened(), [ons4, four]],
    ['the day after tomorrow', taken(), [ons4, four, { authored: day(3) }]],
    ['the day before the referral', taken(), [ons4, four, { authored: day(-1) }]],
  ])('is not asked: %s', (_, referral, sent) => {
    expect(asked(referral, ...sent)).toEqual(['measure-not-now']);
  });
  test('the Warwick-Edinburgh scale is asked of people with a reason of mental health', () => {
    expect(asked(forMood(), swemwbs, seven(3, 3, 3, 3, 3, 3, 3))).toEqual([]);
  });
  test('nobody is asked who has died, nor when all was a mistake', () => {
    const died = next(taken(), coordinator, reports('died', { confirmed: true }), day(1));
    expect(asked(died, ons4, four)).toEqual(['ended']);
    const recalled = next(opened(), practice, move(t1, 'entered-in-error', because('Wrong person')), day(0, 10));
    expect(asked(recalled, ons4, four)).toEqual(['ended']);
  });
});

describe('three days in twelve weeks', () => {
  const between = (n: number) => measure(satisfaction, { overall: 4 }, { occasion: 'between', authored: day(n) });
  const askedOn = (...days: number[]) =>
    days.reduce((referral, n) => next(referral, coordinator, between(n), day(n, 12)), taken());
  test('are enough; a second questionnaire on one of them is no other sitting, nor is a no', () => {
    const three = askedOn(1, 8, 15);
    expect(refusalsOf(three, coordinator, between(22), day(22, 12))).toEqual(['measure-not-now']);
    expect(refusalsOf(three, coordinator, measure(ons4, four, { authored: day(15) }), day(15, 13))).toEqual([]);
    expect(refusalsOf(three, coordinator, measure(ons4, 'declined'), day(22, 12))).toEqual([]);
  });
  test('are counted anew when the first of them is twelve weeks ago', () => {
    expect(refusalsOf(askedOn(1, 8, 15), coordinator, between(84), day(84, 12))).toEqual(['measure-not-now']);
    expect(refusalsOf(askedOn(1, 8, 15), coordinator, between(85), day(85, 12))).toEqual([]);
  });
});

describe('twelve weeks after the beginning', () => {
  test('somebody at the coordinator asks again, also when the referral has long ended', () => {
    expect(owed(taken())).toEqual([]);
    // Day 1 is a Tuesday; so is day 85.
    expect(owed(over(entered(), day(2)))).toMatchObject([{ who: 'CWS01', deadline: day(85, 17) }]);
  });
  test('a no at the beginning is not asked about again', () => {
    expect(owed(next(taken(), coordinator, measure(ons4, 'declined'), day(1)))).toEqual([]);
  });
  test('numbers are taken until the sixteenth week, and that nobody asked at any time', () => {
    const ended = over(entered(), day(2));
    const exit = measure(ons4, { ...four, happy: 6 }, { occasion: 'exit' });
    expect(refusalsOf(ended, coordinator, exit, day(113))).toEqual([]);
    expect(refusalsOf(ended, coordinator, exit, day(114))).toEqual(['measure-not-now']);
    const never = next(ended, coordinator, measure(ons4, 'not-asked', { occasion: 'exit' }), day(200));
    expect(owed(never)).toEqual([]);
  });
  test('the change is what it was at the end less what it was at the beginning, question by question', () => {
    const exit = measure(ons4, { satisfied: 6, worthwhile: 5, happy: 8 }, { occasion: 'exit' });
    const both = next(over(entered(), day(2)), coordinator, exit, day(85));
    expect(owed(both)).toEqual([]);
    const [pair] = pairsIn(measuresIn(both));
    expect(pair?.changes.map(({ of, entry, exit: last }) => [of, { entry, exit: last }])).toEqual([
      ['satisfied', { entry: 4, exit: 6 }],
      ['worthwhile', { entry: 5, exit: 5 }],
      ['happy', { entry: 3, exit: 8 }],
    ]);
    expect(pair).toMatchObject({ explained: true, days: 84 });
  });
  test('the end does not come before the beginning', () => {
    const exit = measure(ons4, four, { occasion: 'exit', authored: day(1) });
    expect(refusalsOf(entered(day(2)), coordinator, exit, day(3))).toEqual(['measure-not-now']);
  });
  test('after the end nothing is begun', () => {
    expect(refusalsOf(over(taken(), day(2)), coordinator, measure(ons4, four), day(3))).toEqual(['measure-not-now']);
  });
  test('how the service was is asked of who is done with it, for four weeks; that nobody asked may be said at any time', () => {
    const ended = over(taken(), day(2));
    const asks = (what: Parameters<typeof measure>[1], occasion: 'exit' | 'between' = 'exit') =>
      measure(satisfaction, what, { occasion });
    expect(refusalsOf(ended, coordinator, asks({ overall: 4 }), day(30))).toEqual([]);
    expect(refusalsOf(ended, coordinator, asks({ overall: 4 }), day(31))).toEqual(['measure-not-now']);
    expect(refusalsOf(ended, coordinator, asks('not-asked'), day(200))).toEqual([]);
    expect(refusalsOf(ended, coordinator, asks({ overall: 4 }, 'between'), day(3))).toEqual(['measure-not-now']);
    expect(owed(next(ended, coordinator, asks({ overall: 4 }), day(3)))).toEqual([]);
  });
  test('nobody is reminded to ask who has moved or died, whichever it was', () => {
    const spoken = next(entered(), coordinator, recorded('conversation'), day(2));
    const gone = next(spoken, coordinator, move(t1, 'failed', because('Moved or died', 'moved-or-died')), day(2, 10));
    expect(owed(gone)).toEqual([]);
  });
  test('nobody is asked about who has died', () => {
    const died = next(entered(), coordinator, reports('died', { confirmed: true }), day(2));
    expect(owed(died)).toEqual([]);
  });
});

test('the README of the measures has a row for each questionnaire, and none besides', () => {
  const readme = readFileSync(new URL('../../../contracts/measures/README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code);
  expect(rows).toEqual(instruments.map(({ code }) => code));
});
