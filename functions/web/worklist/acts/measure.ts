import type { QuestionnaireResponse } from 'fhir/r4.js';
import { isMode, isNotAnswered, isOccasion, type Occasion, occasions } from '../../../../contracts/measures/answers.ts';
import type { Instrument, Item } from '../../../../contracts/measures/instrument.ts';
import { canonicalOf, isAskedOnce } from '../../../../contracts/measures/instruments.ts';
import { extensions } from '../../../../contracts/systems.ts';
import { today } from '../../../domain/calendar.ts';
import { type Askable, askableOf, awaitedOn, isTimeToAskAgain } from '../../../domain/measures/may-ask.ts';
import type { Referral } from '../../../domain/referral.ts';
import { ok, type Refusal, refuse } from '../../../domain/result.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import { html } from '../../html.ts';
import { words } from '../../words/words.ts';
import type { Act, Doing } from './act.ts';

const { measure: says } = words.worklist;

/** Questions of two questionnaires may be called the same. */
const nameOf = ({ code }: Instrument, { linkId }: Item): string => `${code}-${linkId}`;

const isAsked = ({ occasions: on }: Askable): boolean => [...on.values()].some(({ numbers }) => numbers);

const itemField = (instrument: Instrument, item: Item): FormField => {
  const { low, high, decimal, text, code } = item;
  const { title, scale = says.range(low, high) } = instrument;
  return {
    ...({ name: nameOf(instrument, item), is: 'number' } as const),
    ...{ label: text ?? `${title}: ${code.display}`, hint: scale },
    ...(isAskedOnce(instrument) ? { under: says.once } : {}),
    range: { low, high, ...(decimal ? { decimal } : {}) },
  };
};

/** Of what may be asked of this person what somebody waits for on that occasion. */
const awaited = (referral: Referral, askable: readonly Askable[], occasion: Occasion): Instrument[] => {
  const waiting = awaitedOn(referral, occasion);
  return askable
    .filter((one) => one.occasions.has(occasion))
    .map(({ instrument }) => instrument)
    .filter((one) => waiting.includes(one));
};

/** Never the end before its time: said too early, nobody would be asked again when the twelve weeks are over. */
const likely = (
  { referral, now }: Pick<Doing, 'referral' | 'now'>,
  askable: readonly Askable[],
  on: readonly Occasion[],
): Occasion | undefined => {
  if (on.length === 1) return on[0];
  if (awaited(referral, askable, 'entry').length > 0) return 'entry';
  return on.includes('exit') && isTimeToAskAgain(referral, now) ? 'exit' : undefined;
};

const fields = (doing: Doing): readonly FormField[] => {
  const askable = askableOf(doing.referral, doing.now);
  const on = Object.keys(occasions)
    .filter(isOccasion)
    .filter((occasion) => askable.some((one) => one.occasions.has(occasion)));
  return [
    {
      ...({ name: 'occasion', is: 'one', label: says.occasion, needed: true } as const),
      choices: Object.fromEntries(on.map((occasion) => [occasion, occasions[occasion]])),
      known: likely(doing, askable, on),
    },
    { name: 'explained', is: 'one', label: says.explained, choices: says.answers, needed: true },
    { name: 'mode', is: 'one', label: says.mode, choices: says.modes, needed: true },
    { name: 'on', is: 'date', label: says.on, hint: says.onHint, known: today(doing.now), needed: true },
    ...askable.filter(isAsked).flatMap(({ instrument }) => instrument.items.map((item) => itemField(instrument, item))),
    { name: 'why', is: 'one', label: says.notAnswered, choices: says.reasons },
  ];
};

interface Said {
  readonly occasion: Occasion;
  readonly at: string | undefined;
  readonly mode: string;
  readonly explained: boolean;
}

/** As software of the coordinator would send it: POST /QuestionnaireResponse. */
const responseOf = (
  instrument: Instrument,
  { occasion, at, mode, explained }: Said,
  answers: ReadonlyMap<string, number> | string,
): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  questionnaire: canonicalOf(instrument),
  status: typeof answers === 'string' ? 'stopped' : 'completed',
  ...(at === undefined ? {} : { authored: at }),
  extension: [
    {
      url: extensions.measure,
      extension: [
        { url: 'occasion', valueCode: occasion },
        { url: 'mode', valueCode: mode },
        { url: 'explained', valueBoolean: explained },
        ...(typeof answers === 'string' ? [{ url: 'not-answered', valueCode: answers }] : []),
      ],
    },
  ],
  ...(typeof answers === 'string'
    ? {}
    : { item: [...answers].map(([linkId, valueDecimal]) => ({ linkId, answer: [{ valueDecimal }] })) }),
});

const answersIn = (instrument: Instrument, values: Values): ReadonlyMap<string, number> =>
  new Map(
    instrument.items.flatMap((item) => {
      const typed = (values[nameOf(instrument, item)] ?? '').trim();
      return typed === '' ? [] : [[item.linkId, Number(typed)] as const];
    }),
  );

/** Noon, of a day before today: of paper nobody knows the hour. */
const instantOf = ({ now }: Pick<Doing, 'now'>, on: string): string | undefined =>
  on === today(now) ? undefined : `${on}T12:00:00.000Z`;

/** One sitting: of each questionnaire its numbers; of those that somebody waits for, and that have none, why not. */
const actions: Act['actions'] = (doing, values) => {
  const { occasion, mode, why } = values;
  if (!isOccasion(occasion) || !isMode(mode)) return refuse('invalid-input');
  const said = { occasion, mode, explained: values.explained === 'yes', at: instantOf(doing, values.on ?? '') };
  const askable = askableOf(doing.referral, doing.now);
  const numbers = askable
    .map(({ instrument }) => ({ instrument, answers: answersIn(instrument, values) }))
    .filter(({ answers }) => answers.size > 0);
  const answered = numbers.map(({ instrument }) => instrument);
  const refusing = isNotAnswered(why)
    ? awaited(doing.referral, askable, occasion)
        .filter((one) => !answered.includes(one))
        .map((instrument) => responseOf(instrument, said, why))
    : [];
  const responses = [...numbers.map((one) => responseOf(one.instrument, said, one.answers)), ...refusing];
  return responses.length === 0
    ? refuse('missing-element', { diagnostics: says.nothing })
    : ok(responses.map((response) => ({ kind: 'record-measure', response })));
};

/** Of a score that needs all its answers some are missing; what is wrong with the time is about the day. */
const fieldOf = ({ code, expression }: Refusal): string | undefined => {
  if (code === 'missing-element') return 'why';
  return expression === 'QuestionnaireResponse.authored' ? 'on' : undefined;
};

/** How the person is, at the beginning and after twelve weeks; also when the rest has ended. No is an answer. */
export const measureAct: Act = {
  name: 'measure',
  title: () => says.title,
  offers: ({ referral, now }) => (askableOf(referral, now).length > 0 ? [{ about: 't1', says: says.title }] : []),
  before: () => html`<p>${says.why}</p>`,
  fields,
  actions,
  fieldOf,
};
