import type { Bundle, FhirResource } from 'fhir/r4.js';
import type { AreaService } from '../../../contracts/areas/area.ts';
import type { BarsMessage } from './message.ts';
import { withRequestCode } from './use-case.ts';

/**
 * The referral that a message carries, as the Bundle that every way in becomes. Everything else in the message is kept
 * beside it as it came, the header too: it says where the sender would have a reply (standards.md 5.2).
 */
export const referralIn = ({ bundle, request }: BarsMessage, service: AreaService): Bundle<FhirResource> => ({
  ...bundle,
  entry: (bundle.entry ?? []).map((entry) =>
    entry.resource === request ? { ...entry, resource: withRequestCode(request, service) } : entry,
  ),
});
