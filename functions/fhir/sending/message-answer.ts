import { randomUUID } from 'node:crypto';
import type { ServiceRequest } from 'fhir/r4.js';
import type { BarsMessage } from '../../../mappings/gp/bars/message.ts';
import { responseTo } from '../../../mappings/gp/bars/response.ts';
import type { Referral } from '../../domain/referral.ts';
import type { Refusal } from '../../domain/result.ts';
import { issueOf } from '../../http/issues.ts';
import { adviceOutcome } from '../../http/operation-outcome.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import type { FhirPorts } from '../ports.ts';
import { view } from '../reading/view.ts';

/** What a message did. */
export interface Processed {
  readonly message: BarsMessage;
  readonly referral: Referral;
  /** Id of the request that it made or cancelled. */
  readonly serviceRequest: string;
  readonly warnings: readonly Refusal[];
  /** The same message came before. */
  readonly repeated: boolean;
}

const requestOf = ({ referral, serviceRequest }: Processed): ServiceRequest =>
  referral.furtherNeeds.find((need) => need.id === serviceRequest) ?? referral.request;

/** 200 with a message: the sender's view of its request and of the Task, and what is missing. */
export const messageAnswer = (ports: FhirPorts, { principal, now }: SignedIn, processed: Processed): Answer => {
  const { message, referral, warnings } = processed;
  const { actor } = principal;
  const request = view(referral, requestOf(processed), actor);
  const task = view(referral, referral.task, actor);
  if (request?.resourceType !== 'ServiceRequest' || task?.resourceType !== 'Task')
    throw new Error('Who sent a request does not see it');
  const advice = adviceOutcome(warnings.map(issueOf), ports.publicUrl);
  const answered = { request, task, reference: referral.reference, advice };
  const [target] = ports.area.service.targets;
  const ids = { message: randomUUID(), header: randomUUID(), advice: randomUUID() };
  const by = { organisation: ports.area.coordinator, target, base: `${ports.publicUrl}/FHIR/R4`, now, ids };
  return { status: 200, body: responseTo(message, answered, by) };
};
