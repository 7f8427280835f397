import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import type { Action } from '../../domain/decide/actions.ts';
import { decide } from '../../domain/decide/decide.ts';
import { type Actor, type Referral, referenceTo } from '../../domain/referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { etag } from '../../http/resource.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { knowingOwners } from '../../usecases/asked-owner.ts';
import { versionInstant } from '../../usecases/next-instant.ts';
import { inEntry } from '../locate.ts';
import type { FhirPorts } from '../ports.ts';
import { preferredReturn } from '../prefer.ts';
import { readBundle } from '../read-body.ts';
import { showById } from '../reading/show.ts';
import { shownVersion, unseenBy } from '../reading/unseen.ts';
import { identityOf } from '../request-identity.ts';
import { readUpdates, type Update } from './read-updates.ts';

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
      unseen: (state) => unseenIn(updates.value, state, actor),
      shownVersion: shownVersion(actor),
      action: (state) => actionsOf(ports, updates.value, state, actor),
    });
    return acted.ok ? answerOf(ports, updates.value, acted.value.referral, request) : acted;
  };

const unseenIn = (updates: readonly Update[], state: Referral, actor: Actor): Refusal[] =>
  updates.flatMap(({ basis: { type, id } }, n) => unseenBy(actor, state, type, id).map(inEntry(n)));

/** Each told from what the caller was shown before any of them; what is wrong with any, at its entry. */
const actionsOf = async (
  ports: FhirPorts,
  updates: readonly Update[],
  state: Referral,
  actor: Actor,
): Promise<Result<readonly Action[]>> => {
  const known = knowingOwners(ports, state);
  const read = await Promise.all(
    updates.map(async ({ basis, against }): Promise<Result<readonly Action[]>> => {
      const shown = await showById(ports, state, basis, actor);
      return shown ? known(against(shown)) : refuse('not-found');
    }),
  );
  return judged(state, read, actor, versionInstant(ports.clock(), state.at));
};

/**
 * `decide` takes them together and says no entry. So each is judged here upon what those before it left that may be; one
 * that is refused for what an entry before it failed to do is told so too.
 */
const judged = (
  state: Referral,
  read: readonly Result<readonly Action[]>[],
  actor: Actor,
  at: string,
): Result<readonly Action[]> => {
  const good: Action[] = [];
  const faults = read.flatMap((actions, n): readonly Refusal[] => {
    const decided = actions.ok ? decide(state, [...good, ...actions.value], actor, at) : actions;
    if (actions.ok && decided.ok) good.push(...actions.value);
    return decided.ok ? [] : decided.refusals.map(inEntry(n));
  });
  return refuseAll(faults) ?? ok(good);
};

const answerOf = async (
  ports: FhirPorts,
  updates: readonly Update[],
  referral: Referral,
  { principal, headers }: SignedIn,
): Promise<Result<Answer>> => {
  const isMinimal = preferredReturn(headers.prefer) === 'minimal';
  const shownAfter = await Promise.all(updates.map(({ basis }) => showById(ports, referral, basis, principal.actor)));
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
