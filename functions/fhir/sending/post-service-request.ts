import type { ServiceRequest } from 'fhir/r4.js';
import { asBundle } from '../../../mappings/gp/contained.ts';
import { ok, type Result, refuse, refuseAll } from '../../domain/result.ts';
import { issueOf } from '../../http/issues.ts';
import { adviceOutcome } from '../../http/operation-outcome.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import type { Submitted } from '../../usecases/submitted.ts';
import { inRequest } from '../locate.ts';
import type { FhirPorts } from '../ports.ts';
import { readBody } from '../read-body.ts';
import { viewById } from '../reading/view.ts';
import { readIfNoneExist } from './if-none-exist.ts';
import { located, readReferralBundle, submit } from './submit.ts';

/** Reads a ServiceRequest that contains its person as the referral that it is. */
const readContaining = (request: ServiceRequest, ports: Pick<FhirPorts, 'area' | 'clock'>) => {
  const intake = readReferralBundle(asBundle(request), ports);
  return intake.ok ? intake : (refuseAll(intake.refusals.map(inRequest(request))) ?? intake);
};

/** POST /ServiceRequest: a referral in one resource, its person contained. */
export const postServiceRequest =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const sent = readBody(request.body, 'ServiceRequest');
    if (!sent.ok) return sent;
    const intake = readContaining(sent.value, ports);
    if (!intake.ok) return intake;
    const ifNoneExist = readIfNoneExist(request.headers['if-none-exist'], sent.value);
    if (!ifNoneExist.ok) return ifNoneExist;
    const submission = { intake: intake.value, ifNoneExist: ifNoneExist.value };
    const submitted = located(await submit(ports, request, submission), inRequest(sent.value));
    return submitted.ok ? answerWith(submitted.value, request, ports.publicUrl) : submitted;
  };

/** 201 with where it is and its version; 200 where it was there already. Warnings for who prefers an OperationOutcome. */
const answerWith = (
  { referral, kind, warnings, serviceRequest }: Submitted,
  { principal }: SignedIn,
  publicUrl: string,
): Result<Answer> => {
  const shown = viewById(referral, 'ServiceRequest', serviceRequest, principal.actor);
  if (!shown) return refuse('not-found');
  const answer = resourceAnswer(kind === 'existing' ? 200 : 201, shown, `${publicUrl}/FHIR/R4`);
  return ok({ ...answer, advice: adviceOutcome(kind === 'existing' ? [] : warnings.map(issueOf), publicUrl) });
};
