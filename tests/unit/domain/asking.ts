import type { FhirResource, Patient, ServiceRequest } from 'fhir/r4.js';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { checkRequest } from '../../../functions/domain/request/check-request.ts';
import type { RequestParts } from '../../../functions/domain/request/request-parts.ts';

const today = '2026-11-21';

const patient: Patient = {
  resourceType: 'Patient',
  name: [{ text: 'Rose Test' }],
  telecom: [{ system: 'phone', value: '01632 960001' }],
};
const request: ServiceRequest = {
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '871731000000106' }] },
  subject: { reference: 'Patient/p' },
  requester: { reference: 'Organization/L99901' },
};

/** The least that is accepted, with more or something else in it. */
export const asking = (
  more: { patient?: Partial<Patient>; request?: Partial<ServiceRequest>; others?: FhirResource[] } = {},
): RequestParts => ({
  patient: { ...patient, ...more.patient },
  request: { ...request, ...more.request },
  others: more.others ?? [],
});

const checked = (parts: RequestParts) => checkRequest(parts, gloucestershire, today);

/** `code at expression` of each refusal. */
export const refusedFor = (parts: RequestParts): string[] => {
  const result = checked(parts);
  return result.ok ? [] : result.refusals.map((r) => `${r.code} at ${r.expression}`);
};

export const accepted = (parts: RequestParts) => {
  const result = checked(parts);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
};

export const warnedOf = (parts: RequestParts): string[] =>
  accepted(parts).warnings.map((w) => `${w.code} at ${w.expression}`);
