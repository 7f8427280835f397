import { outwardCodePlaces } from '../../contracts/areas/outward-codes.ts';
import { accessFacts, isAccessFact } from '../../contracts/directory/access.ts';
import { isNeed, needs, needTaxonomy } from '../../contracts/directory/needs.ts';
import { days, type Entry, type WayToMeet } from '../../functions/domain/directory/entry.ts';
import { codesIn } from '../../functions/domain/directory/known-words.ts';
import type { Disputable, Saying } from '../../functions/domain/directory/who-wins.ts';
import { outwardCode } from '../../functions/domain/request/postcode.ts';
import { daysIn } from './days.ts';
import type { Service } from './profile.ts';

interface Where {
  readonly key: string;
  readonly feed: string;
  readonly changed: string;
  /** Today, `YYYY-MM-DD`: times that are over are none. */
  readonly today: string;
  readonly keyOf: (id: string) => string;
  /** What was said of it by hand, and holds. */
  readonly said: ReadonlyMap<Disputable, Saying>;
}

const needsIn = codesIn(needs);
const accessIn = codesIn(accessFacts);

/** One service as matching reads it. */
export const toEntry = (service: Service, { key, feed, changed, today, said, keyOf }: Where): Entry => {
  const byHand = (field: Disputable): string | undefined => said.get(field)?.says[field];
  const listed = (field: Disputable): string[] | undefined =>
    byHand(field)
      ?.split(',')
      .map((one) => one.trim());
  // Said as nothing: nobody runs it, or follows it, any more.
  const [partner, successor] = [byHand('partner') || undefined, byHand('successor') || undefined];
  const at = placeOf(service);
  const checked = checkedOn(service, said);
  const { organization, minimum_age: from, maximum_age: to } = service;
  return {
    ...{ key, feed, changed, service: service.id, name: service.name, open: service.status === 'active' },
    ...(organization
      ? { organisation: { id: organization.id, key: keyOf(organization.id), name: organization.name } }
      : {}),
    places: places(service).map(({ id, location }) => ({
      ...(id === undefined ? {} : { id }),
      ...(location ? { location: location.id } : {}),
    })),
    terms: [...new Set((service.attributes ?? []).map(({ taxonomy_term }) => taxonomy_term.id))],
    needs: listed('needs')?.filter(isNeed) ?? needsOf(service),
    ages: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
    access: listed('access')?.filter(isAccessFact) ?? accessOf(service),
    days: days.filter((day) => (listed('days') ?? daysOf(service, today)).includes(day)),
    ways: waysOf(service),
    ...(at ? { at } : {}),
    national: isNational(service),
    ...(checked === undefined ? {} : { checked }),
    ...(partner === undefined ? {} : { partner }),
    ...(successor === undefined ? {} : { successor }),
  };
};

const places = (service: Service) => service.service_at_locations ?? [];

/** How the hub files an entry: whoever says it has asked nobody whether the group still meets. */
const isFiling = (field: Disputable): boolean => ['partner', 'successor', 'needs'].includes(field);

/** The newest day on which anybody answered for it: the council that lists it, or whoever said by hand what it is like. */
const checkedOn = ({ assured_date }: Service, said: Where['said']): string | undefined => {
  const byHand = [...said].filter(([field, { by }]) => by !== 'feed' && !isFiling(field));
  return [assured_date, ...byHand.map(([, { at }]) => at.slice(0, 10))]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
};

const termsOf = ({ attributes = [] }: Service): string =>
  attributes.map(({ taxonomy_term: { name, term = '' } }) => `${name} ${term}`).join('. ');

/** By its name and its terms; only where they say nothing by what is written of it, where every word may stand for anything. */
const needsOf = (service: Service): Entry['needs'] => {
  const own = (service.attributes ?? [])
    .filter(({ taxonomy_term }) => taxonomy_term.taxonomy === needTaxonomy)
    .map(({ taxonomy_term }) => taxonomy_term.id)
    .filter(isNeed);
  if (own.length > 0) return own;
  const named = needsIn(`${service.name}. ${termsOf(service)}`);
  if (named.length > 0) return named;
  const described = needsIn((service.description ?? '').slice(0, 600));
  return described.length > 0 ? described : ['other'];
};

const denies = /\b(?:no|not|without|unable|unfortunately|cannot|limited|partial|partly)\b|n['’]t\b/i;

/** A sentence that says no says nothing: "not step-free" must never count as step-free. */
const affirmed = (text: string): string =>
  text
    .split(/[.;!?\n]/)
    .filter((sentence) => !denies.test(sentence.replace(/no steps/i, 'step-free')))
    .join('. ');

const accessOf = (service: Service): Entry['access'] => {
  const of = places(service).flatMap(({ location }) => [
    location?.description,
    ...(location?.accessibility ?? []).flatMap((one) => [one.accessibility, one.description, one.details]),
  ]);
  return accessIn(affirmed([service.description, service.eligibility_description, termsOf(service), ...of].join('. ')));
};

const schedulesOf = (service: Service) => [
  ...(service.schedules ?? []),
  ...places(service).flatMap(({ schedules = [] }) => schedules),
];

const daysOf = (service: Service, today: string): string[] =>
  schedulesOf(service)
    .filter(({ valid_to }) => valid_to === undefined || valid_to >= today)
    .flatMap(({ byday }) => daysIn(byday));

const wayWords: readonly (readonly [WayToMeet, RegExp])[] = [
  ['home-visit', /\bhome visit|\bat home\b|in your (?:own )?home/i],
  ['telephone', /\b(?:tele)?phone\b|\bhelpline\b/i],
  ['video', /\bonline\b|\bvideo\b|\bvirtual|\bzoom\b|\bskype\b/i],
  ['in-person', /\bin[- ]person\b|\bvenue\b|\bface[- ]to[- ]face\b|\bgroup session/i],
];

/** How one asks is not how one meets: "please phone first" and "book online" are said of a walk, too. */
const isOfAsking =
  /\d{5}|\b(?:please|first|before|book\w*|ring|contact\w*|e-?mail\w*|enquir\w*|register\w*|appl(?:y|ication)\w*|sign up|refer\w*|ask|or (?:tele)?phone|details|information)\b/i;

const howToMeet = (notes = ''): string =>
  notes
    .split(/[.;!?\n]/)
    .filter((sentence) => !isOfAsking.test(sentence))
    .join('. ');

const waysOf = (service: Service): WayToMeet[] => {
  const told = schedulesOf(service)
    .flatMap(({ attending_type, notes }) => [attending_type, howToMeet(notes)])
    .join('. ');
  const isAt = places(service).some(({ location }) => location?.addresses?.some(({ postal_code }) => postal_code));
  const isVirtual = places(service).some(({ location }) => location?.location_type === 'virtual');
  return wayWords.flatMap(([way, words]) =>
    words.test(told) || (way === 'in-person' && isAt) || (way === 'video' && isVirtual) ? [way] : [],
  );
};

const placeOf = (service: Service): Entry['at'] => {
  for (const { location } of places(service)) {
    const { latitude, longitude, addresses = [] } = location ?? {};
    if (latitude !== undefined && longitude !== undefined) return [latitude, longitude];
    const outward = addresses.map(({ postal_code = '' }) => outwardCode(postal_code)).find((one) => one !== undefined);
    const known = outward === undefined ? undefined : outwardCodePlaces[outward];
    if (known) return known;
  }
  return undefined;
};

const wholeCountry = /\b(?:national|nationwide|uk[- ]wide|whole (?:of the )?(?:uk|country)|united kingdom|england)\b/i;
const isNational = ({ service_areas = [] }: Service): boolean =>
  service_areas.some(({ name = '', service_area = '', extent = '' }) =>
    wholeCountry.test(`${name} ${service_area} ${extent}`),
  );
