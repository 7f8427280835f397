import type { FhirResource, Reference } from 'fhir/r4.js';
import { showOrganisation } from '../../../../mappings/organisation.ts';
import { organisationOf, type Reader, type Referral, referenceTo, resourcesOf } from '../../../domain/referral.ts';
import type { FhirPorts } from '../../ports.ts';
import { view } from '../view.ts';

/** Those that a summary does not suffice for: the request and the person are read from the ledger. */
export const needsLedger = (includes: readonly string[]): boolean =>
  includes.some((i) => i === 'Task:focus' || i === 'Task:patient');

/** What a match refers to, as far as the caller may see it. Organisations are those that the match itself names. */
export const includesOf = async (
  { participants }: Pick<FhirPorts, 'participants'>,
  includes: readonly string[],
  match: FhirResource,
  reader: Reader,
  referral?: Referral,
): Promise<FhirResource[]> => {
  if (match.resourceType !== 'Task' || includes.length === 0) return [];
  const named: Readonly<Record<string, Reference | undefined>> = {
    'Task:focus': match.focus,
    'Task:patient': match.for,
    'Task:requester': match.requester,
    'Task:owner': match.owner,
  };
  const found = await Promise.all(
    includes.map(async (include): Promise<FhirResource | undefined> => {
      const reference = named[include];
      const code = organisationOf(reference);
      if (code === undefined) return referral && within(referral, reference, reader);
      const participant = await participants.organisation(code);
      return participant && showOrganisation(participant);
    }),
  );
  return found.filter((resource) => resource !== undefined);
};

const within = (referral: Referral, named: Reference | undefined, reader: Reader): FhirResource | undefined => {
  const resource = resourcesOf(referral).find((r) => referenceTo(r) === named?.reference);
  return resource && view(referral, resource, reader);
};
