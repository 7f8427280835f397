import { canonicalOf } from '../../../contracts/measures/instruments.ts';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { extensions } from '../../../contracts/systems.ts';

/** From 0 to 10, by question; none: the person would rather not. */
export interface Asked {
  readonly occasion: 'entry' | 'exit';
  readonly explained: boolean;
  readonly answers?: Readonly<Record<string, number>>;
}

/** As the service sends it. */
export const answered = (taskId: string, { occasion, explained, answers }: Asked): object => ({
  ...{ resourceType: 'QuestionnaireResponse', questionnaire: canonicalOf(ons4) },
  status: answers ? 'completed' : 'stopped',
  subject: { reference: `Patient/${taskId.replace(/t1$/, 'p1')}` },
  extension: [
    {
      url: extensions.measure,
      extension: [
        { url: 'occasion', valueCode: occasion },
        { url: 'mode', valueCode: 'telephone' },
        { url: 'explained', valueBoolean: explained },
        ...(answers ? [] : [{ url: 'not-answered', valueCode: 'declined' }]),
      ],
    },
  ],
  ...(answers
    ? { item: Object.entries(answers).map(([linkId, n]) => ({ linkId, answer: [{ valueInteger: n }] })) }
    : {}),
});
