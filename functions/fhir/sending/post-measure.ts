import { referralOf } from '../../domain/referral.ts';
import { type Result, refuse } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import type { FhirPorts } from '../ports.ts';
import { readBody } from '../read-body.ts';
import { create } from './create.ts';

/** POST /QuestionnaireResponse: how the person is, by one of the questionnaires of contracts/measures. */
export const postMeasure =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const sent = readBody(request.body, 'QuestionnaireResponse');
    if (!sent.ok) return sent;
    const { meta: _, ...response } = sent.value;
    const person = /^Patient\/(.+)$/.exec(response.subject?.reference ?? '')?.[1] ?? '';
    if (referralOf(person) === undefined)
      return refuse('missing-element', {
        expression: 'QuestionnaireResponse.subject',
        diagnostics: 'a reference to the Patient of the referral: Patient/<id>',
      });
    return create(ports, request, 'QuestionnaireResponse', {
      task: person,
      action: { kind: 'record-measure', response },
    });
  };
