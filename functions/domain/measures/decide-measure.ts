import type { Extension, Observation, QuestionnaireResponse, QuestionnaireResponseItemAnswer } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { readInstant } from '../calendar.ts';
import { outputType } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf } from '../parties.ts';
import { type Actor, organisation, organisationOf, type Referral, referenceTo } from '../referral.ts';
import { ok, type Result, refuse, refuseAll } from '../result.ts';
import { answerFaults } from './answer-faults.ts';
import { type Measure, measureOf, responsesIn } from './measures.ts';
import { type Score, scoresOf } from './score.ts';
import { timeFaults } from './time-faults.ts';

/** How the person is, in numbers; or why nobody asked, or they did not answer. */
export interface RecordMeasure {
  readonly kind: 'record-measure';
  readonly response: QuestionnaireResponse;
}

/** What is kept of it: the numbers, and nothing in words. */
const keptOf = (
  draft: Draft,
  sent: QuestionnaireResponse,
  { author, ...measure }: Measure & { readonly author: string },
): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  id: draft.nextId('q'),
  ...(sent.questionnaire ? { questionnaire: sent.questionnaire } : {}),
  status: sent.status,
  subject: { reference: referenceTo(draft.referral.patient) },
  basedOn: [{ reference: referenceTo(draft.referral.request) }],
  authored: measure.at,
  author: organisation(author),
  extension: [{ url: extensions.measure, extension: saidIn(measure) }],
  ...(sent.item
    ? { item: [...measure.answers].map(([linkId, value]) => ({ linkId, answer: [numbered(value)] })) }
    : {}),
});

const numbered = (value: number): QuestionnaireResponseItemAnswer =>
  Number.isInteger(value) ? { valueInteger: value } : { valueDecimal: value };

const saidIn = ({ occasion, mode, explained, notAnswered }: Measure): Extension[] => [
  ...[
    { url: 'occasion', valueCode: occasion },
    { url: 'mode', valueCode: mode },
    { url: 'explained', valueBoolean: explained },
  ],
  ...(notAnswered ? [{ url: 'not-answered', valueCode: notAnswered }] : []),
];

const observationOf = (draft: Draft, kept: QuestionnaireResponse, { code, value }: Score): Observation => ({
  resourceType: 'Observation',
  id: draft.nextId('o'),
  status: 'final',
  code: { coding: [code] },
  subject: { reference: referenceTo(draft.referral.patient) },
  basedOn: [{ reference: referenceTo(draft.referral.request) }],
  effectiveDateTime: kept.authored ?? draft.now,
  ...(Number.isInteger(value) ? { valueInteger: value } : { valueQuantity: { value } }),
  derivedFrom: [{ reference: referenceTo(kept) }],
});

/** The same instrument on the same occasion: what is said again puts right what was said. */
const sameIn = (referral: Referral, { instrument, occasion }: Measure): QuestionnaireResponse[] =>
  occasion === 'between'
    ? []
    : responsesIn(referral).filter((one) => {
        const other = measureOf(one);
        return other?.instrument === instrument && other.occasion === occasion;
      });

/** Who writes from outside sees nothing of what stands, and so puts right nothing but its own. */
const isOfOthers = (referral: Referral, measure: Measure, { organisation: code }: Actor): boolean =>
  code !== coordinatorOf(referral) && sameIn(referral, measure).some(({ author }) => organisationOf(author) !== code);

const takeBack = (draft: Draft, earlier: QuestionnaireResponse): void => {
  draft.put({ ...earlier, status: 'entered-in-error' });
  const isOf = (o: Observation) => o.derivedFrom?.some(({ reference }) => reference === referenceTo(earlier));
  for (const one of draft.referral.others)
    if (one.resourceType === 'Observation' && isOf(one)) draft.put({ ...one, status: 'entered-in-error' });
};

const keep = (draft: Draft, sent: QuestionnaireResponse, measure: Measure & { readonly author: string }): void => {
  for (const earlier of sameIn(draft.referral, measure)) takeBack(draft, earlier);
  const kept = keptOf(draft, sent, measure);
  draft.put(kept);
  const scores = scoresOf(measure.instrument, measure.answers);
  const made = scores.map((score) => {
    const observation = observationOf(draft, kept, score);
    draft.put(observation);
    return observation;
  });
  const { task } = draft.referral;
  const outputs = [kept, ...made].map((resource) => ({
    type: outputType('measure'),
    valueReference: { reference: referenceTo(resource) },
  }));
  draft.put(
    { ...task, output: [...(task.output ?? []), ...outputs], lastModified: draft.now },
    { type: 'task-updated', task: referenceTo(task) },
  );
};

/**
 * The coordinator records it, or a provider that the person agreed to (authority/may-act.ts asked), also when the referral has ended: the
 * twelfth week comes after most ends. Each score is an output of T1 (standards.md 9).
 */
export const decideRecordMeasure = (draft: Draft, { response }: RecordMeasure, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const subject = response.subject?.reference;
  if (subject !== undefined && subject !== referenceTo(referral.patient))
    return refuse('wrong-parent', { expression: 'QuestionnaireResponse.subject' });
  const authored = response.authored === undefined ? now : readInstant(response.authored);
  if (authored === undefined)
    return refuse('invalid-input', {
      expression: 'QuestionnaireResponse.authored',
      diagnostics: 'an instant with its zone',
    });
  const sent = { ...response, authored };
  const measure = measureOf(sent);
  const faults = refuseAll(answerFaults(sent));
  if (faults) return faults;
  if (!measure) return refuse('measure-answers');
  const untimely = refuseAll(timeFaults(referral, measure, now));
  if (untimely) return untimely;
  if (isOfOthers(referral, measure, actor))
    return refuse('measure-not-now', { diagnostics: 'somebody else has recorded this; the service puts it right' });
  keep(draft, sent, { ...measure, author: actor.organisation });
  return ok(undefined);
};
