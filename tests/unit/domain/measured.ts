import type { QuestionnaireResponse } from 'fhir/r4.js';
import type { NotAnswered, Occasion } from '../../../contracts/measures/answers.ts';
import type { Instrument } from '../../../contracts/measures/instrument.ts';
import { canonicalOf } from '../../../contracts/measures/instruments.ts';
import { extensions } from '../../../contracts/systems.ts';
import type { RecordMeasure } from '../../../functions/domain/measures/decide-measure.ts';
import { id } from './cast.ts';

/** How a person is, as a coordinator sends it. */
export const measure = (
  instrument: Pick<Instrument, 'code' | 'version'>,
  answers: Readonly<Record<string, number>> | NotAnswered,
  {
    occasion = 'entry',
    explained = true,
    mode = 'telephone',
    ...more
  }: Partial<QuestionnaireResponse> & {
    occasion?: Occasion;
    explained?: boolean;
    mode?: string;
  } = {},
): RecordMeasure => {
  const why = typeof answers === 'string' ? answers : undefined;
  return {
    kind: 'record-measure',
    response: {
      resourceType: 'QuestionnaireResponse',
      questionnaire: canonicalOf(instrument),
      status: why ? 'stopped' : 'completed',
      subject: { reference: `Patient/${id}.p1` },
      extension: [
        {
          url: extensions.measure,
          extension: [
            { url: 'occasion', valueCode: occasion },
            { url: 'mode', valueCode: mode },
            { url: 'explained', valueBoolean: explained },
            ...(why ? [{ url: 'not-answered', valueCode: why }] : []),
          ],
        },
      ],
      ...(typeof answers === 'string'
        ? {}
        : { item: Object.entries(answers).map(([linkId, value]) => ({ linkId, answer: [numbered(value)] })) }),
      ...more,
    },
  };
};

const numbered = (value: number) => (Number.isInteger(value) ? { valueInteger: value } : { valueDecimal: value });

/** Seven answers of the short Warwick-Edinburgh scale. */
export const seven = (...answers: number[]): Record<string, number> =>
  Object.fromEntries(answers.map((value, n) => [String(n + 1), value]));
