import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import type { Action } from '../domain/actions.ts';
import { type Referral, referenceTo, referralOf } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { etag, ifMatch } from '../http/resource.ts';
import { actOnReferral } from '../usecases/act-on-referral.ts';
import type { Basis } from '../usecases/act-with.ts';
import { knowingOwners } from './asked-owner.ts';
import type { FhirPorts } from './ports.ts';
import { preferredReturn } from './prefer.ts';
import { readBundle } from './read-body.ts';
import { identityOf } from './request-identity.ts';
import { showById } from './show.ts';
import { type Against, isUpdatable, readPut } from './update.ts';

interface Update {
  readonly basis: Basis;
  readonly referral: string;
  readonly against: Against;
}

/**
 * A transaction of PUTs: all of them, as one version of one referral, or none. So a coordinator ends an onward Task and
 * the referral in one step. Creating and changing together is not taken.
 */
export const postUpdates =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const bundle = readBundle(request.body);
    if (!bundle.ok) return bundle;
    const updates = readUpdates(bundle.value);
    if (!updates.ok) return updates;
    const [first] = updates.value;
    if (!first) return refuse('missing-element', { expression: 'Bundle.entry' });
    const { actor } = request.principal;
    const acted = await actOnReferral(ports)({
      referral: first.referral,
      actor,
      request: identityOf(request),
      ifMatch: updates.value.map(({ basis }) => basis),
      action: async (state) =>
        knowingOwners(ports, state)(await actionsOf(ports, updates.value, state, actor.organisation)),
    });
    return acted.ok ? answerOf(ports, updates.value, acted.value.referral, request) : acted;
  };

const readUpdates = (bundle: Bundle<FhirResource>): Result<readonly Update[]> => {
  const entries = bundle.entry ?? [];
  const read = entries.map((entry, n) => readUpdate(entry, `Bundle.entry[${n}]`));
  const refused = refuseAll(read.flatMap((r) => (r.ok ? [] : r.refusals)));
  if (refused) return refused;
  const updates = read.flatMap((r) => (r.ok ? [r.value] : []));
  if (new Set(updates.map((u) => u.referral)).size > 1) return refuse('two-referrals', { expression: 'Bundle.entry' });
  const names = updates.map(({ basis }) => referenceTo({ resourceType: basis.type, id: basis.id }));
  const twice = names.findIndex((name, n) => names.indexOf(name) < n);
  return twice < 0
    ? ok(updates)
    : refuse('invalid-input', {
        expression: `Bundle.entry[${twice}]`,
        diagnostics: 'changed by another entry already',
      });
};

const readUpdate = ({ request, resource }: BundleEntry<FhirResource>, at: string): Result<Update> => {
  const fault = (refusal: Refusal): Result<never> => ({ ok: false, refusals: [refusal] });
  const [type = '', id = '', ...more] = (request?.url ?? '').split('/');
  if (request?.method !== 'PUT' || !isUpdatable(type) || more.length > 0 || !resource)
    return fault({
      code: 'invalid-input',
      expression: `${at}.request`,
      diagnostics: 'a transaction that changes something holds PUTs only; send a batch, or one by one',
    });
  const version = ifMatch(request.ifMatch);
  if (!version.ok || version.value === undefined)
    return fault({ code: version.ok ? 'if-match-missing' : 'invalid-header', expression: `${at}.request.ifMatch` });
  const referral = referralOf(id);
  if (referral === undefined) return fault({ code: 'not-found', expression: `${at}.request.url` });
  const against = readPut(type, id, JSON.stringify(resource));
  if (!against.ok) return against;
  return ok({ basis: { type, id, version: version.value }, referral, against: against.value });
};

/** Each told from what the caller was shown before any of them. */
const actionsOf = async (
  ports: FhirPorts,
  updates: readonly Update[],
  state: Referral,
  organisation: string,
): Promise<Result<readonly Action[]>> => {
  const read = await Promise.all(
    updates.map(async ({ basis, against }): Promise<Result<readonly Action[]>> => {
      const shown = await showById(ports, state, basis, organisation);
      return shown ? against(shown) : refuse('not-found');
    }),
  );
  return refuseAll(read.flatMap((r) => (r.ok ? [] : r.refusals))) ?? ok(read.flatMap((r) => (r.ok ? r.value : [])));
};

const answerOf = async (
  ports: FhirPorts,
  updates: readonly Update[],
  referral: Referral,
  { principal, headers }: SignedIn,
): Promise<Result<Answer>> => {
  const isMinimal = preferredReturn(headers.prefer) === 'minimal';
  const { organisation } = principal.actor;
  const shownAfter = await Promise.all(updates.map(({ basis }) => showById(ports, referral, basis, organisation)));
  const entry = shownAfter.flatMap((shown): BundleEntry<FhirResource>[] => {
    if (!shown) return [];
    const version = shown.meta?.versionId ?? '';
    const { lastUpdated } = shown.meta ?? {};
    return [
      {
        fullUrl: `${ports.publicUrl}/FHIR/R4/${referenceTo(shown)}`,
        ...(isMinimal ? {} : { resource: shown }),
        response: { status: '200 OK', etag: etag(version), ...(lastUpdated ? { lastModified: lastUpdated } : {}) },
      },
    ];
  });
  return ok({
    status: 200,
    body: { resourceType: 'Bundle', type: 'transaction-response', entry } satisfies Bundle<FhirResource>,
  });
};
