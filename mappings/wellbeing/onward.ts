import type { Appointment, Bundle, Consent, FhirResource, ServiceRequest, Task } from 'fhir/r4.js';
import { taskIdIn } from '../../contracts/ids.ts';
import type { RequestOnward } from '../../functions/domain/decide/actions.ts';
import { referralOf } from '../../functions/domain/referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../functions/domain/result.ts';
import { namesOf } from '../bundle-references.ts';

/** An onward request as the coordinator put it together, and the referral that it belongs to. */
interface OnwardBundle {
  readonly referral: string;
  readonly action: RequestOnward;
}

const isTask = (r: FhirResource): r is Task => r.resourceType === 'Task';
const isRequest = (r: FhirResource): r is ServiceRequest => r.resourceType === 'ServiceRequest';
const isConsent = (r: FhirResource): r is Consent => r.resourceType === 'Consent';
const isAppointment = (r: FhirResource): r is Appointment => r.resourceType === 'Appointment';

/** A Bundle with a Task that is part of another one is the coordinator's, unless it brings a person: then it is a referral. */
export const isOnward = (bundle: Bundle<FhirResource>): boolean => {
  const resources = (bundle.entry ?? []).flatMap((e) => (e.resource ? [e.resource] : []));
  const isPart = (r: FhirResource) => r.resourceType === 'Task' && (r.partOf?.length ?? 0) > 0;
  return resources.some(isPart) && !resources.some((r) => r.resourceType === 'Patient');
};

const strangers = (bundle: Bundle<FhirResource>): Refusal[] =>
  (bundle.entry ?? []).flatMap((entry, i): Refusal[] => {
    const type = entry.resource?.resourceType;
    const known = type === 'Task' || type === 'ServiceRequest' || type === 'Consent' || type === 'Appointment';
    return known
      ? []
      : [
          {
            code: 'invalid-input',
            expression: `Bundle.entry[${i}].resource`,
            diagnostics: 'not part of an onward request',
          },
        ];
  });

/** SR2 and T2 exactly once each, with permissions and at most one meeting; T2 names T1 by `partOf`. */
export const readOnward = (bundle: Bundle<FhirResource>): Result<OnwardBundle> => {
  const entries = bundle.entry ?? [];
  const resources = entries.flatMap((e) => (e.resource ? [e.resource] : []));
  const [task, secondTask] = resources.filter(isTask);
  const [request, secondRequest] = resources.filter(isRequest);
  const [meeting, secondMeeting] = resources.filter(isAppointment);
  if (secondTask || secondRequest || secondMeeting)
    return refuse('two-referrals', { expression: 'Bundle.entry', diagnostics: 'one onward request a Bundle' });
  if (!task || !request)
    return refuse('missing-element', { expression: 'Bundle.entry', diagnostics: 'a ServiceRequest and its Task' });
  const names = entries.filter((e) => e.resource === request).flatMap(namesOf);
  const faults = refuseAll([
    ...strangers(bundle),
    ...(names.includes(task.focus?.reference ?? '')
      ? []
      : [{ code: 'unresolved-reference' as const, expression: 'Task.focus' }]),
  ]);
  if (faults) return faults;
  const referral = referralOf(taskIdIn(task.partOf?.[0]?.reference) ?? '');
  if (referral === undefined) return refuse('not-found', { expression: 'Task.partOf' });
  const consents = resources.filter(isConsent);
  return ok({ referral, action: { kind: 'request-onward', request, task, consents, ...(meeting ? { meeting } : {}) } });
};
