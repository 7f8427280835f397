import type { Bundle, FhirResource } from 'fhir/r4.js';
import type { Intake } from '../../../mappings/gp/intake.ts';
import { kindOfId, numberOf, type Referral, resourceId, resourcesOf } from '../../domain/referral.ts';
import type { Submitted } from '../../usecases/submitted.ts';
import type { KeptEntry } from './transaction-answer.ts';

/**
 * Number of the first of the resources that came beside a request. A further need keeps its person, as sent, before them,
 * for the person of the referral is there already.
 */
const firstBeside = (referral: Referral, serviceRequest: string): number => {
  const need = referral.furtherNeeds.find(({ id }) => id === serviceRequest);
  if (!need) return 1;
  const person = resourcesOf(referral).find(
    (r) => r.resourceType === 'Patient' && kindOfId(r.id) === 'x' && r.meta?.versionId === need.meta?.versionId,
  );
  return person ? numberOf(person) + 1 : Number.NaN;
};

/** Where each entry of a referral went, in the order in which they were sent; last what had no entry: a contained person, and T1. */
export const keptOfReferral = (bundle: Bundle<FhirResource>, intake: Intake, submitted: Submitted): KeptEntry[] => {
  const { asWritten: referral, kind, serviceRequest } = submitted;
  const known = kind === 'existing';
  const joined = serviceRequest !== referral.request.id;
  const first = firstBeside(referral, serviceRequest);
  const beside = (n: number): { id?: string } =>
    known || Number.isNaN(first) ? {} : { id: resourceId(referral.id, 'x', first + n) };
  const task: KeptEntry = { type: 'Task', id: resourceId(referral.id, 't', 1), made: !known && !joined };
  const sent = (bundle.entry ?? []).map(({ resource }): KeptEntry => {
    const type = resource?.resourceType ?? '';
    if (resource?.resourceType === 'ServiceRequest') return { type, id: serviceRequest, made: !known };
    if (resource === intake.patient) return { type, id: resourceId(referral.id, 'p', 1), made: !known && !joined };
    // The Task of a further need stands beside it; the one to follow is that of the referral.
    if (resource === intake.task) return joined ? { type, ...beside(intake.others.length), made: !known } : task;
    return { type, ...beside(intake.others.findIndex((other) => other === resource)), made: !known };
  });
  // A person whom the request contains has no entry of its own, and a place of its own all the same.
  const isContained = !joined && sent.every(({ type }) => type !== 'Patient');
  const person: KeptEntry = { type: 'Patient', id: resourceId(referral.id, 'p', 1), made: !known };
  return [...sent, ...(isContained ? [person] : []), ...(intake.task && !joined ? [] : [task])];
};
