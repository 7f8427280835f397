import type { FhirResource } from 'fhir/r4.js';
import { showToCoordinator } from '../wellbeing/show.ts';

/** What a duty owner sees within the hour of a referral whose glass they broke: what the coordinator sees. */
export const showToDutyOwner = (resource: FhirResource): FhirResource | undefined => showToCoordinator(resource);
