import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4.js';
import { inContained } from '../../mappings/gp/contained.ts';
import type { Locate } from './submit.ts';

/** Within a Bundle: `Patient.birthDate` is `Bundle.entry[0].resource.birthDate`, or deeper where the person is contained. */
export const inBundle =
  (bundle: Bundle<FhirResource>): Locate =>
  (refusal) => {
    const [type, ...path] = (refusal.expression ?? '').split('.');
    const entries = bundle.entry ?? [];
    const at = entries.findIndex(({ resource: r }) => r !== undefined && r.resourceType === type && isFollowed(r));
    if (at >= 0) return { ...refusal, expression: [`Bundle.entry[${at}].resource`, ...path].join('.') };
    const around = entries.findIndex((e) => e.resource?.resourceType === 'ServiceRequest');
    const request = entries[around]?.resource;
    if (request?.resourceType !== 'ServiceRequest') return refusal;
    const inside = inContained(request, refusal.expression ?? '');
    return inside === refusal.expression
      ? refusal
      : { ...refusal, expression: inside.replace('ServiceRequest', `Bundle.entry[${around}].resource`) };
  };

/** A Task that is about nothing is kept and not looked at. */
const isFollowed = (resource: FhirResource): boolean =>
  resource.resourceType !== 'Task' || resource.focus !== undefined;

const person = 'The person is contained, and subject names it as #id; a Patient elsewhere is not looked up.';

/** Within one ServiceRequest that contains the rest. What a Bundle would have an entry for is contained, or missing. */
export const inRequest =
  (request: ServiceRequest): Locate =>
  (refusal) => {
    const { expression } = refusal;
    if (expression === undefined) return refusal;
    if (expression === 'Bundle.entry')
      return { ...refusal, expression: 'ServiceRequest.contained', diagnostics: person };
    return { ...refusal, expression: inContained(request, expression) };
  };
