import type { Bundle, CodeableConcept, FhirResource, MessageHeader, ServiceRequest } from 'fhir/r4.js';
import { bars } from '../../../contracts/systems.ts';
import { ok, type Result, refuse } from '../../../functions/domain/result.ts';

/** The version of an application's messages that this façade reads, in `Bundle.meta.versionId`: 1.x.y, with or without a suffix. */
const version = /^1\.\d{1,3}\.\d{1,3}(-[A-Za-z0-9.]{1,32})?$/;

/** A message with the parts that the receiver table of BaRS looks at (standards.md 5.3). */
export interface BarsMessage {
  readonly bundle: Bundle<FhirResource>;
  readonly header: MessageHeader;
  readonly request: ServiceRequest;
  readonly reason: string | undefined;
  /** `referral` or `validation`. */
  readonly category: string | undefined;
  readonly carePlans: readonly (string | undefined)[];
  readonly encounters: readonly (string | undefined)[];
  /** The header's focus is the request. */
  readonly isFocus: boolean;
}

/** Under this system in whatever spelling: the pages and samples differ in case and in http(s) (standards.md 5.5). */
const sameSystem = (a: string | undefined, b: string): boolean => spelling(a ?? '') === spelling(b);
const spelling = (system: string): string => system.toLowerCase().replace(/^https?:/, '');

const barsCode = (system: string, concepts: readonly CodeableConcept[] | undefined): string | undefined =>
  concepts?.flatMap((c) => c.coding ?? []).find((c) => sameSystem(c.system, system))?.code;

export const isSameIdentifier = (
  a: { readonly system?: unknown; readonly value?: unknown },
  b: { readonly system: string; readonly value: string },
): boolean => typeof a.system === 'string' && sameSystem(a.system, b.system) && a.value === b.value;

const isHeader = (r: FhirResource | undefined): r is MessageHeader => r?.resourceType === 'MessageHeader';
const isRequest = (r: FhirResource): r is ServiceRequest => r.resourceType === 'ServiceRequest';

/** Reads the older spelling `message-reason-servicerequest` too: the official response samples have it. */
const reasonOf = ({ reason }: MessageHeader): string | undefined =>
  reason?.coding?.find((c) => c.system?.toLowerCase().includes('/codesystem/message-reason-'))?.code;

const eventOf = ({ eventCoding }: MessageHeader): string | undefined =>
  eventCoding?.system?.toLowerCase().includes('fhir.nhs.uk/codesystem/message-event') ? eventCoding.code : undefined;

/** Only a request about a ServiceRequest is taken: no booking, and no response, because the hub never asked for one. */
const eventRefusal = (header: MessageHeader): Result<never> | undefined => {
  const event = eventOf(header);
  const expression = 'MessageHeader.event';
  if (event === 'servicerequest-request') return undefined;
  if (event !== 'servicerequest-response') return refuse('not-our-service', { expression, diagnostics: taken });
  return header.response === undefined
    ? refuse('wrong-message', { expression: 'MessageHeader.response' })
    : refuse('not-found', { expression: 'MessageHeader.response.identifier', diagnostics: 'No request of this hub.' });
};
const taken = 'Taken: servicerequest-request.';

/** Where the answer goes. R4 lets an extension stand in its place (`_endpoint`), which its type does not say. */
const sourceRefusal = ({ source }: MessageHeader): Result<never> | undefined => {
  const { endpoint }: Partial<MessageHeader['source']> = source;
  return endpoint === undefined ? refuse('wrong-message', { expression: 'MessageHeader.source.endpoint' }) : undefined;
};

const versionRefusal = ({ meta }: Bundle): Result<never> | undefined => {
  const expression = 'Bundle.meta.versionId';
  if (meta?.versionId === undefined) return refuse('wrong-message', { expression });
  return version.test(meta.versionId) ? undefined : refuse('unsupported-version', { expression, diagnostics: '1.x.y' });
};

/** A Bundle as one message about one request, or why it is none. */
export const readMessage = (bundle: Bundle<FhirResource>): Result<BarsMessage> => {
  if (bundle.type !== 'message')
    return refuse('invalid-input', { expression: 'Bundle.type', diagnostics: 'only a message is taken here' });
  const wrongVersion = versionRefusal(bundle);
  if (wrongVersion) return wrongVersion;
  const resources = (bundle.entry ?? []).flatMap((e) => (e.resource ? [e.resource] : []));
  const [header] = resources;
  if (!isHeader(header)) return refuse('wrong-message', { expression: 'Bundle.entry[0].resource' });
  const wrongHeader = eventRefusal(header) ?? sourceRefusal(header);
  if (wrongHeader) return wrongHeader;
  const [request, second] = resources.filter(isRequest);
  if (second) return refuse('two-referrals', { expression: 'Bundle.entry' });
  if (!request)
    return refuse('wrong-message', { expression: 'Bundle.entry', diagnostics: 'an entry with the ServiceRequest' });
  const fullUrl = bundle.entry?.find((e) => e.resource === request)?.fullUrl;
  const names = [fullUrl, ...(request.id ? [`ServiceRequest/${request.id}`] : [])];
  return ok({
    ...{ bundle, header, request },
    reason: reasonOf(header),
    category: barsCode(bars.category, request.category),
    carePlans: resources.flatMap((r) => (r.resourceType === 'CarePlan' ? [r.status] : [])),
    encounters: resources.flatMap((r) => (r.resourceType === 'Encounter' ? [r.status] : [])),
    isFocus: header.focus?.some((f) => f.reference !== undefined && names.includes(f.reference)) ?? false,
  });
};
