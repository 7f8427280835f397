import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4.js';
import type { AreaService } from '../../../contracts/areas/area.ts';
import { businessIdentifier } from '../../../functions/domain/business-identifier.ts';
import type { BarsMessage } from './message.ts';
import { withRequestCode } from './use-case.ts';

/**
 * The referral that a message carries, as the Bundle that every way in becomes. Everything else in the message is kept
 * beside it as it came, the header too: it says where the sender would have a reply (standards.md 5.2).
 */
export const referralIn = ({ bundle, request }: BarsMessage, service: AreaService): Bundle<FhirResource> => ({
  ...bundle,
  entry: (bundle.entry ?? []).map((entry) =>
    entry.resource === request ? { ...entry, resource: withRequestCode(named(request, bundle), service) } : entry,
  ),
});

/**
 * A request without a name of its own is known by that of its message, which FHIR keeps when a message is copied.
 * Bundle.id and MessageHeader.id name nothing: templates repeat them, and to a sender of BaRS a 409 `duplicate` means
 * success, so that the second person would be lost.
 */
const named = (request: ServiceRequest, { identifier }: Bundle): ServiceRequest =>
  businessIdentifier(request) || !identifier?.system || !identifier.value
    ? request
    : { ...request, identifier: [...(request.identifier ?? []), identifier] };
