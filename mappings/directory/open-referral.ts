import { elementsIn, type Named } from '../named.ts';
import type { Service, Term } from './profile.ts';

/** What goes out as Open Referral UK 3.0: what came in by the profile, and nothing that the hub knows besides. */
export const openReferralFields: readonly Named<keyof Service>[] = [
  {
    why: 'to know which service it is and who runs it',
    elements: ['id', 'name', 'status', 'organization', 'organization_id'],
  },
  {
    why: 'to see whether it suits somebody',
    elements: [
      ...([
        'description',
        'minimum_age',
        'maximum_age',
        'eligibility_description',
        'schedules',
        'service_areas',
      ] as const),
      ...([
        'service_at_locations',
        'languages',
        'attributes',
        'cost_options',
        'fees',
        'accreditations',
        'alert',
      ] as const),
    ],
  },
  { why: 'to ask it something', elements: ['url', 'email', 'phones', 'contacts'] },
  { why: 'to see how old that is, and who pays for it', elements: ['assured_date', 'last_modified', 'funding'] },
];
const elements = elementsIn(openReferralFields);

/** One service, whole. */
export const showOpenReferral = (service: Service): Service => ({
  ...{ id: service.id, name: service.name, status: service.status },
  ...Object.fromEntries(elements.filter((name) => service[name] !== undefined).map((name) => [name, service[name]])),
});

/** Every term that a service of the directory carries, each once, by its id. */
export const termsOf = (services: readonly Service[]): readonly Term[] => {
  const found = new Map<string, Term>();
  for (const { attributes = [] } of services)
    for (const { taxonomy_term } of attributes)
      if (!found.has(taxonomy_term.id)) found.set(taxonomy_term.id, taxonomy_term);
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** A page as the standard has it (standards.md 8.1). */
export const pageOf = <T>(contents: readonly T[], number: number, perPage: number, total: number) => {
  const pages = Math.ceil(total / perPage);
  return {
    ...{ total_items: total, total_pages: pages, page_number: number, size: contents.length },
    ...{ first_page: number === 1, last_page: number >= pages, empty: contents.length === 0, contents },
  };
};
