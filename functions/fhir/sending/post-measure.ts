import type { QuestionnaireResponse } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { answerFaults } from '../../domain/measures/answer-faults.ts';
import { referralOf } from '../../domain/referral.ts';
import { readReference } from '../../domain/request/reference.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import type { FhirPorts } from '../ports.ts';
import { readBody } from '../read-body.ts';
import { identityOf } from '../request-identity.ts';
import { create } from './create.ts';

/** POST /QuestionnaireResponse: how the person is, by one of the questionnaires of contracts/measures. */
export const postMeasure =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const sent = readBody(request.body, 'QuestionnaireResponse');
    if (!sent.ok) return sent;
    const { meta: _, ...response } = sent.value;
    const acting = await ports.participants.organisation(request.principal.actor.organisation);
    if (acting?.kind === 'measure-provider') return fromOutside(ports, request, response);
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

/** What is wrong with it whomever it is about: said before anything is looked up. */
const formFaults = (response: QuestionnaireResponse): Refusal[] => [
  ...(response.subject === undefined
    ? []
    : [
        {
          ...({ code: 'invalid-input', expression: 'QuestionnaireResponse.subject' } as const),
          diagnostics: 'none: the reference that you were given says of whom it is',
        },
      ]),
  ...answerFaults(response),
];

const typedIn = ({ basedOn = [] }: QuestionnaireResponse): string | undefined => {
  const [only, ...others] = basedOn.map(({ identifier }) => identifier);
  return only?.system === systems.reference && others.length === 0 ? readReference(only.value ?? '') : undefined;
};

/** No id, version or time of anything: each would tell how much goes on. */
const receipt: Answer = {
  status: 201,
  body: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'information', code: 'informational', details: { text: 'Received.' } }],
  },
};

/** Why it is not taken now is about the person, and stays with the service. */
const plainly = (refused: Extract<Result<unknown>, { ok: false }>): Result<never> =>
  refused.refusals.some(({ code }) => code === 'measure-not-now' || code === 'ended')
    ? refuse('measure-not-now')
    : refused;

/**
 * From a provider that may write and see nothing: by the short reference that the service gave it, of a person who agreed. Of any other
 * reference, one that is nobody's too, it is told that it is not there (issue 10, 1).
 */
const fromOutside = async (
  ports: FhirPorts,
  request: SignedIn,
  response: QuestionnaireResponse,
): Promise<Result<Answer>> => {
  const reference = typedIn(response);
  const unread: Refusal[] =
    reference === undefined
      ? [
          {
            ...({ code: 'missing-element', expression: 'QuestionnaireResponse.basedOn' } as const),
            diagnostics: `one identifier, system ${systems.reference}, and the reference that you were given`,
          },
        ]
      : [];
  const faults = refuseAll([...unread, ...formFaults(response)]);
  if (faults) return faults;
  const found = reference === undefined ? [] : await ports.references(reference);
  const { principal } = request;
  for (const referral of found) {
    const acted = await actOnReferral(ports)({
      ...{ referral, actor: principal.actor, request: identityOf(request) },
      action: { kind: 'record-measure', response },
    });
    if (acted.ok) return ok(receipt);
    if (!acted.refusals.some(({ code }) => code === 'not-found')) return plainly(acted);
  }
  return refuse('not-found');
};
