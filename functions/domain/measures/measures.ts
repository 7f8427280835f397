import type { QuestionnaireResponse } from 'fhir/r4.js';
import {
  isMode,
  isNotAnswered,
  isOccasion,
  type Mode,
  type NotAnswered,
  type Occasion,
} from '../../../contracts/measures/answers.ts';
import type { Instrument } from '../../../contracts/measures/instrument.ts';
import { instrumentOf } from '../../../contracts/measures/instruments.ts';
import { extensions } from '../../../contracts/systems.ts';
import { kindOfId, type Referral } from '../referral.ts';
import type { Answers } from './score.ts';

/** One instrument on one occasion: numbers, or why there are none. */
export interface Measure {
  readonly instrument: Instrument;
  readonly occasion: Occasion;
  /** When it was answered, an instant. */
  readonly at: string;
  /** It was told to the person what it is for, before they answered. */
  readonly explained: boolean;
  readonly mode: Mode;
  readonly answers: Answers;
  readonly notAnswered?: NotAnswered;
}

const partOf = (sent: QuestionnaireResponse, name: string) =>
  sent.extension?.find(({ url }) => url === extensions.measure)?.extension?.find(({ url }) => url === name);

const numberIn = ({ valueInteger, valueDecimal }: { valueInteger?: number; valueDecimal?: number }) =>
  valueInteger ?? valueDecimal;

/** Numbers by linkId; undefined where something else was said, or something twice. */
export const answersIn = ({ item = [] }: QuestionnaireResponse): Answers | undefined => {
  const said = item.map(({ linkId, answer = [], item: below }) => {
    const [only, ...others] = answer;
    const value = only && others.length === 0 && !below && !only.item ? numberIn(only) : undefined;
    return [linkId, value] as const;
  });
  const answers = new Map(said.flatMap(([linkId, value]) => (value === undefined ? [] : [[linkId, value] as const])));
  return answers.size === item.length ? answers : undefined;
};

export interface SaidBeside {
  readonly occasion: Occasion | undefined;
  readonly explained: boolean | undefined;
  readonly mode: Mode | undefined;
  readonly notAnswered: NotAnswered | undefined;
}

/** What the extension of a measure says; what is none of its codes is undefined. */
export const saidBeside = (sent: QuestionnaireResponse): SaidBeside => {
  const code = (name: string): string | undefined => partOf(sent, name)?.valueCode;
  const [occasion, mode, reason] = [code('occasion'), code('mode'), code('not-answered')];
  return {
    occasion: isOccasion(occasion) ? occasion : undefined,
    mode: isMode(mode) ? mode : undefined,
    explained: partOf(sent, 'explained')?.valueBoolean,
    notAnswered: isNotAnswered(reason) ? reason : undefined,
  };
};

/** As a measure; undefined where something of it is missing. */
export const measureOf = (response: QuestionnaireResponse): Measure | undefined => {
  const instrument = instrumentOf(response.questionnaire);
  const { occasion, mode, explained, notAnswered } = saidBeside(response);
  const answers = answersIn(response);
  if (!instrument || !occasion || !mode || explained === undefined || !answers) return undefined;
  return {
    ...{ instrument, occasion, mode, explained, answers, at: response.authored ?? '' },
    ...(notAnswered ? { notAnswered } : {}),
  };
};

/** What a sender put beside its request is no measure of ours, whatever it looks like. */
export const isMeasure = (resource: { resourceType: string; id?: string }): resource is QuestionnaireResponse =>
  resource.resourceType === 'QuestionnaireResponse' && kindOfId(resource.id) === 'q';

/** The responses that stand, in the order in which they were recorded; what was put right is left out. */
export const responsesIn = ({ others }: Referral): QuestionnaireResponse[] =>
  others.filter(isMeasure).filter(({ status }) => status !== 'entered-in-error');

export const measuresIn = (referral: Referral): Measure[] =>
  responsesIn(referral)
    .map(measureOf)
    .filter((measure) => measure !== undefined);
