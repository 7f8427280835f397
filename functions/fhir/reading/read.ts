import type { FhirResource } from 'fhir/r4.js';
import { showToDutyOwner } from '../../../mappings/safeguarding/glass.ts';
import { isOpenTo } from '../../domain/authority/break-glass.ts';
import { findResource, type Referral, referralOf } from '../../domain/referral.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import type { FhirPorts } from '../ports.ts';
import { handsOver, isKnown, unchanged } from './conditional.ts';
import { show } from './show.ts';

export interface Found {
  readonly referral: Referral;
  readonly shown: FhirResource;
}

/** One strongly consistent read of the ledger, shown through the mapping of the caller's side. */
export const find = async (
  ports: FhirPorts,
  { params, principal, now }: SignedIn,
  type: string,
): Promise<Found | undefined> => {
  const id = params.id ?? '';
  const referral = referralOf(id);
  const loaded = referral === undefined ? undefined : await ports.ledger.load(referral);
  const resource = loaded && findResource(loaded.referral, type, id);
  const { actor } = principal;
  const isOpen = actor.known === 'duty-owner' && loaded && isOpenTo(loaded.referral, actor.organisation, now);
  if (isOpen && resource) {
    const shown = showToDutyOwner(resource);
    return shown && { referral: loaded.referral, shown };
  }
  const shown = resource && (await show(ports, loaded.referral, resource, actor));
  return shown && { referral: loaded.referral, shown };
};

const answer = async (ports: FhirPorts, request: SignedIn, found: Found): Promise<Result<Answer>> => {
  const answered = isKnown(request.headers, found.shown) ? unchanged(found.shown) : resourceAnswer(200, found.shown);
  if (handsOver(request, answered)) await ports.collected(request.principal.actor.organisation, [found]);
  return ok(answered);
};

/** GET /{type}/{id} */
export const readResource =
  (type: string) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const found = await find(ports, request, type);
    return found ? answer(ports, request, found) : refuse('not-found');
  };

/** GET /{type}/{id}/_history/{version}: for those who may see it as it is now. One read more, unless it is the newest. */
export const readVersion =
  (type: string) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const newest = await find(ports, request, type);
    const found = newest && (await asOf(ports, request, newest));
    return found ? answer(ports, request, found) : refuse('not-found');
  };

const asOf = async (ports: FhirPorts, { params, principal }: SignedIn, newest: Found): Promise<Found | undefined> => {
  const { referral, shown } = newest;
  const version = params.version ?? '';
  if (shown.meta?.versionId === version) return newest;
  if (!/^[1-9]\d{0,6}$/.test(version) || Number(version) > referral.version) return undefined;
  const then = await ports.ledger.load(referral.id, Number(version));
  const resource = then && findResource(then.referral, shown.resourceType, params.id ?? '');
  // Of another version there is nothing to show: it changed other resources.
  if (resource?.meta?.versionId !== version) return undefined;
  const shownThen = await show(ports, then?.referral ?? referral, resource, principal.actor);
  return shownThen?.meta?.versionId === version ? { referral, shown: shownThen } : undefined;
};
