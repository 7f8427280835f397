import type { Bundle, FhirResource } from 'fhir/r4.js';
import { ok, type Result, refuse } from '../domain/result.ts';
import { readJson } from '../http/json-body.ts';
import { validateResource } from './rules/validate.ts';

export type OfType<T extends FhirResource['resourceType']> = Extract<FhirResource, { resourceType: T }>;

/** A body that is safe to walk and valid against R4. */
const readValid = (text: string): Result<FhirResource> => {
  const json = readJson(text);
  return json.ok ? validateResource(json.value) : json;
};

const notThis = (type: string): Result<never> =>
  refuse('not-fhir', { expression: 'resourceType', diagnostics: `${type} is taken here` });

export const isOfType = <T extends FhirResource['resourceType']>(
  resource: FhirResource,
  type: T,
): resource is OfType<T> => resource.resourceType === type;

/** A body as the one resource type that the interaction takes. */
export const readBody = <T extends FhirResource['resourceType']>(text: string, type: T): Result<OfType<T>> => {
  const valid = readValid(text);
  if (!valid.ok) return valid;
  return isOfType(valid.value, type) ? ok(valid.value) : notThis(type);
};

const isBundle = (resource: FhirResource): resource is Bundle<FhirResource> => resource.resourceType === 'Bundle';

export const readBundle = (text: string): Result<Bundle<FhirResource>> => {
  const valid = readValid(text);
  if (!valid.ok) return valid;
  return isBundle(valid.value) ? ok(valid.value) : notThis('Bundle');
};
