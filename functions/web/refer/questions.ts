import { personFirstRisks } from '../../../contracts/lifecycle/codes.ts';
import { referralReasons } from '../../../contracts/lifecycle/reasons.ts';
import { type Problems, problemAt } from '../forms/problems.ts';
import { type Html, html } from '../html.ts';
import { folded } from '../shell/folded.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { noRisk, riskFields } from './read-answers.ts';

/** What somebody typed before, and what was wrong with it; `of`: whether they are asked of themself. */
export interface Typed {
  readonly of: 'them' | 'me';
  readonly fields: Readonly<Record<string, string>>;
  readonly problems: Problems;
}
export const nothingTyped: Typed = { of: 'them', fields: {}, problems: {} };

const { refer: says } = words;
const legend = (text: string) => ({ legend: { text, classes: 'nhsuk-fieldset__legend--m' } });

interface Line {
  readonly text: string;
  readonly hint?: string;
  readonly type?: string;
  readonly inputmode?: string;
  readonly classes?: string;
}

/** One line to write into; what was typed stays. A browser must not fill in whoever sits at it (WCAG 1.3.5 is about oneself). */
export const line = (id: string, { text, hint, ...more }: Line, { fields, problems }: Typed): Html =>
  component('input', {
    ...{ id, name: id, label: { text }, value: fields[id], autocomplete: 'off', spellcheck: false, ...more },
    ...(hint ? { hint: { text: hint } } : {}),
    ...problemAt(problems, id),
  });

/** Who it is. `also`: what is asked of some beside it. */
export const whoQuestion = (typed: Typed, { withNumber }: { readonly withNumber: boolean }): Html =>
  component('fieldset', {
    ...legend(says[typed.of].who),
    html: html`${line('first', { text: says.first, hint: says[typed.of].firstHint }, typed)}
${line('last', { text: says.last }, typed)}
${line('born', { text: says[typed.of].born, hint: says.bornHint, classes: 'nhsuk-input--width-10' }, typed)}
${withNumber ? line('nhs', { text: says.nhs, inputmode: 'numeric', classes: 'nhsuk-input--width-10' }, typed) : undefined}`,
  });

const safeties = ['safe', 'unknown', 'none'] as const;

export const reachQuestion = (typed: Typed): Html =>
  component('fieldset', {
    ...legend(says[typed.of].reach),
    html: html`${line('phone', { text: says.phone, type: 'tel', classes: 'nhsuk-input--width-20' }, typed)}
${component('radios', {
  ...{ idPrefix: 'safe', name: 'safe', fieldset: { legend: { text: says[typed.of].safe } }, value: typed.fields.safe },
  items: safeties.map((value) => ({ value, text: says[typed.of].safeties[value] })),
  ...problemAt(typed.problems, 'safe'),
})}
${line('how', { text: says[typed.of].how, hint: says[typed.of].howHint }, typed)}`,
  });

export const mattersQuestion = (typed: Typed): Html =>
  component('textarea', {
    ...{ id: 'matters', name: 'matters', rows: 4, value: typed.fields.matters },
    label: { text: says[typed.of].matters, classes: 'nhsuk-label--m' },
    hint: { text: says[typed.of].mattersHint },
    ...problemAt(typed.problems, 'matters'),
  });

export const reasonQuestion = (typed: Typed): Html =>
  component('radios', {
    ...{ idPrefix: 'reason', name: 'reason', fieldset: legend(says[typed.of].reason), value: typed.fields.reason },
    items: Object.entries(referralReasons).map(([value, text]) => ({ value, text })),
    ...problemAt(typed.problems, 'reason'),
  });

export const riskQuestion = (typed: Typed): Html =>
  component('checkboxes', {
    ...{ idPrefix: noRisk, name: noRisk, fieldset: legend(says[typed.of].risks) },
    items: [
      {
        id: noRisk,
        name: noRisk,
        value: 'yes',
        text: says[typed.of].noRisk,
        checked: typed.fields[noRisk] !== undefined,
      },
      { divider: says.or },
      ...personFirstRisks.map((risk) => ({
        ...{ id: riskFields[risk], name: riskFields[risk], value: 'yes', text: says[typed.of].risk[risk] },
        checked: typed.fields[riskFields[risk]] !== undefined,
      })),
    ],
    ...problemAt(typed.problems, noRisk),
  });

export const anotherDay = (typed: Typed): Html =>
  folded(
    says.another,
    line(
      'recommended',
      { text: says.recommended, hint: says.recommendedHint, classes: 'nhsuk-input--width-10' },
      typed,
    ),
    typed.problems.recommended !== undefined || (typed.fields.recommended ?? '') !== '',
  );
