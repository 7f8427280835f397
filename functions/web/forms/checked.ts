import { isDate } from '../../domain/calendar.ts';
import { words } from '../words/words.ts';
import { type FormField, ticked, type Values } from './fields.ts';
import type { Problems } from './problems.ts';

const { forms: says } = words;

/** Of what was filled in, by the kind of field; undefined: it can be used. */
const wrongForm: Partial<Record<FormField['is'], (value: string, field: FormField) => string | undefined>> = {
  one: (value, { choices = {} }) => (Object.hasOwn(choices, value) ? undefined : says.choose),
  number: (value, { range = { low: 0, high: 0 } }) => {
    const { low, high, decimal } = range;
    const isNumber = decimal ? /^\d{1,4}(\.\d{1,2})?$/.test(value) : /^\d{1,4}$/.test(value);
    return isNumber && Number(value) >= low && Number(value) <= high ? undefined : says.number(low, high, decimal);
  },
  date: (value) => (isDate(value) ? undefined : says.date),
  time: (value) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : says.time),
};

const isEmpty = (field: FormField, values: Values): boolean =>
  field.is === 'some' ? ticked(values, field).length === 0 : (values[field.name] ?? '').trim() === '';

const problemOf = (field: FormField, values: Values): string | undefined => {
  const { name, is, label, needed, most } = field;
  if (isEmpty(field, values)) {
    if (!needed) return undefined;
    if (is === 'tick') return says.tick;
    return is === 'one' || is === 'some' ? says.chooseFor(label) : says.missing(label);
  }
  const value = (values[name] ?? '').trim();
  if (most !== undefined && value.length > most) return says.tooLong(most);
  return wrongForm[is]?.(value, field);
};

/** What the form itself can see to be missing or wrong; whether it may be done, the use case says. */
export const problemsIn = (fields: readonly FormField[], values: Values): Problems =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const problem = problemOf(field, values);
      return problem === undefined ? [] : [[field.name, problem]];
    }),
  );
