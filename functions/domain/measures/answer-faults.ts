import type { QuestionnaireResponse } from 'fhir/r4.js';
import { modes, notAnswered, occasions } from '../../../contracts/measures/answers.ts';
import type { Instrument, Item } from '../../../contracts/measures/instrument.ts';
import { canonicalOf, instrumentOf, instruments } from '../../../contracts/measures/instruments.ts';
import { extensions } from '../../../contracts/systems.ts';
import type { Refusal } from '../result.ts';
import { answersIn, saidBeside } from './measures.ts';
import { type Answers, scoresOf } from './score.ts';

const fault = (at: string, diagnostics: string): Refusal => ({
  code: 'measure-answers',
  expression: `QuestionnaireResponse.${at}`,
  diagnostics,
});

const listed = (codes: object): string => Object.keys(codes).join(', ');

const besideFaults = (sent: QuestionnaireResponse): Refusal[] => {
  const { occasion, mode, explained, notAnswered: why } = saidBeside(sent);
  const at = `extension('${extensions.measure}')`;
  return [
    ...(occasion ? [] : [fault(at, `occasion, a valueCode: ${listed(occasions)}`)]),
    ...(mode ? [] : [fault(at, `mode, a valueCode: ${listed(modes)}`)]),
    ...(explained === undefined ? [fault(at, 'explained, a valueBoolean: was the person told what it is for?')] : []),
    ...(sent.status === 'completed' && why ? [fault(at, 'not-answered only where there are no answers')] : []),
    ...(sent.status === 'stopped' && !why ? [fault(at, `not-answered, a valueCode: ${listed(notAnswered)}`)] : []),
  ];
};

const itemFault = ({ linkId, low, high, decimal }: Item, value: number): Refusal[] =>
  value >= low && value <= high && (decimal || Number.isInteger(value))
    ? []
    : [fault(`item('${linkId}')`, `${decimal ? 'a number' : 'a whole number'} from ${low} to ${high}`)];

const itemFaults = (instrument: Instrument, answers: Answers): Refusal[] => {
  const unknown = [...answers.keys()].filter((linkId) => !instrument.items.some((item) => item.linkId === linkId));
  const ids = instrument.items.map(({ linkId }) => linkId).join(', ');
  const wrong = instrument.items.flatMap((item) => {
    const value = answers.get(item.linkId);
    return value === undefined ? [] : itemFault(item, value);
  });
  if (unknown.length > 0 || wrong.length > 0)
    return [...(unknown.length > 0 ? [fault('item', `linkId is one of ${ids}`)] : []), ...wrong];
  return scoresOf(instrument, answers).length > 0
    ? []
    : [
        fault(
          'item',
          instrument.scoring.kind === 'each' ? `at least one of ${ids}` : `every one of ${ids}, or no score`,
        ),
      ];
};

/** What is wrong with what was sent, by itself. */
export const answerFaults = (sent: QuestionnaireResponse): Refusal[] => {
  const instrument = instrumentOf(sent.questionnaire);
  if (!instrument)
    return [
      {
        code: 'unknown-code',
        expression: 'QuestionnaireResponse.questionnaire',
        diagnostics: instruments.map(canonicalOf).join(', '),
      },
    ];
  if (sent.status !== 'completed' && sent.status !== 'stopped')
    return [fault('status', 'completed, or stopped where there are no answers')];
  const answers = answersIn(sent);
  const ofItems =
    sent.status === 'stopped'
      ? (sent.item ?? []).length > 0
        ? [fault('item', 'none where it was not answered')]
        : []
      : answers
        ? itemFaults(instrument, answers)
        : [fault('item', 'one answer each, a valueInteger or valueDecimal, and no other text')];
  return [...besideFaults(sent), ...ofItems];
};
