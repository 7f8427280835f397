import type { Communication } from 'fhir/r4.js';
import { taskIdIn } from '../../../contracts/ids.ts';
import { systems } from '../../../contracts/systems.ts';
import { showToDutyOwner } from '../../../mappings/safeguarding/glass.ts';
import { kindOf } from '../../domain/coding.ts';
import { referralOf } from '../../domain/referral.ts';
import { readReference } from '../../domain/request/reference.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { senderOf } from '../../domain/said/correspondence.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import type { FhirPorts } from '../ports.ts';
import { identityOf } from '../request-identity.ts';

/** By the Task, or by the reference that people know it by. */
const referralIn = async ({ references }: FhirPorts, { about = [] }: Communication): Promise<string | undefined> => {
  const [{ reference, identifier } = {}] = about;
  if (reference !== undefined) return referralOf(taskIdIn(reference) ?? '');
  const typed = identifier?.system === systems.reference ? readReference(identifier.value ?? '') : undefined;
  const found = typed === undefined ? [] : await references(typed);
  return found.length === 1 ? found[0] : undefined;
};

/** POST /Communication, category `break-glass`: for an hour the duty owner reads each resource of that referral by its id. */
export const postBreakGlass = async (
  ports: FhirPorts,
  request: SignedIn,
  sent: Communication,
): Promise<Result<Answer>> => {
  const { actor } = request.principal;
  if (actor.known !== 'duty-owner') return refuse('role-may-not');
  const referral = await referralIn(ports, sent);
  if (referral === undefined) return refuse('not-found');
  const acted = await actOnReferral(ports)({
    ...{ referral, actor, request: identityOf(request) },
    action: {
      kind: 'break-glass',
      by: sent.sender?.display ?? '',
      why: sent.payload?.map(({ contentString }) => contentString ?? '').join(' ') ?? '',
    },
  });
  if (!acted.ok) return acted;
  const made = acted.value.asWritten.communications.findLast(
    (c) => kindOf(c) === 'break-glass' && senderOf(c) === actor.organisation,
  );
  const standing = acted.value.referral.communications.find(({ id }) => id === made?.id);
  const shown = standing && showToDutyOwner(standing);
  return shown ? ok(resourceAnswer(201, shown, `${ports.publicUrl}/FHIR/R4`)) : refuse('not-found');
};
