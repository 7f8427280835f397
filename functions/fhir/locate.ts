import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4.js';
import { inContained } from '../../mappings/gp/contained.ts';
import type { Locate } from './sending/submit.ts';

/** Within a Bundle: `Patient.birthDate` is `Bundle.entry[0].resource.birthDate`, or deeper where the person is contained. */
export const inBundle =
  (bundle: Bundle<FhirResource>): Locate =>
  (refusal) => {
    const [type, ...path] = (refusal.expression ?? '').split('.');
    const entries = bundle.entry ?? [];
    const isThis = (r: FhirResource | undefined): r is FhirResource => r?.resourceType === type;
    const followed = entries.findIndex(({ resource: r }) => isThis(r) && isFollowed(r));
    const at = followed >= 0 ? followed : entries.findIndex(({ resource: r }) => isThis(r));
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

/** Within the resource of one entry: `Task.output` is `Bundle.entry[2].resource.output`; what names no place is about all of it. */
export const inEntry =
  (n: number): Locate =>
  (refusal) => {
    const [, ...path] = (refusal.expression ?? '').split('.');
    return { ...refusal, expression: [`Bundle.entry[${n}].resource`, ...path].join('.') };
  };

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
