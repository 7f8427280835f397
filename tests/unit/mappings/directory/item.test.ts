import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readItem } from '../../../../mappings/directory/item.ts';
import { showOpenReferral } from '../../../../mappings/directory/open-referral.ts';
import { plainText } from '../../../../mappings/directory/plain-text.ts';

const id = '2af617e5-4532-bebe-1036-ffdf2e93ce55';
const least = { id, name: 'Chair yoga', status: 'active', description: 'Sitting down.' };
const read = (more: object) => {
  const item = readItem({ ...least, ...more });
  if (item.kind !== 'service') throw new Error(`Quarantined: ${JSON.stringify(item.faults)}`);
  return item;
};
const faultsOf = (value: unknown): string[] => {
  const item = readItem(value);
  return item.kind === 'service' ? [] : item.faults.map(({ at, why }) => `${at} ${why}`);
};

describe('what live feeds are like (standards.md 8.2)', () => {
  test('an id is opaque: no UUID of RFC 9562, a number, with spaces round it; one of another form is none', () => {
    expect(read({}).service.id).toBe(id);
    expect(read({ id: 4711 }).service.id).toBe('4711');
    expect(read({ id: '  service/7:b ' }).service.id).toBe('service/7:b');
    for (const bad of ['', 'a b', 'ä', 'x'.repeat(65), {}, true, null, '\u0000'])
      expect(faultsOf({ ...least, id: bad })).toContainEqual(expect.stringMatching(/^id /));
  });

  test('an empty string is as if it were not there', () => {
    expect(read({ email: '', url: '  ', fees: '', schedules: [], phones: null }).service).toEqual(least);
  });

  test('HTML becomes words, entities letters; nothing of a script stays', () => {
    const description =
      '<p>Fish &amp; chips&nbsp;for all</p><script>alert(1)</script><ul><li>One</li><li>Two</li></ul><a href="javascript:x()">here</a>';
    expect(read({ description }).service.description).toBe('Fish & chips for all\n\n* One\n* Two\n\nhere');
    expect(read({ description: '&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;left' }).service.description).toBe(
      'left',
    );
    expect(read({ name: 'Men\u2019s <b>Shed</b>\u202e' }).service.name).toBe('Men’s Shed');
  });

  test('a web address without a scheme is completed; one that would be carried out is none', () => {
    expect(read({ url: 'www.urban-yoga.net' }).service.url).toBe('https://www.urban-yoga.net/');
    for (const url of [
      'javascript:alert(1)',
      'https://user:pass@x.example',
      'example_counselling',
      'data:text/html,x',
      'http://[::1]/',
    ])
      expect([url, read({ url }).service.url]).toEqual([url, undefined]);
  });

  test('an e-mail with a space that does not break is read', () => {
    expect(read({ email: '\u00a0hello@yoga.example' }).service.email).toBe('hello@yoga.example');
    expect(read({ email: 'not an address' })).toMatchObject({ warnings: [{ at: 'email', why: 'unusable' }] });
  });

  test('e-mails and names of people who work there are left out, wherever they stand', () => {
    const { service } = read({
      ...{
        assurer_email: 'jo@council.example',
        pc_metadata: { assured_by: 'jo@council.example', date_assured: '2026-01-02' },
      },
      contacts: [
        {
          id: 'c1',
          name: 'Jo Clerk',
          email: 'jo@council.example',
          title: 'Reception',
          phones: [{ number: '01632 960001' }],
        },
      ],
      service_at_locations: [
        { location: { id: 'l1', addresses: [{ attention: 'Jo Clerk', address_1: '1 High Street' }] } },
      ],
    });
    expect(JSON.stringify(service)).not.toMatch(/Jo Clerk|jo@council/);
    expect(service).toMatchObject({ assured_date: '2026-01-02', contacts: [{ title: 'Reception' }] });
  });

  test('numbers may be written as text; ages the wrong way round, and places beyond the earth, are left out', () => {
    expect(read({ minimum_age: '16', maximum_age: 99 }).service).toMatchObject({ minimum_age: 16, maximum_age: 99 });
    expect(read({ minimum_age: 60, maximum_age: 18 }).service).toEqual(least);
    const far = { service_at_locations: [{ location: { id: 'l', latitude: 100, longitude: -2 } }] };
    expect(read(far)).toMatchObject({
      warnings: [{ at: 'service_at_locations.0.location.latitude', why: 'out-of-range' }],
    });
  });
});

test.each([
  ['without a name', { ...least, name: '' }, 'name missing'],
  ['with a name of another type', { ...least, name: 12345 }, 'name wrong-type'],
  ['without a status', { ...least, status: undefined }, 'status missing'],
  ['with a status that nobody knows', { ...least, status: 'maybe' }, 'status unusable'],
  [
    'of which nobody says a word or how to ask',
    { id, name: 'X', status: 'active', email: 'x', url: 'y' },
    'description missing',
  ],
  ['that is no object', 'a service', ' wrong-type'],
  ['that is nothing', null, ' wrong-type'],
])('an item %s goes to quarantine, and says why', (_, value, fault) => {
  expect(faultsOf(value)).toContain(fault);
});

test('version 1, as live councils send it, is read in the words of version 3', () => {
  const { service } = read({
    ...{
      attending_type: 'Home visit',
      deliverable_type: '1 to 1 support',
      attending_access: 'Appointment',
      assured_date: '',
    },
    eligibilitys: [{ eligibility: 'Carers only', minimum_age: 18 }],
    regular_schedules: [{ id: 's1', opens_at: '10:00', byday: 'TU' }],
    organization: { id: 'o1', name: 'Yoga & Co', description: '', url: 'yoga.example' },
    service_taxonomys: [{ id: 't', taxonomy: { id: 'esd:7', name: 'Yoga', vocabulary: 'esdServiceTypes' } }],
    service_at_locations: [
      {
        id: 'sl1',
        location: {
          ...{ id: 'l1', name: 'Hall', latitude: 51.9, longitude: -2.1 },
          physical_addresses: [{ id: 'a1', address_1: '1 High Street', postal_code: 'GL1 1AA' }],
          accessibility_for_disabilities: [{ accessibility: 'Wheelchair access' }],
        },
      },
    ],
    pc_targetAudience: [{ id: '9', audienceType: 'Carers' }],
  });
  expect(service).toMatchObject({
    ...{
      minimum_age: 18,
      eligibility_description: 'Carers only',
      organization: { website: 'https://yoga.example/', description: 'Yoga & Co' },
    },
    schedules: [{ byday: 'TU' }, { attending_type: 'Home visit', notes: '1 to 1 support. Appointment' }],
    service_at_locations: [
      {
        location: {
          addresses: [{ postal_code: 'GL1 1AA', address_type: 'physical' }],
          accessibility: [{ accessibility: 'Wheelchair access' }],
        },
      },
    ],
    attributes: [
      { taxonomy_term: { name: 'Yoga', taxonomy: 'esdServiceTypes' } },
      { taxonomy_term: { name: 'Carers', taxonomy: 'audience' } },
    ],
  });
});

test('a text is the same when it is read again, and a bomb of HTML takes no time', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('<p>', '</b>', '<', '&lt;', '&amp;', '\n\n', ' a ', '<script>', '&#60;', 'x>', '\u00a0'),
        { maxLength: 40 },
      ),
      (bits) => {
        const words = plainText(bits.join(''), 200);
        expect(plainText(words, 200)).toBe(words);
      },
    ),
  );
  const began = performance.now();
  for (const bomb of [
    '<div>'.repeat(200_000),
    '<'.repeat(5_000_000),
    '&lt;'.repeat(500_000),
    '<a b="'.repeat(100_000),
    '<!--'.repeat(300_000),
  ])
    expect(plainText(bomb, 1_000).length).toBeLessThanOrEqual(1_000);
  expect(performance.now() - began).toBeLessThan(20_000);
});

describe('out and in again', () => {
  const anyText = fc.oneof(
    fc.string(),
    fc.constantFrom('<p>a</p>', '', 'www.x.example', 'a@b.example', '2026-01-02', 'TU', '51.9'),
  );
  const anyValue: fc.Arbitrary<unknown> = fc.oneof(anyText, fc.double(), fc.boolean(), fc.constant(null));
  const part = (...names: string[]) =>
    fc.record(Object.fromEntries(names.map((name) => [name, anyValue])), { requiredKeys: [] });
  const anyItem = fc.record(
    {
      ...{ id: fc.constantFrom('s1', 'b'), name: fc.constantFrom('Yoga', '<b>Y</b>'), status: fc.constant('active') },
      ...{
        description: anyValue,
        url: anyValue,
        email: anyValue,
        fees: anyValue,
        minimum_age: anyValue,
        assured_date: anyValue,
      },
      ...{ last_modified: anyValue, alert: anyValue, maximum_age: anyValue },
      schedules: fc.array(part('id', 'byday', 'valid_from', 'opens_at', 'notes', 'interval', 'freq')),
      organization: part('id', 'name', 'description', 'website', 'email', 'logo'),
      phones: fc.array(part('id', 'number')),
      attributes: fc.array(fc.record({ taxonomy_term: part('id', 'name', 'description', 'term_uri') })),
      service_at_locations: fc.array(
        fc.record({
          id: anyText,
          location: fc.record({
            id: anyText,
            latitude: anyValue,
            addresses: fc.array(part('address_1', 'postal_code')),
          }),
        }),
      ),
    },
    { requiredKeys: ['id', 'name', 'status'] },
  );

  test('whatever is read goes out and comes in again the same, without a warning', () => {
    fc.assert(
      fc.property(anyItem, (value) => {
        const first = readItem(value);
        if (first.kind !== 'service') return;
        const second = readItem(JSON.parse(JSON.stringify(showOpenReferral(first.service))));
        expect(second).toEqual({ kind: 'service', service: first.service, warnings: [] });
      }),
      { numRuns: 300 },
    );
  });
});
