/** Nobody's real services: what the demo council lists. */
interface DemoService {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly says: string;
  readonly postcode: string;
  readonly town: string;
  readonly days: string;
  readonly from?: number;
  readonly to?: number;
  readonly access?: string;
  /** How long ago the council last asked; more than 180 days is stale. */
  readonly checkedDaysAgo: number;
  readonly status?: 'active' | 'temporarily closed';
}

const at = (n: number): string => `0d1ec704-7e57-4000-8000-${String(n).padStart(12, '0')}`;

export const demoServices: readonly DemoService[] = [
  {
    ...{
      id: at(1),
      name: 'Tuesday Walking Group',
      organisation: 'Tuesday Walking Group',
      town: 'Churchdown',
      postcode: 'GL3 2JH',
    },
    ...{
      says: '<p>A slow walk along Norman’s Brook &amp; tea after it.</p>',
      days: 'TU',
      from: 18,
      checkedDaysAgo: 20,
    },
    access: 'Step-free path. Accessible toilet in the community centre.',
  },
  {
    ...{
      id: at(2),
      name: "Churchdown Men's Shed",
      organisation: "Churchdown Men's Shed",
      town: 'Churchdown',
      postcode: 'GL3 2AB',
    },
    ...{
      says: '<p>Woodwork, repairs and company. <b>Bring nothing.</b></p>',
      days: 'MO,TH',
      from: 18,
      checkedDaysAgo: 45,
    },
    access: 'Wheelchair access through the side door. Disabled parking.',
  },
  {
    ...{
      id: at(3),
      name: 'Gloucester Strollers',
      organisation: 'Gloucester Strollers',
      town: 'Gloucester',
      postcode: 'GL1 2NF',
    },
    ...{ says: 'A gentle walk round the docks every week.', days: 'WE,SA', from: 16, checkedDaysAgo: 90 },
  },
  {
    ...{
      id: at(4),
      name: 'Bridge club at the Pavilion',
      organisation: 'Pavilion Clubs',
      town: 'Cheltenham',
      postcode: 'GL51 6PN',
    },
    ...{ says: 'Bridge for beginners, whist for everybody else.', days: 'FR', from: 50, checkedDaysAgo: 60 },
    access: 'Lift. Hearing loop in the main room.',
  },
  {
    ...{
      id: at(5),
      name: 'Garden Together',
      organisation: 'The Growing Trust',
      town: 'Brockworth',
      postcode: 'GL3 4PG',
    },
    ...{
      says: '<ul><li>An allotment for all</li><li>Tools are there</li></ul>',
      days: 'TU,FR',
      from: 16,
      checkedDaysAgo: 10,
    },
    access: 'Raised beds and level access.',
  },
  {
    ...{ id: at(6), name: 'Chair yoga', organisation: 'Hucclecote Hall', town: 'Hucclecote', postcode: 'GL3 3QN' },
    ...{ says: 'Yoga sitting down, for beginners.', days: 'MO', from: 55, checkedDaysAgo: 30, access: 'Step-free.' },
  },
  {
    ...{
      id: at(7),
      name: 'Pilates for backs',
      organisation: 'Hucclecote Hall',
      town: 'Hucclecote',
      postcode: 'GL3 3QN',
    },
    ...{ says: 'A class of eight.', days: 'WE', from: 18, checkedDaysAgo: 30 },
  },
  {
    ...{ id: at(8), name: 'Cook and eat', organisation: 'Matson Kitchen', town: 'Gloucester', postcode: 'GL4 6LA' },
    ...{ says: 'Cooking for one, and eating together.', days: 'TH', from: 16, checkedDaysAgo: 75 },
  },
  {
    ...{
      id: at(9),
      name: 'Arts and crafts at the library',
      organisation: 'Churchdown Library',
      town: 'Churchdown',
      postcode: 'GL3 2PE',
    },
    ...{ says: 'Bring a project, or begin one.', days: 'SA', checkedDaysAgo: 120, access: 'Step-free, hearing loop.' },
  },
  {
    ...{
      id: at(10),
      name: 'Debt and benefits advice',
      organisation: 'Gloucester Advice',
      town: 'Gloucester',
      postcode: 'GL1 1UD',
    },
    ...{ says: 'Debt advice by telephone, or in the office.', days: 'MO,TU,WE,TH,FR', from: 18, checkedDaysAgo: 15 },
  },
  {
    ...{
      id: at(11),
      name: 'Carers’ coffee morning',
      organisation: 'Carers of the Vale',
      town: 'Stroud',
      postcode: 'GL5 1QW',
    },
    ...{ says: 'For anybody who looks after somebody.', days: 'TU', from: 16, checkedDaysAgo: 50 },
  },
  {
    ...{ id: at(12), name: 'Vale Ramblers', organisation: 'Vale Ramblers', town: 'Churchdown', postcode: 'GL3 1HX' },
    ...{
      says: 'Walks of five miles. Nobody has answered for this entry for long.',
      days: 'SU',
      from: 18,
      checkedDaysAgo: 400,
    },
  },
];

const day = (daysAgo: number, now: number): string => new Date(now - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** As Open Referral UK 3.0 has it. */
export const openReferralOf = (one: DemoService, now: number): object => ({
  ...{ id: one.id, name: one.name, description: one.says, status: one.status ?? 'active', fees: '' },
  ...{ minimum_age: one.from, maximum_age: one.to, assured_date: day(one.checkedDaysAgo, now) },
  // Of a person who works there: a hub leaves it out.
  assurer_email: 'jo.clerk@council.example',
  phones: [{ id: one.id.replace(/^0d1e/, '0d9e'), number: '01632 960123' }],
  organization: { id: one.id.replace(/^0d1e/, '0d1f'), name: one.organisation, description: one.organisation },
  schedules: [{ id: one.id.replace(/^0d1e/, '0d5c'), freq: 'WEEKLY', byday: one.days }],
  service_at_locations: [
    {
      id: one.id.replace(/^0d1e/, '0da7'),
      location: {
        ...{ id: one.id.replace(/^0d1e/, '0d10'), location_type: 'physical', name: one.town },
        addresses: [
          {
            ...{
              id: one.id.replace(/^0d1e/, '0dad'),
              address_1: 'The Hall',
              city: one.town,
              state_province: 'Gloucestershire',
            },
            ...{ postal_code: one.postcode, country: 'GB', address_type: 'physical' },
          },
        ],
        accessibility: one.access ? [{ id: one.id.replace(/^0d1e/, '0dac'), description: one.access }] : [],
      },
    },
  ],
});
