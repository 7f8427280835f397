import { describe, expect, test } from 'vitest';
import { systems } from '../../contracts/systems.ts';
import { hubWithOneOfEach, resources } from './one-of-each.ts';

const { ask, read, idOf } = await hubWithOneOfEach();

describe('searching', () => {
  const examples: Readonly<Record<string, (type: string) => string>> = {
    _id: idOf,
    identifier: () => 'https://example.org|1',
    patient: () => `Patient/${idOf('Patient')}`,
    focus: () => `ServiceRequest/${idOf('ServiceRequest')}`,
    'part-of': () => `Task/${idOf('Task')}`,
    about: () => `Task/${idOf('Task')}`,
    'based-on': () => `ServiceRequest/${idOf('ServiceRequest')}`,
    requester: () => 'Organization/L99901',
    owner: () => 'Organization/CWS01',
    recipient: () => 'Organization/CWS01',
    status: (type) => (type === 'Task' ? 'accepted' : 'active'),
    'business-status': () => 'submitted',
    actor: () => 'Organization/walking-group',
    purpose: () => `${systems.activity}|walking-group`,
    type: () => 'permit',
    code: () => `${systems.taskCode}|fulfill`,
    _lastUpdated: () => 'ge2020-01-01',
    name: () => 'walk',
    organization: () => 'Organization/d.o1',
    'service-type': () => `${systems.need}|walking`,
    characteristic: () => `${systems.directoryAccess}|step-free`,
    ...{
      from: () => 'GL3',
      age: () => '70',
      day: () => 'tue',
      way: () => 'in-person',
      transport: () => 'bus',
      not: () => 'd.s9',
    },
  };
  /** What a question must name besides, for the type to be searched at all. */
  const with_: Readonly<Record<string, string>> = {
    ...{ Communication: '&recipient=CWS01', Patient: '&_id=x' },
    Consent: `&patient=Patient/${idOf('Patient')}`,
    HealthcareService: '&service-type=walking',
  };
  const all = resources.flatMap(({ type, searchParam = [] }) => searchParam.map(({ name }) => [type, name] as const));

  test.each(all)('%s by %s is understood, and shows nothing to who takes no part', async (type, name) => {
    const besides = with_[type] ?? '';
    const query = `${name}=${examples[name]?.(type)}`;
    const found = await read(`/${type}?${query}${besides}`);
    expect([found.status, found.body.issue], query).toEqual([200, undefined]);
    const nobody = await ask('GET', `/${type}?${query}${besides.replace('CWS01', 'L99902')}`, { as: 'L99902' });
    // The directory is public, and about nobody.
    if (type !== 'HealthcareService') expect([nobody.status, nobody.body.entry]).toEqual([200, []]);
  });

  test.each(resources.flatMap(({ searchInclude = [] }) => searchInclude))(
    '_include=%s brings something along',
    async (include) => {
      const { body } = await read(`/Task?_id=${idOf('Task')}&_include=${include}`);
      expect(body.entry.map((e: { search: { mode: string } }) => e.search.mode)).toEqual(['match', 'include']);
    },
  );

  /** Parameters that R4 itself has for the type: https://hl7.org/fhir/R4/task.html#search and so on. */
  const ofR4: Readonly<Record<string, readonly string[]>> = {
    Task: [
      'authored-on',
      'encounter',
      'group-identifier',
      'intent',
      'modified',
      'performer',
      'period',
      'priority',
      'subject',
    ],
    ServiceRequest: [
      'authored',
      'based-on',
      'body-site',
      'category',
      'code',
      'encounter',
      'intent',
      'occurrence',
      'performer',
    ],
    Communication: [
      'category',
      'encounter',
      'identifier',
      'medium',
      'part-of',
      'received',
      'sender',
      'sent',
      'status',
      'subject',
    ],
    Consent: ['action', 'category', 'consentor', 'data', 'date', 'identifier', 'organization', 'period', 'scope'],
    HealthcareService: ['active', 'coverage-area', 'endpoint', 'location', 'program', 'service-category', 'specialty'],
    Patient: ['identifier', 'name', 'family', 'birthdate', 'phone', 'address', 'gender', 'general-practitioner'],
  };
  test.each(resources.filter((r) => r.searchParam).map((r) => [r.type, r] as const))(
    '%s by anything else is refused, also where R4 has the parameter',
    async (type, { searchParam = [] }) => {
      const known = searchParam.map(({ name }) => name);
      const others = [
        ...(ofR4[type] ?? []),
        '_text',
        '_content',
        '_has',
        '_tag',
        '_profile',
        '_source',
        '_total',
        '_contained',
      ];
      for (const name of others.filter((other) => !known.includes(other))) {
        const { status, body } = await read(`/${type}?${name}=x`);
        expect([name, status, body.issue[0].code]).toEqual([name, 400, 'not-supported']);
      }
    },
  );
});
