import type { FhirResource, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import { referenceTo, resourceId } from '../../functions/domain/referral.ts';
import { renameReferences } from '../bundle-references.ts';
import type { Intake } from './intake.ts';

interface Placed {
  readonly patient: Patient;
  readonly request: ServiceRequest;
  readonly task?: Task;
  readonly others: FhirResource[];
}

const rename = <T extends FhirResource>(resource: T, id: string, names: ReadonlyMap<string, string>): T => ({
  ...renameReferences(resource, names),
  id,
});

/**
 * The same resources with the ids of this referral, and every reference between them renamed; nothing else is touched.
 * `first`: the numbers that are free, where the referral holds something already.
 */
export const placeIntake = (
  { patient, request, task, others, names }: Intake,
  referral: string,
  first: { readonly request: number; readonly other: number } = { request: 1, other: 1 },
): Placed => {
  const ids = {
    patient: resourceId(referral, 'p', 1),
    request: resourceId(referral, 's', first.request),
    task: resourceId(referral, 't', 1),
  };
  const beside = others.map((other, i): [FhirResource, string] => [other, resourceId(referral, 'x', first.other + i)]);
  const placed: [FhirResource, string][] = [
    [patient, ids.patient],
    [request, ids.request],
    ...(task ? [[task, ids.task] satisfies [FhirResource, string]] : []),
    ...beside,
  ];
  const renames = new Map(
    placed.flatMap(([resource, id]) =>
      (names.get(resource) ?? []).map(
        (name) => [name, referenceTo({ resourceType: resource.resourceType, id })] as const,
      ),
    ),
  );
  return {
    patient: rename(patient, ids.patient, renames),
    request: rename(request, ids.request, renames),
    ...(task ? { task: rename(task, ids.task, renames) } : {}),
    others: beside.map(([resource, id]) => rename(resource, id, renames)),
  };
};
