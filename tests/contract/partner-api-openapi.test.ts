import { expect, test } from 'vitest';
import { examples } from '../../contracts/partner-api/examples.ts';
import { openapi, schemaOf } from '../../contracts/partner-api/openapi.ts';
import { operations } from '../../contracts/partner-api/operations.ts';
import { webhookEvents } from '../../contracts/partner-api/webhooks.ts';
import { webhookExamples } from '../../contracts/partner-api/webhooks-section.ts';
import type { PartnerPorts } from '../../functions/partner/ports.ts';
import { partnerRoutes } from '../../functions/partner/routes.ts';
import { documents, standing } from '../../infra/build/documents.ts';

const nothing = () => {
  throw new Error('Reading the table asks nothing');
};
const ports: PartnerPorts = {
  ledger: { load: nothing, history: nothing, aliasOf: nothing, isDisposed: nothing, append: nothing },
  participants: { organisation: nothing, client: nothing },
  worklist: { page: nothing },
  sayRoom: nothing,
  clock: nothing,
  pause: nothing,
  secret: nothing,
  publicUrl: 'https://hub.example',
  area: { ways: [] },
};

test('the document describes exactly the routes that are served', () => {
  const described = operations.map(({ method, path }) => `${method} /partner/v1${path}`).sort();
  const served = partnerRoutes(ports).map(({ method, path }) => `${method} ${path}`);
  expect(described).toEqual(served.sort());
});

test('every route needs a caller', () => {
  for (const route of partnerRoutes(ports)) expect(route.open).toBeUndefined();
});

test('the document that stands is the one that the program makes', () => {
  const document = documents.find(({ path }) => path === 'contracts/partner-api/openapi.json');
  expect(document && standing(document)).toBe(document?.make(''));
});

test.each(operations)('$method $path: its examples are valid', ({ takes, answers, example }) => {
  if (takes) expect(schemaOf(takes).parse(examples[takes])).toEqual(examples[takes]);
  const answered = examples[example ?? answers];
  expect(schemaOf(answers).parse(answered)).toEqual(answered);
});

test('every reference inside the document leads somewhere', () => {
  const text = JSON.stringify(openapi());
  const document = JSON.parse(text);
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
  expect(references.length).toBeGreaterThan(20);
  for (const path of references) {
    expect(
      path.split('/').reduce((at, part) => at?.[part], document),
      path,
    ).toBeTypeOf('object');
  }
});

test.each(Object.entries(webhookEvents))('%s: its example is valid, and the document shows it', (name, { schema }) => {
  const example = Object.entries(webhookExamples).find(([type]) => type === name)?.[1];
  expect(schema.parse(example)).toEqual(example);
  expect(openapi()).toMatchObject({
    webhooks: { [name]: { post: { requestBody: { content: { 'application/json': { example } } } } } },
  });
});

test('a webhook event has no room for a name, a text or a number of the person', () => {
  const { type, timestamp, data } = webhookExamples['invitation.changed'];
  const [one] = data.invitations;
  for (const more of [{ name: 'Peggy' }, { person: {} }, { businessStatus: 'Could not come, was ill' }]) {
    const event = { type, timestamp, data: { ...data, invitations: [{ ...one, ...more }] } };
    expect(webhookEvents['invitation.changed'].schema.safeParse(event).success).toBe(false);
  }
});
