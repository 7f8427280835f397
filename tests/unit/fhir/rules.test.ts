import { expect, test } from 'vitest';
import { refused, saying } from './refused.ts';
import { appointment, observation, person, request, task, transaction } from './samples.ts';

const [entry, other] = transaction.entry;
const bundle = (type: string, more: object = {}) => ({ resourceType: 'Bundle', type, ...more });
const consent = {
  resourceType: 'Consent',
  status: 'active',
  scope: { text: 'a' },
  category: [{ text: 'a' }],
  policyRule: { text: 'a' },
};
const composition = { resourceType: 'Composition', status: 'final' };
const whole = { identifier: { system: 's', value: 'v' }, timestamp: '2026-11-21T09:00:00Z' };
const holding = (contained: object) => ({
  ...task,
  requester: { reference: '#o' },
  contained: [{ resourceType: 'Organization', id: 'o', name: 'A', ...contained }],
});

/** Each rule, broken once. */
const broken: [string, unknown, string][] = [
  ['app-1', { ...appointment, participant: [{ status: 'accepted' }] }, 'Appointment.participant[0]'],
  ['app-2', { ...appointment, status: 'proposed', end: undefined }, 'Appointment'],
  ['app-3', { ...appointment, start: undefined, end: undefined }, 'Appointment'],
  ['app-4', { ...appointment, cancelationReason: { text: 'a' } }, 'Appointment.cancelationReason'],
  ['att-1', { ...person, photo: [{ data: 'AAAA' }] }, 'Patient.photo[0].contentType'],
  ['bdl-1', { ...transaction, total: 2 }, 'Bundle.total'],
  [
    'bdl-2',
    bundle('collection', { entry: [{ resource: person, search: { mode: 'match' } }] }),
    'Bundle.entry[0].search',
  ],
  ['bdl-3', bundle('transaction', { entry: [{ resource: person }] }), 'Bundle.entry[0].request'],
  ['bdl-3', bundle('searchset', { entry: [entry] }), 'Bundle.entry[0].request'],
  [
    'bdl-4',
    bundle('collection', { entry: [{ resource: person, response: { status: '200' } }] }),
    'Bundle.entry[0].response',
  ],
  ['bdl-5', bundle('collection', { entry: [{ fullUrl: 'urn:uuid:1' }] }), 'Bundle.entry[0]'],
  [
    'bdl-7',
    bundle('collection', {
      entry: [
        { fullUrl: 'urn:uuid:1', resource: person },
        { fullUrl: 'urn:uuid:1', resource: person },
      ],
    }),
    'Bundle.entry[1].fullUrl',
  ],
  [
    'bdl-8',
    bundle('collection', { entry: [{ fullUrl: 'https://a/Patient/p/_history/1', resource: person }] }),
    'Bundle.entry[0].fullUrl',
  ],
  [
    'bdl-9',
    bundle('document', { ...whole, identifier: { value: 'v' }, entry: [{ resource: composition }] }),
    'Bundle.identifier',
  ],
  [
    'bdl-10',
    bundle('document', { ...whole, timestamp: undefined, entry: [{ resource: composition }] }),
    'Bundle.timestamp',
  ],
  ['bdl-11', bundle('document', { ...whole, entry: [{ resource: person }] }), 'Bundle.entry'],
  ['bdl-12', bundle('message', { entry: [{ resource: person }] }), 'Bundle.entry'],
  [
    'cpl-3',
    {
      resourceType: 'CarePlan',
      status: 'active',
      intent: 'plan',
      subject: { reference: 'Patient/p' },
      activity: [{ reference: { reference: 'Task/t' }, detail: { status: 'completed' } }],
    },
    'CarePlan.activity[0]',
  ],
  ['cpt-2', { ...person, telecom: [{ value: '01632 960001' }] }, 'Patient.telecom[0].system'],
  [
    'dom-2',
    holding({ contained: [{ resourceType: 'Organization', id: 'x', name: 'B', partOf: { reference: '#' } }] }),
    'Task.contained[0].contained',
  ],
  ['dom-3', { ...holding({}), requester: undefined }, 'Task.contained[0]'],
  ['dom-4', holding({ meta: { versionId: '1' } }), 'Task.contained[0].meta'],
  ['dom-5', holding({ meta: { security: [{ code: 'R' }] } }), 'Task.contained[0].meta.security'],
  ['inv-1', { ...task, lastModified: '2026-11-21T08:59:59Z' }, 'Task.lastModified'],
  ['null', { ...person, name: [{ given: [null, 'A'] }] }, 'Patient.name[0]'],
  ['obs-3', { ...observation, referenceRange: [{ type: { text: 'a' } }] }, 'Observation.referenceRange[0]'],
  ['obs-6', { ...observation, dataAbsentReason: { text: 'a' } }, 'Observation.dataAbsentReason'],
  ['org-1', { resourceType: 'Organization', active: true }, 'Organization'],
  [
    'org-2',
    { resourceType: 'Organization', name: 'A', address: [{ use: 'home', city: 'A' }] },
    'Organization.address[0].use',
  ],
  [
    'org-3',
    { resourceType: 'Organization', name: 'A', telecom: [{ system: 'phone', value: '1', use: 'home' }] },
    'Organization.telecom[0].use',
  ],
  ['pat-1', { ...person, contact: [{ gender: 'female' }] }, 'Patient.contact[0]'],
  [
    'per-1',
    { ...person, address: [{ city: 'A', period: { start: '2021-02', end: '2021-01-31' } }] },
    'Patient.address[0].period.end',
  ],
  ['per-1', { ...appointment, end: '2026-12-01T09:59:00Z' }, 'Appointment.end'],
  ['ppc-1', { ...consent, policyRule: undefined }, 'Consent'],
  ['prr-1', { ...request, code: undefined, orderDetail: [{ text: 'a' }] }, 'ServiceRequest.orderDetail'],
  [
    'qrs-1',
    {
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      item: [{ linkId: '1', item: [{ linkId: '2' }], answer: [{ valueString: 'a' }] }],
    },
    'QuestionnaireResponse.item[0]',
  ],
  ['qty-3', { ...observation, valueQuantity: { value: 1, code: 'kg' } }, 'Observation.value.system'],
  ['ref-1', { ...task, requester: { reference: '#nobody' } }, 'Task.requester.reference'],
  ['txt-1', { ...task, text: { status: 'generated', div: '<div><script>1</script></div>' } }, 'Task.text.div'],
];

test.each(broken)('%s is kept', (key, resource, expression) => {
  const value = JSON.parse(JSON.stringify(resource));
  expect(refused(value)).toStrictEqual([`broken-rule at ${expression}`]);
  expect(saying(value)[0]).toMatch(new RegExp(`^${key}: `));
});

const held: [string, unknown][] = [
  ['a proposed appointment without a time', { ...appointment, status: 'proposed', start: undefined, end: undefined }],
  [
    'a cancelled appointment with its reason',
    { ...appointment, status: 'cancelled', cancelationReason: { text: 'a' } },
  ],
  [
    'two versions under one fullUrl',
    bundle('collection', {
      entry: ['1', '2'].map((v) => ({ fullUrl: 'urn:uuid:1', resource: { ...task, meta: { versionId: v } } })),
    }),
  ],
  ['a contained resource that is referred to', holding({})],
  [
    'a contained resource that refers to what holds it',
    {
      ...holding({}),
      requester: undefined,
      contained: [{ resourceType: 'PractitionerRole', id: 'r', practitioner: { reference: '#' } }],
    },
  ],
  [
    'contained resources that refer to each other',
    {
      ...holding({}),
      requester: { reference: '#r' },
      contained: [
        { resourceType: 'Organization', id: 'o', name: 'A' },
        { resourceType: 'PractitionerRole', id: 'r', organization: { reference: '#o' } },
      ],
    },
  ],
  ['a consent with a policyRule', consent],
  [
    'a period of one day in two zones',
    { ...person, address: [{ city: 'A', period: { start: '2021-01-31T23:30:00-05:00', end: '2021-01-31' } }] },
  ],
  [
    'an item with answers that hold items',
    {
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      item: [{ linkId: '1', answer: [{ valueString: 'a', item: [{ linkId: '2' }] }] }],
    },
  ],
];

test.each(held)('no rule is broken by %s', (_what, resource) => {
  expect(refused(JSON.parse(JSON.stringify(resource)))).toStrictEqual([]);
});

test('a transaction that names an entry which it lacks is refused only where somebody would have to act on it', () => {
  const lost = { reference: 'urn:uuid:ffffffff-0000-4000-8000-000000000000' };
  const with_ = (more: object) => ({
    ...transaction,
    entry: [entry, { ...other, resource: { ...other?.resource, ...more } }],
  });
  expect(refused(with_({ subject: lost }))).toStrictEqual([
    'unresolved-reference at Bundle.entry[1].resource.subject.reference',
  ]);
  expect(refused(with_({ encounter: lost, supportingInfo: [lost] }))).toStrictEqual([]);
});
