import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4.js';
import { previewFor } from '../../../mappings/partner/preview.ts';
import { readOnward } from '../../../mappings/wellbeing/onward.ts';
import { coordinatorOf } from '../../domain/parties.ts';
import { type Onward, organisationOf, type Referral } from '../../domain/referral.ts';
import { ok, type Result, refuse, refuseAll } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { askedOwner } from '../../usecases/asked-owner.ts';
import { inBundle } from '../locate.ts';
import type { FhirPorts } from '../ports.ts';
import { identityOf } from '../request-identity.ts';
import { type KeptEntry, transactionAnswer } from './transaction-answer.ts';

/** An onward request of the coordinator: SR2, T2, the permissions for it, and perhaps a first meeting. */
export const postOnward = async (
  ports: FhirPorts,
  request: SignedIn,
  bundle: Bundle<FhirResource>,
): Promise<Result<Answer>> => {
  const onward = readOnward(bundle);
  if (!onward.ok) return refuseAll(onward.refusals.map(inBundle(bundle))) ?? onward;
  const { referral, action } = onward.value;
  const owner = await askedOwner(ports, action.task.owner);
  const acted = await actOnReferral(ports)({
    referral,
    actor: request.principal.actor,
    request: identityOf(request),
    action: { ...action, ...owner },
  });
  if (!acted.ok) return refuseAll(acted.refusals.map(inBundle(bundle))) ?? acted;
  const version = String(acted.value.version);
  const made = acted.value.asWritten.onward.findLast((o) => o.task.meta?.versionId === version);
  const standing = acted.value.referral.onward.find((o) => o.task.id === made?.task.id);
  if (!made || !standing) return refuse('not-found');
  const preview = await previewOf(ports, acted.value.referral, standing);
  return ok(
    transactionAnswer(
      acted.value.referral,
      keptOfOnward(bundle, acted.value.asWritten, made).map((kept) =>
        kept.type === 'Task' && preview ? { ...kept, outcome: preview } : kept,
      ),
      request.principal.actor,
      ports.publicUrl,
      [],
    ),
  );
};

/** What the partner sees of it; nothing where the request stays with the coordinator. */
const previewOf = async (
  { participants, clock }: FhirPorts,
  referral: Referral,
  onward: Onward,
): Promise<OperationOutcome | undefined> => {
  const code = organisationOf(onward.task.owner) ?? '';
  const partner = code === coordinatorOf(referral) ? undefined : await participants.organisation(code);
  return partner && previewFor({ referral, onward, tier: partner.tier, now: clock() }, partner.name);
};

/** Where each entry went: permissions are numbered as they came. */
const keptOfOnward = (bundle: Bundle<FhirResource>, referral: Referral, made: Onward): KeptEntry[] => {
  const since = made.task.meta?.versionId;
  const consents = referral.consents.filter((c) => c.meta?.versionId === since);
  const sent = (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
  const permissions = sent.filter((r) => r.resourceType === 'Consent');
  const idOf = (resource: FhirResource): string | undefined => {
    switch (resource.resourceType) {
      case 'ServiceRequest':
        return made.request.id;
      case 'Task':
        return made.task.id;
      case 'Appointment':
        return made.meetings[0]?.id;
      default:
        return consents[permissions.findIndex((consent) => consent === resource)]?.id;
    }
  };
  return sent.map((resource): KeptEntry => {
    const id = idOf(resource);
    return { type: resource.resourceType, ...(id === undefined ? {} : { id }), made: true };
  });
};
