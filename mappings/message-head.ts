import type { Coding, Communication } from 'fhir/r4.js';
import { systems } from '../contracts/systems.ts';

/** Which message of the hub, in which version, and who may not read it over a shoulder: how each of them begins. */
export const headOf = (
  message: Communication,
  security: Coding[] = [],
): Pick<Communication, 'resourceType' | 'id' | 'meta' | 'identifier'> => ({
  resourceType: 'Communication',
  id: message.id ?? '',
  meta: {
    ...(message.meta?.versionId ? { versionId: message.meta.versionId } : {}),
    ...(message.meta?.lastUpdated ? { lastUpdated: message.meta.lastUpdated } : {}),
    ...(security.length > 0 ? { security } : {}),
  },
  identifier: [{ system: systems.message, value: message.id ?? '' }],
});
