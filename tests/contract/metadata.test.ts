import type { CapabilityStatementRestResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { fhirRows } from '../../functions/fhir/routes.ts';
import { validateResource } from '../../functions/fhir/rules/validate.ts';
import { hubWithOneOfEach, resources, statement } from './one-of-each.ts';

const { ask, read, idOf } = await hubWithOneOfEach();

test('it is what GET /metadata answers to anybody, and valid R4', async () => {
  const { status, body } = await ask('GET', '/metadata', { as: '' });
  expect([status, body]).toEqual([200, JSON.parse(JSON.stringify(statement))]);
  expect(validateResource(body)).toMatchObject({ ok: true });
});

test('it leaves nothing out that the table of routes has, and names nothing that is not there', () => {
  const said = resources.flatMap(({ type, interaction = [] }) => interaction.map(({ code }) => `${code} ${type}`));
  const done = fhirRows.flatMap(({ type, interaction }) =>
    type && interaction !== 'operation' ? [`${interaction} ${type}`] : [],
  );
  expect([...said].sort()).toEqual([...new Set(done)].sort());
  expect(statement.rest?.[0]?.interaction?.map(({ code }) => code)).toEqual(['transaction', 'batch']);
});

type Code = NonNullable<CapabilityStatementRestResource['interaction']>[number]['code'];

/** Each interaction carried out once; the status that says that it was. */
const tries: Partial<Record<Code, (type: string) => Promise<number>>> = {
  read: async (type) => (await read(`/${type}/${idOf(type)}`)).status,
  vread: async (type) => {
    const { headers } = await read(`/${type}/${idOf(type)}`);
    return (await read(`/${type}/${idOf(type)}/_history/${/\d+/.exec(String(headers.etag))?.[0]}`)).status;
  },
  'history-instance': async (type) => (await read(`/${type}/${idOf(type)}/_history`)).status,
  'search-type': async (type) => (await read(`/${type}?_id=${idOf(type)}`)).status,
  update: async (type) => {
    const { body, headers } = await read(`/${type}/${idOf(type)}`);
    const sent = { as: 'CWS01', body, headers: { 'If-Match': String(headers.etag) } };
    return (await ask('PUT', `/${type}/${idOf(type)}`, sent)).status;
  },
  patch: async (type) => {
    const { headers } = await read(`/${type}/${idOf(type)}`);
    const own = { 'Content-Type': 'application/json-patch+json', 'If-Match': String(headers.etag) };
    return (await ask('PATCH', `/${type}/${idOf(type)}`, { as: 'CWS01', body: [], headers: own })).status;
  },
  create: async (type) => (await ask('POST', `/${type}`, { as: 'CWS01', body: { resourceType: type } })).status,
};

/** A create of nothing is refused for what it lacks: it was understood as one. */
const done: Partial<Record<Code, readonly number[]>> = {
  create: [400, 422],
  update: [200, 403, 422],
  patch: [200, 403, 422],
};

const promised = resources.flatMap(({ type, interaction = [] }) =>
  interaction.map(({ code }) => [code, type] as const),
);

test.each(promised)('%s of %s is done', async (code, type) => {
  const attempted = await tries[code]?.(type);
  expect(done[code] ?? [200]).toContain(attempted);
});

const operations = [
  ...(statement.rest?.[0]?.operation ?? []).map(({ name }) => `/$${name}`),
  ...resources.flatMap(({ type, operation = [] }) => operation.map(({ name }) => `/${type}/$${name}`)),
];

test.each(operations)('the operation %s is there', async (path) => {
  const { status } = await ask('POST', path, { as: 'CWS01', body: {} });
  expect([200, 400, 422]).toContain(status);
});

test('conditional reads and conditional creation are what they are said to be', async () => {
  for (const { type, conditionalRead } of resources) {
    const { headers } = await read(`/${type}/${idOf(type)}`);
    for (const [name, value] of [
      ['If-None-Match', headers.etag],
      ['If-Modified-Since', headers['last-modified']],
    ] as const) {
      const again = await ask('GET', `/${type}/${idOf(type)}`, {
        as: 'CWS01',
        headers: { [name]: String(value) },
      });
      expect([type, again.status]).toEqual([type, conditionalRead === 'full-support' ? 304 : 200]);
    }
  }
});

test('what it does not promise is refused by name of the method', async () => {
  for (const { type } of resources) {
    const answer = await ask('DELETE', `/${type}/${idOf(type)}`, { as: 'CWS01' });
    expect([type, answer.status]).toEqual([type, 405]);
  }
});
