import type { Communication, FhirResource } from 'fhir/r4.js';
import { messageToWhoReferred } from '../../../mappings/to-referrer.ts';
import { namesIn } from '../../delivery/names.ts';
import { authorityIn, sightOf } from '../../domain/authority/authority.ts';
import { mayHear } from '../../domain/participant.ts';
import { roleOf } from '../../domain/parties.ts';
import { findResource, type Reader, type Referral } from '../../domain/referral.ts';
import { isForReferrer, madeIn } from '../../domain/said/correspondence.ts';
import type { FhirPorts } from '../ports.ts';
import { withNotice } from './duty-notice.ts';
import { view } from './view.ts';

/**
 * `view`, and for a message to the practice the words that it is delivered with: made from the version that caused it, so
 * that it reads the same however often it is fetched. That costs one more read of the ledger where newer versions stand.
 */
export const show = async (
  ports: Pick<FhirPorts, 'ledger' | 'participants'>,
  referral: Referral,
  resource: FhirResource,
  reader: Reader,
): Promise<FhirResource | undefined> => {
  const shown = view(referral, resource, reader);
  if (shown?.resourceType === 'Task' && roleOf(referral, reader.organisation) === 'coordinator')
    return withNotice(ports, referral, shown);
  if (shown === undefined || !isMessage(resource, referral) || roleOf(referral, reader.organisation) === 'coordinator')
    return shown;
  const version = madeIn(resource);
  const asOf = version === referral.version ? referral : (await ports.ledger.load(referral.id, version))?.referral;
  if (!asOf) throw new Error('A message names a version that its ledger lacks');
  const [nameOf, known] = await Promise.all([
    namesIn(ports, asOf),
    ports.participants.organisation(reader.organisation),
  ]);
  // A connector hears less than their practice: the words of a message would tell what its codes do not.
  const sight = sightOf(authorityIn(referral, reader));
  const hears = known && (sight === undefined || sight === 'outcome') ? mayHear(known) : 'status';
  const surroundings = { nameOf, newest: referral, mayHear: hears } as const;
  return messageToWhoReferred(resource, asOf, surroundings);
};

export const showById = async (
  ports: Pick<FhirPorts, 'ledger' | 'participants'>,
  referral: Referral,
  { type, id }: { readonly type: string; readonly id: string },
  reader: Reader,
): Promise<FhirResource | undefined> => {
  const resource = findResource(referral, type, id);
  return resource && show(ports, referral, resource, reader);
};

const isMessage = (resource: FhirResource, referral: Referral): resource is Communication =>
  resource.resourceType === 'Communication' && isForReferrer(resource, referral);
