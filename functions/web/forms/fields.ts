import { type Html, html } from '../html.ts';
import { folded } from '../shell/folded.ts';
import { component } from '../shell/render.ts';
import { type Problems, problemAt } from './problems.ts';

/** One question of a form, as data: what is drawn, what is asked for, and which refusals are about it. */
export interface FormField {
  readonly name: string;
  readonly is: 'line' | 'text' | 'date' | 'time' | 'number' | 'one' | 'some' | 'tick';
  readonly label: string;
  readonly hint?: string | undefined;
  /** Something must stand here. */
  readonly needed?: true;
  /** Characters, of a line or text. */
  readonly most?: number;
  /** Of a number: the least and the most; with decimals where it says so. */
  readonly range?: { readonly low: number; readonly high: number; readonly decimal?: true };
  /** Of `one` and `some`: code to what is read. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Of `one`: what stands below a choice. */
  readonly notes?: Readonly<Record<string, string>>;
  /** What is known already, so that nobody types it again. */
  readonly known?: string | undefined;
  /** Seldom needed: folded away, with others under the same words. */
  readonly under?: string;
}

export type Values = Readonly<Record<string, string>>;

/** A name of a form comes once (form.ts): each box of several has its own. */
export const boxName = (field: string, code: string): string => `${field}.${code}`;

export const ticked = (values: Values, { name, choices = {} }: Pick<FormField, 'name' | 'choices'>): string[] =>
  Object.keys(choices).filter((code) => values[boxName(name, code)] === 'yes');

const items = ({ name, choices = {} }: FormField, values: Values) =>
  Object.entries(choices).map(([code, text]) => ({
    ...{ value: 'yes', text, name: boxName(name, code) },
    checked: values[boxName(name, code)] === 'yes',
  }));

const small = { classes: 'nhsuk-fieldset__legend--s' };

const drawn = (field: FormField, values: Values, problems: Problems): Html => {
  const { name, label, hint, is } = field;
  const value = values[name] ?? field.known;
  const wrong = problemAt(problems, name);
  const said = { id: name, name, label: { text: label }, ...(hint ? { hint: { text: hint } } : {}), value, ...wrong };
  switch (is) {
    case 'text':
      return component('textarea', { ...said, rows: 4 });
    case 'one':
      return component('radios', {
        ...{ idPrefix: name, name, fieldset: { legend: { text: label, ...small } }, value, ...wrong },
        ...(hint ? { hint: { text: hint } } : {}),
        items: Object.entries(field.choices ?? {}).map(([code, text]) => ({
          ...{ value: code, text },
          ...(field.notes?.[code] ? { hint: { text: field.notes[code] } } : {}),
        })),
      });
    case 'some':
      return component('checkboxes', {
        ...{ idPrefix: name, name, fieldset: { legend: { text: label, ...small } }, ...wrong },
        ...(hint ? { hint: { text: hint } } : {}),
        items: items(field, values),
      });
    case 'tick':
      return component('checkboxes', {
        ...{ idPrefix: name, name, ...wrong, ...(hint ? { hint: { text: hint } } : {}) },
        items: [{ value: 'yes', text: label, checked: value === 'yes' }],
      });
    case 'date':
    case 'time':
      return component('input', { ...said, type: is, classes: 'nhsuk-input--width-10' });
    case 'number':
      return component('input', { ...said, inputmode: 'decimal', classes: 'nhsuk-input--width-10' });
    case 'line':
      return component('input', said);
  }
};

const isFilled = ({ name }: FormField, values: Values, problems: Problems): boolean =>
  (values[name] ?? '') !== '' || problems[name] !== undefined;

/** In their order; those that are folded away together stand where the first of them does, open where something is in them. */
export const drawFields = (fields: readonly FormField[], values: Values, problems: Problems): Html => {
  const each = (some: readonly FormField[]) => html`${some.map((field) => html`${drawn(field, values, problems)}\n`)}`;
  const groups = [...Map.groupBy(fields, (field) => field.under ?? field)];
  return html`${groups.map(([under, some]) =>
    typeof under === 'string'
      ? folded(
          under,
          each(some),
          some.some((field) => isFilled(field, values, problems)),
        )
      : each(some),
  )}`;
};
