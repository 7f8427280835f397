import { isAbsent, isObject } from './read.ts';

type Raw = Readonly<Record<string, unknown>>;

const listIn = (of: Raw, ...names: readonly string[]): readonly Raw[] =>
  names.flatMap((name): unknown[] => (Array.isArray(of[name]) ? of[name] : [])).filter(isObject);

const without = (of: Raw): Raw => Object.fromEntries(Object.entries(of).filter(([, value]) => !isAbsent(value)));
const some = (parts: readonly Raw[]): readonly Raw[] | undefined => (parts.length > 0 ? parts : undefined);

/** Live councils still publish version 1 (standards.md 8.2): by what only that one has. */
export const isVersion1 = (item: Raw): boolean =>
  [
    'regular_schedules',
    'service_taxonomys',
    'eligibilitys',
    'fundings',
    'pc_metadata',
    'attending_access',
    'deliverable_type',
  ].some((name) => Object.hasOwn(item, name));

/** An item of version 1, with openPlace's own `pc_*` beside it, in the words of version 3. Nothing is judged here. */
export const fromVersion1 = (item: Raw): Raw => {
  const said = isObject(item.pc_metadata) ? item.pc_metadata : {};
  const [eligible = {}] = listIn(item, 'eligibilitys', 'eligibilities');
  const assured = isAbsent(item.assured_date) ? said.date_assured : item.assured_date;
  return without({
    ...item,
    organization: isObject(item.organization) ? organisationOf(item.organization) : undefined,
    assured_date: assured,
    last_modified: isAbsent(item.last_modified) ? said.date_modified : item.last_modified,
    minimum_age: item.minimum_age ?? eligible.minimum_age,
    maximum_age: item.maximum_age ?? eligible.maximum_age,
    eligibility_description: item.eligibility_description ?? eligible.eligibility,
    schedules: some([...listIn(item, 'schedules', 'regular_schedules'), ...attending(item)]),
    funding: some(listIn(item, 'funding', 'fundings')),
    languages: some(listIn(item, 'languages').map((one) => ({ ...one, name: one.name ?? one.language }))),
    service_at_locations: some(listIn(item, 'service_at_locations').map(placeOf)),
    attributes: some([...listIn(item, 'attributes'), ...terms(item), ...audiences(item)]),
  });
};

const organisationOf = (of: Raw): Raw =>
  without({ ...of, website: isAbsent(of.website) ? of.url : of.website, url: undefined });

/** How one goes there has a place of its own in version 1, and in version 3 only at a time. */
const attending = (item: Raw): readonly Raw[] => {
  const notes = [item.deliverable_type, item.attending_access, item.pc_attendingAccess_additionalInfo];
  const told = notes.filter((one) => typeof one === 'string' && one.trim() !== '').join('. ');
  const one = without({ attending_type: item.attending_type, notes: told });
  return Object.keys(one).length > 0 ? [one] : [];
};

const placeOf = (of: Raw): Raw => {
  const { location, regular_schedule, regular_schedules, ...rest } = of;
  const place = isObject(location) ? location : undefined;
  return without({
    ...rest,
    schedules: some(listIn({ regular_schedule, regular_schedules }, 'regular_schedule', 'regular_schedules')),
    location: place && {
      ...place,
      location_type: place.location_type ?? 'physical',
      addresses: some(
        listIn(place, 'addresses', 'physical_addresses').map((one) => ({
          ...one,
          address_type: one.address_type ?? 'physical',
        })),
      ),
      accessibility: some(listIn(place, 'accessibility', 'accessibility_for_disabilities')),
    },
  });
};

const terms = (item: Raw): readonly Raw[] =>
  listIn(item, 'service_taxonomys', 'service_taxonomies').flatMap(({ id, taxonomy }) =>
    isObject(taxonomy)
      ? [
          without({
            id,
            link_type: 'service',
            taxonomy_term: { ...taxonomy, taxonomy: taxonomy.vocabulary ?? taxonomy.taxonomy },
          }),
        ]
      : [],
  );

const audiences = (item: Raw): readonly Raw[] =>
  listIn(item, 'pc_targetAudience').map(({ id, audienceType }) => ({
    link_type: 'audience',
    taxonomy_term: { id: `audience-${String(id)}`, name: audienceType, taxonomy: 'audience' },
  }));
