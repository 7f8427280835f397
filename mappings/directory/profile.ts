import { statuses } from './directory-status.ts';
import { list, object, type Read } from './read.ts';
import { day, decimal, email, id, instant, line, oneOf, phone, text, url, whole } from './values.ts';

/**
 * The UK profile of Open Referral 3.0 (standards.md 8.1), field by field: what stands here is kept and goes out again, nothing else
 * is. Left out on purpose: `assurer_email`, the names and e-mail addresses of `contacts`, and `attention` of an address: they are of
 * people who work there, and nobody needs them to find a service.
 */
const most = { name: 200, line: 300, text: 10_000 } as const;

const described = <T extends { readonly name: string; readonly description?: string }>(
  read: Read<T>,
): Read<T & { readonly description: string }> => {
  return (value, at, notes) => {
    const got = read(value, at, notes);
    // The standard wants one; where nobody wrote it, the name is all that can be said.
    return got && { ...got, description: got.description ?? got.name };
  };
};

export const readTerm = described(
  object(
    { id, name: line(most.name) },
    {
      description: text(1_000),
      parent_id: id,
      taxonomy: line(most.name),
      taxonomy_id: id,
      term_uri: url,
      term: line(most.name),
    },
  ),
);
const attributes = list(
  object({ taxonomy_term: readTerm }, { id, link_id: id, taxonomy_term_id: id, link_type: line(most.name) }),
);
const phones = list(
  object({ number: phone }, { id, extension: line(20), type: line(50), description: line(most.line) }),
);

export const readOrganisation = described(
  object(
    { id, name: line(most.name) },
    {
      ...{
        description: text(most.text),
        email,
        website: url,
        url,
        logo: url,
        uri: url,
        parent_organization_id: id,
        phones,
      },
      attributes,
      organization_identifiers: list(
        object(
          { identifier: line(most.name) },
          { id, identifier_scheme: line(50), identifier_type: line(100), attributes },
        ),
      ),
    },
  ),
);

const addresses = list(
  object(
    {},
    {
      ...{
        id,
        location_id: id,
        address_1: line(most.line),
        address_2: line(most.line),
        city: line(100),
        region: line(100),
      },
      ...{ state_province: line(100), postal_code: line(12), country: line(60), attributes },
      address_type: oneOf(['physical', 'postal', 'virtual']),
    },
  ),
);
const accessibility = list(
  object(
    {},
    {
      id,
      location_id: id,
      description: text(2_000),
      details: text(2_000),
      url,
      attributes,
      accessibility: text(2_000),
    },
  ),
);
export const readLocation = object(
  { id },
  {
    ...{ location_type: oneOf(['physical', 'postal', 'virtual']), name: line(most.name), description: text(most.text) },
    ...{ latitude: decimal(-90, 90), longitude: decimal(-180, 180), phones, attributes, addresses, accessibility },
    ...{ external_identifier: line(100), external_identifier_type: line(50) },
  },
);

const clock: Read<string> = line(20);
const schedules = list(
  object(
    {},
    {
      ...{ id, service_id: id, service_at_location_id: id, valid_from: day, valid_to: day, dtstart: day },
      ...{ freq: oneOf(['WEEKLY', 'MONTHLY']), interval: whole(1, 1_000), byday: line(60), bymonthday: line(100) },
      ...{ description: text(2_000), opens_at: clock, closes_at: clock, schedule_link: url },
      ...{ attending_type: line(most.line), notes: text(2_000) },
    },
  ),
);

export const readService = object(
  { id, name: line(most.name), status: oneOf(statuses) },
  {
    ...{
      organization_id: id,
      description: text(most.text),
      url,
      email,
      fees: text(2_000),
      accreditations: text(2_000),
    },
    ...{ minimum_age: decimal(0, 130), maximum_age: decimal(0, 130), assured_date: day, alert: text(2_000) },
    ...{ last_modified: instant, phones, schedules, attributes, organization: readOrganisation },
    eligibility_description: text(2_000),
    service_areas: list(
      object(
        {},
        {
          ...{ id, service_id: id, name: text(1_000), extent: line(most.line), extent_type: line(50), uri: url },
          service_area: text(1_000),
        },
      ),
    ),
    service_at_locations: list(
      object({}, { id, service_id: id, location_id: id, location: readLocation, schedules, description: text(2_000) }),
    ),
    languages: list(object({}, { id, service_id: id, phone_id: id, name: line(100), code: line(10) })),
    funding: list(object({}, { id, service_id: id, source: text(2_000) })),
    cost_options: list(
      object(
        {},
        {
          ...{ id, service_id: id, valid_from: day, valid_to: day, option: line(most.line), currency: line(10) },
          ...{ amount: decimal(0, 1_000_000), amount_description: line(most.line) },
        },
      ),
    ),
    contacts: list(
      object({}, { id, service_id: id, title: line(most.line), department: line(most.line), phones, attributes }),
    ),
  },
);
export type Service = NonNullable<ReturnType<typeof readService>>;
export type Organisation = NonNullable<ReturnType<typeof readOrganisation>>;
export type Location = NonNullable<ReturnType<typeof readLocation>>;
export type Term = NonNullable<ReturnType<typeof readTerm>>;
