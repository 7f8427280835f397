import type { Extension, Location as FhirLocation, HealthcareService, Organization } from 'fhir/r4.js';
import { accessFacts } from '../../contracts/directory/access.ts';
import { type CapacityState, capacityStates } from '../../contracts/directory/capacity.ts';
import { needs } from '../../contracts/directory/needs.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import type { Day, Entry } from '../../functions/domain/directory/entry.ts';
import { type Named, only } from '../named.ts';
import type { Location, Organisation, Service } from './profile.ts';

const parts = (type: string, ...names: readonly string[]): string[] => names.map((name) => `${type}.${name}`);

export const serviceFields: readonly Named[] = [
  {
    why: 'to know which service it is, and by what directory it is listed',
    elements: parts('HealthcareService', 'resourceType', 'id', 'meta', 'identifier', 'active', 'name', 'providedBy'),
  },
  {
    why: 'to see whether it suits somebody: what it is for, for whom, when, where and with what access',
    elements: parts(
      ...(['HealthcareService', 'type', 'comment', 'extraDetails', 'location', 'coverageArea', 'eligibility'] as const),
      ...(['characteristic', 'communication', 'availableTime'] as const),
    ),
  },
  { why: 'to ask it something', elements: parts('HealthcareService', 'telecom') },
  {
    why: 'to see whether it has room, when it was last checked, and why it has its rank',
    elements: parts('HealthcareService', 'extension'),
  },
];
export const listedOrganisationFields: readonly Named[] = [
  {
    why: 'to know who runs a service, and how to ask them',
    elements: parts('Organization', 'resourceType', 'id', 'meta', 'identifier', 'name', 'telecom', 'extension'),
  },
];
export const locationFields: readonly Named[] = [
  {
    why: 'to find the place, and to see whether one can get in',
    elements: parts(
      ...([
        'Location',
        'resourceType',
        'id',
        'meta',
        'identifier',
        'name',
        'description',
        'address',
        'position',
      ] as const),
      ...(['telecom', 'physicalType'] as const),
    ),
  },
];

/** What is known of a service at this moment. */
export interface Listed {
  readonly entry: Entry;
  readonly service: Service;
  readonly capacity: CapacityState;
  readonly stale: boolean;
  /** Of one that is closed or gone: what has taken its place. */
  readonly successor?: Pick<Entry, 'key' | 'name'>;
  readonly why?: string;
  /** Of its feed: what ids are from, and where the entry comes from. */
  readonly source: string;
  readonly changed: string;
  readonly version: number;
  readonly keyOf: (id: string) => string;
}

const capacityExtension = (state: CapacityState): Extension => ({
  url: extensions.sdohCapacity,
  extension: [
    {
      url: 'capacityStatus',
      valueCodeableConcept: {
        coding: [{ system: systems.sdohCapacity, code: capacityStates[state].sdoh }],
        text: capacityStates[state].display,
      },
    },
  ],
});

const weekdays: Readonly<Record<Day, 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'>> = {
  ...{ MO: 'mon', TU: 'tue', WE: 'wed', TH: 'thu', FR: 'fri', SA: 'sat', SU: 'sun' },
};

const telecomOf = ({ email, url, phones = [] }: Pick<Service, 'email' | 'url' | 'phones'>) => {
  const found = [
    ...phones.map(({ number }) => ({ system: 'phone' as const, value: number })),
    ...(email === undefined ? [] : [{ system: 'email' as const, value: email }]),
    ...(url === undefined ? [] : [{ system: 'url' as const, value: url }]),
  ];
  return found.length > 0 ? { telecom: found } : {};
};

const metaOf = ({ changed, version, source }: Pick<Listed, 'changed' | 'version' | 'source'>) => ({
  meta: { versionId: String(version), lastUpdated: changed, source },
});

const ageText = ({ from, to }: Entry['ages']): string | undefined => {
  if (from !== undefined && to !== undefined) return `Aged ${from} to ${to}`;
  if (from !== undefined) return `Aged ${from} and over`;
  return to === undefined ? undefined : `Aged ${to} and under`;
};

export const showService = (listed: Listed): HealthcareService => {
  const { entry, service, capacity, stale, why, source, keyOf, successor } = listed;
  const ages = ageText(entry.ages);
  const locations = entry.places.flatMap(({ location }) => (location === undefined ? [] : [location]));
  const languages = (service.languages ?? []).flatMap(({ name }) => (name === undefined ? [] : [{ text: name }]));
  const eligibility = [service.eligibility_description, ages].filter((one) => one !== undefined);
  return servicesOnly({
    resourceType: 'HealthcareService',
    id: entry.key,
    ...metaOf(listed),
    extension: [
      capacityExtension(capacity),
      ...(entry.checked === undefined ? [] : [{ url: extensions.lastChecked, valueDate: entry.checked }]),
      { url: extensions.stale, valueBoolean: stale },
      ...(successor === undefined
        ? []
        : [
            {
              url: extensions.replacedBy,
              valueReference: { reference: `HealthcareService/${successor.key}`, display: successor.name },
            },
          ]),
      ...(why === undefined ? [] : [{ url: extensions.whyThisRank, valueString: why }]),
    ],
    identifier: [{ system: source, value: entry.service }],
    active: entry.open,
    ...(entry.organisation
      ? { providedBy: { reference: `Organization/${keyOf(entry.organisation.id)}`, display: entry.organisation.name } }
      : {}),
    type: entry.needs.map((code) => ({ coding: [{ system: systems.need, code, display: needs[code].display }] })),
    ...(locations.length > 0 ? { location: locations.map((id) => ({ reference: `Location/${keyOf(id)}` })) } : {}),
    name: entry.name,
    ...(service.description === undefined ? {} : { comment: service.description }),
    ...(service.fees === undefined ? {} : { extraDetails: service.fees }),
    ...telecomOf(service),
    ...(eligibility.length > 0 ? { eligibility: eligibility.map((text) => ({ code: { text } })) } : {}),
    ...(entry.access.length > 0
      ? {
          characteristic: entry.access.map((code) => ({
            coding: [{ system: systems.directoryAccess, code, display: accessFacts[code].display }],
          })),
        }
      : {}),
    ...(languages.length > 0 ? { communication: languages } : {}),
    ...(entry.days.length > 0 ? { availableTime: [{ daysOfWeek: entry.days.map((day) => weekdays[day]) }] } : {}),
  });
};
const servicesOnly = only<HealthcareService>(serviceFields);

type Told = Pick<Listed, 'source' | 'changed' | 'version'>;

export const showListedOrganisation = (id: string, of: Organisation, told: Told): Organization =>
  organisationsOnly({
    resourceType: 'Organization',
    id,
    ...metaOf(told),
    identifier: [
      { system: told.source, value: of.id },
      ...(of.organization_identifiers ?? []).map(({ identifier_scheme, identifier }) => ({
        ...(identifier_scheme === undefined ? {} : { type: { text: identifier_scheme } }),
        value: identifier,
      })),
    ],
    name: of.name,
    ...telecomOf({ email: of.email, url: of.website ?? of.url, phones: of.phones }),
  });
const organisationsOnly = only<Organization>(listedOrganisationFields);

export const showLocation = (id: string, of: Location, told: Told): FhirLocation => {
  const { latitude, longitude, name, description, addresses: [address] = [] } = of;
  const lines = [address?.address_1, address?.address_2].filter((one) => one !== undefined);
  return locationsOnly({
    resourceType: 'Location',
    id,
    ...metaOf(told),
    identifier: [{ system: told.source, value: of.id }],
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...telecomOf({ phones: of.phones }),
    ...(address
      ? {
          address: {
            ...(lines.length > 0 ? { line: lines } : {}),
            ...(address.city === undefined ? {} : { city: address.city }),
            ...(address.postal_code === undefined ? {} : { postalCode: address.postal_code }),
            ...(address.country === undefined ? {} : { country: address.country }),
          },
        }
      : {}),
    ...(latitude === undefined || longitude === undefined ? {} : { position: { latitude, longitude } }),
  });
};
const locationsOnly = only<FhirLocation>(locationFields);
