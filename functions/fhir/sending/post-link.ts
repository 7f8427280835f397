import type { Communication } from 'fhir/r4.js';
import { taskIdIn } from '../../../contracts/ids.ts';
import { relationships } from '../../../contracts/lifecycle/relationships.ts';
import { systems } from '../../../contracts/systems.ts';
import { linkTo, relationshipOf } from '../../domain/carer/links.ts';
import { codeIn } from '../../domain/coding.ts';
import { referralOf } from '../../domain/referral.ts';
import { referenceOf } from '../../domain/request/reference.ts';
import { type Result, refuse } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { linkCarer } from '../../usecases/link-carer.ts';
import type { FhirPorts } from '../ports.ts';
import { identityOf } from '../request-identity.ts';
import { recordedAnswer } from './recorded-answer.ts';

/** `about` names the Tasks of two referrals; `topic` says who the person of the second is to the person of the first. */
export const postLink = async (ports: FhirPorts, request: SignedIn, sent: Communication): Promise<Result<Answer>> => {
  const [referral, other, third] = (sent.about ?? []).map(({ reference }) => referralOf(taskIdIn(reference) ?? ''));
  const as = relationshipOf(codeIn(systems.relationship, sent.topic));
  if (referral === undefined || other === undefined || third !== undefined)
    return refuse('missing-element', {
      expression: 'Communication.about',
      diagnostics: 'the Tasks of two referrals: of one of the two people, then of the other',
    });
  if (as === undefined)
    return refuse('unknown-code', {
      expression: 'Communication.topic',
      diagnostics: `of ${systems.relationship}, one of: ${Object.keys(relationships).join(', ')}`,
    });
  const { actor } = request.principal;
  const linked = await linkCarer(ports)({ actor, request: identityOf(request), referral, other, as });
  if (!linked.ok) return linked;
  return recordedAnswer(ports, linked.value, linkTo(linked.value.asWritten, referenceOf(other)), actor);
};
