import type { Bundle, FhirResource, Patient, ServiceRequest } from 'fhir/r4.js';
import { referenceTo, resourceId } from '../../functions/domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../../functions/domain/result.ts';
import { type Entry, namesOf, renameReferences } from '../bundle-references.ts';

/** A referral as a sender put it together: the person, the request, and whatever else was sent. */
export interface Intake {
  readonly patient: Patient;
  readonly request: ServiceRequest;
  readonly others: readonly FhirResource[];
  /** How the sender named each resource inside the message (fullUrl or `Type/id`). */
  readonly names: ReadonlyMap<FhirResource, readonly string[]>;
}

const isPatient = (r: FhirResource | undefined): r is Patient => r?.resourceType === 'Patient';
const isRequest = (r: FhirResource | undefined): r is ServiceRequest => r?.resourceType === 'ServiceRequest';

const at = (entries: readonly Entry[], resource: FhirResource): string =>
  `Bundle.entry[${entries.findIndex((e) => e.resource === resource)}].resource`;

/** Only what the message must hold is required to be there; other references may point outside. standards.md 14, rule 4. */
const referenceFaults = (entries: readonly Entry[], patient: Patient, request: ServiceRequest): Refusal[] => {
  const names = new Map(entries.flatMap((e) => namesOf(e).map((name) => [name, e.resource] as const)));
  const faults: Refusal[] = [];
  const where = at(entries, request);
  const subject = request.subject.reference;
  const contained = subject?.startsWith('#') && request.contained?.some((c) => `#${c.id}` === subject);
  if (!contained && (subject === undefined || names.get(subject) !== patient)) {
    faults.push({ code: 'unresolved-reference', expression: `${where}.subject` });
  }
  const requester = request.requester?.reference;
  const outside = requester === undefined || /^(Organization\/|https?:)/.test(requester) || names.has(requester);
  const inside = requester?.startsWith('#') && request.contained?.some((c) => `#${c.id}` === requester);
  if (!outside && !inside) faults.push({ code: 'unresolved-reference', expression: `${where}.requester` });
  return faults;
};

/** Reads a transaction Bundle of one referral: exactly one person and one request. */
export const readIntake = (bundle: Bundle<FhirResource>): Result<Intake> => {
  const entries = bundle.entry ?? [];
  const resources = entries.flatMap((e) => (e.resource ? [e.resource] : []));
  const patients = resources.filter(isPatient);
  const requests = resources.filter(isRequest);
  const [patient] = patients;
  const [request] = requests;
  if (patients.length > 1 || requests.length > 1)
    return { ok: false, refusals: [{ code: 'two-referrals', expression: 'Bundle.entry' }] };
  if (!patient || !request) {
    const missing: Refusal[] = [];
    if (!patient)
      missing.push({ code: 'missing-element', expression: 'Bundle.entry', diagnostics: 'an entry with the Patient' });
    if (!request)
      missing.push({
        code: 'missing-element',
        expression: 'Bundle.entry',
        diagnostics: 'an entry with the ServiceRequest',
      });
    return refuseAll(missing) ?? { ok: false, refusals: [{ code: 'missing-element' }] };
  }
  const refused = refuseAll(referenceFaults(entries, patient, request));
  if (refused) return refused;
  const names = new Map(entries.flatMap((e) => (e.resource ? [[e.resource, namesOf(e)] as const] : [])));
  return ok({ patient, request, others: resources.filter((r) => r !== patient && r !== request), names });
};

const rename = <T extends FhirResource>(resource: T, id: string, names: ReadonlyMap<string, string>): T => ({
  ...renameReferences(resource, names),
  id,
});

/**
 * The same resources with the ids of this referral, and every reference between them renamed; nothing else is touched.
 * `first`: the numbers that are free, where the referral holds something already.
 */
export const placeIntake = (
  { patient, request, others, names }: Intake,
  referral: string,
  first: { readonly request: number; readonly other: number } = { request: 1, other: 1 },
): { patient: Patient; request: ServiceRequest; others: FhirResource[] } => {
  const placed: [FhirResource, string][] = [
    [patient, resourceId(referral, 'p', 1)],
    [request, resourceId(referral, 's', first.request)],
    ...others.map((other, i): [FhirResource, string] => [other, resourceId(referral, 'x', first.other + i)]),
  ];
  const renames = new Map(
    placed.flatMap(([resource, id]) =>
      (names.get(resource) ?? []).map(
        (name) => [name, referenceTo({ resourceType: resource.resourceType, id })] as const,
      ),
    ),
  );
  const [, ...rest] = placed;
  return {
    patient: rename(patient, resourceId(referral, 'p', 1), renames),
    request: rename(request, resourceId(referral, 's', first.request), renames),
    others: rest.slice(1).map(([resource, id]) => rename(resource, id, renames)),
  };
};
