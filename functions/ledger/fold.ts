import type { FhirResource } from 'fhir/r4.js';
import { isSomebodys } from '../domain/hub.ts';
import { readReferral, referenceTo } from '../domain/referral.ts';
import { referenceOf } from '../domain/request/reference.ts';
import type { Loaded, SeenRequest } from '../usecases/ports.ts';
import { eventsIn, isSnapshot, resourcesIn, type StoredVersion, seenIn, versionOf } from './item.ts';
import { referralOfKey } from './keys.ts';

/** A version is missing: nothing may be decided on a referral with a hole. It stops with an alarm. */
export class LedgerGap extends Error {
  constructor(pk: string, version: number) {
    super(`Ledger of ${pk} has no version ${version}`);
    this.name = 'LedgerGap';
  }
}

/** Keeps the first of each key: items come newest first. */
const keepNewest = <T>(into: Map<string, T>, values: readonly T[], keyOf: (value: T) => string): void => {
  for (const value of values) {
    const key = keyOf(value);
    if (!into.has(key)) into.set(key, value);
  }
};

/** Newest first, down to a snapshot: the newest of each resource is the state. DESIGN 5. */
export const fold = (items: readonly StoredVersion[]): Loaded | undefined => {
  const newest = items[0];
  if (!newest) return undefined;
  const version = versionOf(newest);
  const resources = new Map<string, FhirResource>();
  const seen = new Map<string, SeenRequest>();
  for (const [i, item] of items.entries()) {
    if (versionOf(item) !== version - i) throw new LedgerGap(newest.pk, version - i);
    const held = resourcesIn(item);
    keepNewest(resources, held, referenceTo);
    keepNewest(seen, seenIn(item, held), (r) => `${r.client} ${r.organisation} ${r.id}`);
    if (isSnapshot(item)) return loaded(newest, resources.values(), [...seen.values()]);
  }
  throw new LedgerGap(newest.pk, version - items.length);
};

/** The last action of each organisation, by somebody there. */
const actedIn = (seen: readonly SeenRequest[]): Map<string, string> => {
  const acted = new Map<string, string>();
  for (const request of seen.filter(isSomebodys)) {
    const { organisation, at } = request;
    if (at > (acted.get(organisation) ?? '')) acted.set(organisation, at);
  }
  return acted;
};

const loaded = (newest: StoredVersion, resources: Iterable<FhirResource>, seen: SeenRequest[]): Loaded => {
  const id = referralOfKey(newest.pk) ?? '';
  const version = versionOf(newest);
  return {
    referral: readReferral({ id, reference: referenceOf(id), version, at: newest.at, acted: actedIn(seen) }, resources),
    head: {
      ...{ version, at: newest.at, correlation: newest.correlation, events: eventsIn(newest) },
      hash: Buffer.from(newest.hash).toString('base64url'),
    },
    seen,
  };
};
