import { roleOf } from '../../../domain/parties.ts';
import type { Referral } from '../../../domain/referral.ts';
import { isHearer } from '../../../domain/said/correspondence.ts';
import { isDelegated } from '../../../domain/tasks/delegation.ts';
import type { Loaded } from '../../../usecases/ports.ts';
import { idBeside } from '../../../usecases/submitted.ts';
import type { FhirPorts } from '../../ports.ts';
import type { Lookup } from './parameter.ts';

/**
 * The referrals that lookups lead to, as far as there is something of this type in them for the organisation. One read of a ledger
 * for each; a short reference costs a read of its row before, and an identifier another one where a draft may have had it.
 *
 * @param senders whose identifiers they may be
 */
export const foundReferrals = async (
  ports: Pick<FhirPorts, 'ledger' | 'hash' | 'references'>,
  lookups: readonly Lookup[],
  asking: Asking,
  senders: readonly string[],
): Promise<Referral[]> => {
  const ids = await Promise.all(lookups.map((lookup) => idsOf(ports, lookup, senders)));
  const named = await Promise.all([...new Set(ids.flat())].sort().map((id) => loadOrFollow(ports, id)));
  const beside = lookups.some(({ kind }) => kind === 'identifier') ? await besideDrafts(ports, named) : [];
  const loaded = [...named, ...beside];
  const referrals = new Map(loaded.flatMap((found) => (found ? [[found.referral.id, found.referral]] : [])));
  return [...referrals.values()].filter((referral) => isShownTo(referral, asking));
};

/** The identifier of a further need leads to the referral that it joined. */
const loadOrFollow = async ({ ledger }: Pick<FhirPorts, 'ledger'>, id: string): Promise<Loaded | undefined> => {
  const loaded = await ledger.load(id);
  if (loaded) return loaded;
  const joined = await ledger.aliasOf(id);
  return joined === undefined ? undefined : ledger.load(joined);
};

/** What was sent under the name of a draft. Only a sender's own Task was ever one, so that nobody else pays for another read. */
const besideDrafts = (
  ports: Pick<FhirPorts, 'ledger' | 'hash'>,
  named: readonly (Loaded | undefined)[],
): Promise<(Loaded | undefined)[]> =>
  Promise.all(
    named.flatMap((found) =>
      found && !isDelegated(found.referral) ? [loadOrFollow(ports, idBeside(ports.hash, found.referral.id))] : [],
    ),
  );

const idsOf = async (
  { hash, references }: Pick<FhirPorts, 'hash' | 'references'>,
  lookup: Lookup,
  senders: readonly string[],
): Promise<readonly string[]> => {
  switch (lookup.kind) {
    case 'referral':
      return lookup.referral === '' ? [] : [lookup.referral];
    case 'reference':
      return references(lookup.reference);
    case 'identifier':
      return senders.map((sender) => hash('identifier', sender, lookup.system, lookup.value));
  }
};

/** Who asks, and whether for what hearers are shown too. */
interface Asking {
  readonly organisation: string;
  readonly forHearers?: true;
}

/** Partners have their own API; over FHIR they see nothing. */
export const isShownTo = (referral: Referral, { organisation, forHearers }: Asking): boolean => {
  const role = roleOf(referral, organisation);
  if (role === undefined) return forHearers === true && isHearer(referral, organisation);
  return role === 'referrer' || role === 'coordinator';
};
