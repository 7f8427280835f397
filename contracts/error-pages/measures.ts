import type { NotAnswered } from '../measures/answers.ts';
import { canonicalOf } from '../measures/instruments.ts';
import { ons4 } from '../measures/ons4.ts';
import { swemwbs } from '../measures/swemwbs.ts';
import { extensions } from '../systems.ts';
import type { ErrorPage, Snippet } from './error-page.ts';

const asked = (
  instrument: Parameters<typeof canonicalOf>[0],
  answers: Readonly<Record<string, number>>,
  why?: NotAnswered,
): Snippet => ({
  by: 'coordinator',
  send: 'POST /FHIR/R4/QuestionnaireResponse',
  body: {
    resourceType: 'QuestionnaireResponse',
    questionnaire: canonicalOf(instrument),
    status: why ? 'stopped' : 'completed',
    subject: { reference: 'Patient/{patient}' },
    extension: [
      {
        url: extensions.measure,
        extension: [
          { url: 'occasion', valueCode: 'entry' },
          { url: 'mode', valueCode: 'telephone' },
          { url: 'explained', valueBoolean: true },
          ...(why ? [{ url: 'not-answered', valueCode: why }] : []),
        ],
      },
    ],
    ...(why
      ? {}
      : { item: Object.entries(answers).map(([linkId, valueInteger]) => ({ linkId, answer: [{ valueInteger }] })) }),
  },
});

const answers = { satisfied: 4, worthwhile: 5, happy: 3, anxious: 7 };

/** How the person is, by questionnaire: contracts/measures. */
export const measurePages = {
  'measure-answers': {
    cause:
      'The questionnaire has other questions or numbers, or it is not said when and how it was asked, and that it was explained. Declined, not now and not explained are answers too (status stopped), and hold nothing up.',
    given: 'accepted',
    wrong: [asked(ons4, { ...answers, anxious: 11 })],
    right: [asked(ons4, answers)],
  },
  'measure-not-now': {
    cause:
      'Some questionnaires are for people with a reason of mental health, or need a licence; nobody is asked before the referral was accepted, on more than three days in twelve weeks, or for the first time after its end, but for what is asked once, at the end. Numbers of the twelfth week are taken until the sixteenth.',
    given: 'accepted',
    wrong: [asked(swemwbs, { 1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3 })],
    right: [asked(ons4, answers, 'declined')],
  },
} as const satisfies Record<string, ErrorPage>;
