import type { FhirResource } from 'fhir/r4.js';
import { kindOf } from '../../functions/domain/coding.ts';
import { allow } from '../allow-list.ts';
import * as elements from './elements.ts';

/** What the coordinator sees of a resource, or undefined: a type without a list does not leave the hub. */
export const showToCoordinator = (resource: FhirResource): FhirResource | undefined => {
  switch (resource.resourceType) {
    case 'Patient':
      return allow(resource, elements.patient);
    case 'ServiceRequest':
      return allow(resource, elements.serviceRequest);
    case 'Task':
      return allow(resource, elements.task);
    case 'Appointment':
      return allow(resource, elements.appointment);
    case 'Consent':
      return allow(resource, elements.consent);
    case 'Communication':
      return kindOf(resource) === 'break-glass'
        ? // Why a duty owner read it is a concern, and never shown to an organisation that it may be about.
          allow(resource, elements.reading)
        : allow(resource, elements.communication);
    case 'Flag':
      return allow(resource, elements.flag);
    default:
      return showSent(resource);
  }
};

/** What a sender put beside the request (PRSB items): kept by the hub, read by the coordinator, acted on by nobody else. */
const showSent = (resource: FhirResource): FhirResource | undefined => {
  switch (resource.resourceType) {
    case 'Condition':
      return allow(resource, elements.condition);
    case 'RiskAssessment':
      return allow(resource, elements.riskAssessment);
    case 'Observation':
      return allow(resource, elements.observation);
    case 'QuestionnaireResponse':
      return allow(resource, elements.questionnaireResponse);
    case 'CarePlan':
      return allow(resource, elements.carePlan);
    case 'Goal':
      return allow(resource, elements.goal);
    case 'RelatedPerson':
      return allow(resource, elements.relatedPerson);
    case 'Practitioner':
      return allow(resource, elements.practitioner);
    case 'PractitionerRole':
      return allow(resource, elements.practitionerRole);
    case 'Organization':
      return allow(resource, elements.organization);
    default:
      return undefined;
  }
};
