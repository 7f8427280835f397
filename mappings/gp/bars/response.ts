import type { Bundle, FhirResource, MessageHeader, OperationOutcome, ServiceRequest, Task } from 'fhir/r4.js';
import { bars, systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import { organisation, referenceTo } from '../../../functions/domain/referral.ts';
import { type Named, only } from '../../named.ts';
import type { BarsMessage } from './message.ts';

/** What is answered, each resource as the sender may see it. */
interface Answered {
  readonly request: ServiceRequest;
  readonly task: Task;
  readonly reference: string;
  readonly advice: OperationOutcome;
}

/** The hub itself: who answers, under which names, and when. */
interface Answerer {
  readonly organisation: string;
  readonly target: { readonly system: string; readonly value: string };
  /** Of the FHIR API, without a slash at its end. */
  readonly base: string;
  readonly now: string;
  /** Two names that are used once: of the message and of its header. */
  readonly ids: { readonly message: string; readonly header: string; readonly advice: string };
}

const withReference = (request: ServiceRequest, reference: string): ServiceRequest => ({
  ...request,
  identifier: [...(request.identifier ?? []), { system: systems.reference, value: reference }],
});

/**
 * The synchronous answer to a message: the request with the id that it now has and the reference for people, which the
 * sender shows (BaRS APP5), how it stands, and what is missing as `MessageHeader.response.details`.
 */
export const responseTo = (message: BarsMessage, answered: Answered, by: Answerer): Bundle<FhirResource> => {
  const request = withReference(answered.request, answered.reference);
  const { source } = message.header;
  const advice = `urn:uuid:${by.ids.advice}`;
  const header: MessageHeader = {
    resourceType: 'MessageHeader',
    id: by.ids.header,
    meta: { lastUpdated: by.now },
    eventCoding: { system: bars.event, code: 'servicerequest-response' },
    destination: [{ endpoint: source.endpoint }],
    sender: organisation(by.organisation),
    source: { name: 'Handover', endpoint: `${by.target.system}|${by.target.value}` },
    reason: concept(bars.reason, message.reason === 'new' ? 'new' : 'update'),
    // Without a Bundle.id its header is what the sender can know its message by.
    response: {
      identifier: message.bundle.id ?? message.header.id ?? 'unknown',
      code: 'ok',
      details: { reference: advice },
    },
    focus: [{ reference: referenceTo(request) }],
  };
  const entry = (resource: FhirResource, fullUrl: string) => ({ fullUrl, resource });
  const own = (resource: FhirResource) => entry(resource, `${by.base}/${referenceTo(resource)}`);
  return responseOnly({
    resourceType: 'Bundle',
    id: by.ids.message,
    meta: { versionId: '1.0.0', lastUpdated: by.now },
    type: 'message',
    timestamp: by.now,
    entry: [
      entry(header, `urn:uuid:${by.ids.header}`),
      own(request),
      own(answered.task),
      entry(answered.advice, advice),
    ],
  });
};

export const responseFields: readonly Named[] = [
  {
    why: 'so that the sender’s system can match the answer with its message',
    elements: [
      ...['resourceType', 'id', 'meta', 'type', 'timestamp', 'entry.fullUrl'].map((path) => `Bundle.${path}`),
      ...['resourceType', 'id', 'meta', 'eventCoding', 'destination.endpoint', 'sender', 'source', 'reason'].map(
        (path) => `MessageHeader.${path}`,
      ),
      ...['response', 'focus'].map((path) => `MessageHeader.${path}`),
    ],
  },
  { why: 'its own request and Task, each as it may read them', elements: ['ServiceRequest', 'Task'] },
  { why: 'what is missing in what it sent: codes, and sentences of the hub', elements: ['OperationOutcome'] },
];
const responseOnly = only<Bundle<FhirResource>>(responseFields);
