import type { FhirResource, Patient, ServiceRequest } from 'fhir/r4.js';
import type { RequestDetail } from './lifecycle/codes.ts';
import { systems } from './systems.ts';

/**
 * What a request carries: PRSB item, where it stands in FHIR, an example, and what happens when it is missing.
 * PRSB social prescribing standard v1.1 (standards.md 7.1); what is refused is decided in DESIGN 4, "What a request must carry".
 */
export interface RequestItem {
  readonly prsb: string;
  /** FHIRPath, relative to the request's own resources. */
  readonly path: string;
  readonly example: RequestFragment;
  /** `refuse`: 422. `warn`: accepted, listed to the sender, the coordinator has to find it out. `optional`: nothing. */
  readonly ifMissing: 'refuse' | 'warn' | 'optional';
  /** Said to the sender. */
  readonly says: string;
}

/** A part of a request; the resources of one example together make an entry of the Bundle each. */
export interface RequestFragment {
  readonly patient?: Partial<Patient>;
  readonly request?: Partial<ServiceRequest>;
  readonly others?: readonly FhirResource[];
}

/** "None known" is a statement, and different from silence: PRSB wants it recorded. */
export const statements = {
  noKnownRisks: { system: systems.risk, code: 'no-known-risks' },
  noKnownSafeguarding: { system: systems.risk, code: 'no-known-safeguarding-concerns' },
  noRequirements: { system: systems.request, code: 'no-individual-requirements' satisfies RequestDetail },
} as const;

/** Extensions of others that an item may stand in. */
export const ukCore = {
  ethnicity: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory',
  noNhsNumber: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberUnavailableReason',
  additionalContact: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AdditionalContact',
  sourceOfRequest: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-SourceOfServiceRequest',
  interpreter: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired',
} as const;
