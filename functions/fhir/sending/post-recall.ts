import type { Communication } from 'fhir/r4.js';
import { kindOf } from '../../domain/coding.ts';
import { referralOf } from '../../domain/referral.ts';
import { type Result, refuse } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import type { FhirPorts } from '../ports.ts';
import { identityOf } from '../request-identity.ts';
import { recordedAnswer } from './recorded-answer.ts';

/** Whoever holds a copy was rung about it. What it is about is a Task, or the record of a page. */
export const postRecall = async (
  ports: FhirPorts,
  request: SignedIn,
  communication: Communication,
): Promise<Result<Answer>> => {
  const named = /^(?:Task|Communication)\/(.+)$/.exec(communication.about?.[0]?.reference ?? '')?.[1] ?? '';
  const referral = referralOf(named);
  if (referral === undefined) return refuse('missing-element', { expression: 'Communication.about' });
  const { actor } = request.principal;
  const acted = await actOnReferral(ports)({
    ...{ referral, actor, request: identityOf(request) },
    action: { kind: 'recall-copy', communication },
  });
  if (!acted.ok) return acted;
  const made = acted.value.asWritten.communications.findLast((c) => kindOf(c) === 'copy-recalled');
  return recordedAnswer(ports, acted.value, made, actor);
};
