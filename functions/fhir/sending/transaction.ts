import type { Bundle, FhirResource } from 'fhir/r4.js';
import { isOnward } from '../../../mappings/wellbeing/onward.ts';
import { ok, type Result, refuse, refuseAll } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { inBundle } from '../locate.ts';
import type { FhirPorts } from '../ports.ts';
import { readBundle } from '../read-body.ts';
import { readIfNoneExist } from './if-none-exist.ts';
import { keptOfReferral } from './kept-entries.ts';
import { postOnward } from './post-onward.ts';
import { notPosted } from './posted.ts';
import { located, readReferralBundle, submit } from './submit.ts';
import { transactionAnswer } from './transaction-answer.ts';

/** POST of a transaction Bundle: a referral from a referrer, or an onward request from the coordinator. */
export const postBundle =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const body = readBundle(request.body);
    if (!body.ok) return body;
    const bundle = body.value;
    if (bundle.type !== 'transaction') {
      return refuse('invalid-input', {
        expression: 'Bundle.type',
        diagnostics: 'only a transaction is taken here; a message goes to $process-message',
      });
    }
    const refused = refuseAll(notPosted(bundle));
    if (refused) return refused;
    return isOnward(bundle) ? postOnward(ports, request, bundle) : postReferral(ports, request, bundle);
  };

const postReferral = async (
  ports: FhirPorts,
  request: SignedIn,
  bundle: Bundle<FhirResource>,
): Promise<Result<Answer>> => {
  const intake = readReferralBundle(bundle, ports);
  if (!intake.ok) return refuseAll(intake.refusals.map(inBundle(bundle))) ?? intake;
  const asked = bundle.entry?.find((e) => e.resource?.resourceType === 'ServiceRequest')?.request?.ifNoneExist;
  const ifNoneExist = readIfNoneExist(asked, intake.value.request);
  if (!ifNoneExist.ok) return ifNoneExist;
  const submission = { intake: intake.value, ifNoneExist: ifNoneExist.value };
  const submitted = located(await submit(ports, request, submission), inBundle(bundle));
  if (!submitted.ok) return submitted;
  const { referral, kind, warnings } = submitted.value;
  return ok(
    transactionAnswer(
      referral,
      keptOfReferral(bundle, intake.value, submitted.value),
      request.principal.actor,
      ports.publicUrl,
      kind === 'existing' ? [] : warnings,
    ),
  );
};
