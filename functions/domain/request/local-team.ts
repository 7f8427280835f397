import type { Address } from 'fhir/r4.js';
import type { Area } from '../../../contracts/areas/area.ts';
import type { Team } from '../../../contracts/areas/teams.ts';
import { outwardCode, outwardCodeAtEndOf, postcodeSector, postcodeSectorAtEndOf } from './postcode.ts';
import { organisationCode, type RequestParts } from './request-parts.ts';

/** Which team, and by what; or why a person has to say it. */
type Routed =
  | { readonly team: Team; readonly by: 'only-one' | 'practice' | 'postcode' }
  | { readonly ask: 'nothing-known' | 'several' };

/**
 * The local team that a request is for: by the practice where the person is registered, else by the practice that asks, else by
 * where they live. Exactly one, or a person is asked: two teams are never guessed between, and nobody is turned away for it.
 */
export const localTeam = (parts: RequestParts, { teams }: Pick<Area, 'teams'>): Routed => {
  const [only, second] = teams;
  if (only && !second) return { team: only, by: 'only-one' };
  const { patient, request } = parts;
  const registered = (patient.generalPractitioner ?? []).map((one) => organisationCode(parts, patient, one));
  const asking = organisationCode(parts, request, request.requester);
  const found = [
    { by: 'practice', of: ofPractices(teams, registered) },
    { by: 'practice', of: ofPractices(teams, [asking]) },
    { by: 'postcode', of: ofHomes(teams, patient.address ?? []) },
  ] as const;
  for (const { by, of } of found) if (of.length === 1 && of[0]) return { team: of[0], by };
  return { ask: found.some(({ of }) => of.length > 1) ? 'several' : 'nothing-known' };
};

const distinct = (all: readonly (Team | undefined)[]): Team[] => [...new Set(all.filter((team) => team !== undefined))];

const ofPractices = (teams: readonly Team[], codes: readonly (string | undefined)[]): Team[] =>
  distinct(codes.map((code) => teams.find(({ practices }) => code !== undefined && practices.includes(code))));

/** Where somebody works, lived, or stays for a while is not where they live. */
const ofHomes = (teams: readonly Team[], addresses: readonly Address[]): Team[] =>
  distinct(
    addresses
      .filter(({ use }) => use === undefined || use === 'home')
      .map((home) => partsOf(home).map((part) => withPostcode(teams, part))[0]),
  );

const withPostcode = (teams: readonly Team[], { sector, outward }: PostcodeParts): Team | undefined =>
  teams.find(({ postcodes }) => sector !== undefined && postcodes.includes(sector)) ??
  teams.find(({ postcodes }) => postcodes.includes(outward));

interface PostcodeParts {
  readonly outward: string;
  readonly sector: string | undefined;
}

const partsOf = ({ postalCode, text = '' }: Address): PostcodeParts[] => {
  const outward = postalCode === undefined ? outwardCodeAtEndOf(text) : outwardCode(postalCode);
  const sector = postalCode === undefined ? postcodeSectorAtEndOf(text) : postcodeSector(postalCode);
  return outward === undefined ? [] : [{ outward, sector }];
};
