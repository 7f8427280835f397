import { expect, test } from 'vitest';
import { routerOf } from '../../../infra/local/http/router.ts';

const row = (method: string, resourcePath: string) => ({
  ...{ method, resourcePath, resourceId: resourcePath },
  ...{ functionArn: 'fn', authoriser: undefined },
});
const route = routerOf([
  row('ANY', '/FHIR/R4'),
  row('ANY', '/FHIR/R4/{proxy+}'),
  row('GET', '/FHIR/R4/metadata'),
  row('GET', '/FHIR/R4/.well-known/smart-configuration'),
  row('GET', '/things/{id}/parts'),
  row('POST', '/oauth2/token'),
]);
const chosen = (method: string, path: string) => {
  const matched = route(method, path);
  return matched && [matched.route.resourcePath, matched.pathParameters];
};

test.each([
  ['POST', '/FHIR/R4', ['/FHIR/R4', null]],
  ['GET', '/FHIR/R4/Task/1', ['/FHIR/R4/{proxy+}', { proxy: 'Task/1' }]],
  ['GET', '/FHIR/R4/metadata', ['/FHIR/R4/metadata', null]],
  ['GET', '/FHIR/R4/.well-known/other', ['/FHIR/R4/{proxy+}', { proxy: '.well-known/other' }]],
  ['GET', '/things/7/parts', ['/things/{id}/parts', { id: '7' }]],
  ['POST', '/oauth2/token/', ['/oauth2/token', null]],
])('%s %s goes to %j', (method, path, expected) => {
  expect(chosen(method, path)).toEqual(expected);
});

test.each([
  ['GET', '/'],
  ['GET', '/FHIR'],
  ['GET', '/oauth2/token'],
  ['GET', '/things/7'],
  // The resource is chosen first: a greedy one beside it does not take over for another method.
  ['POST', '/FHIR/R4/metadata'],
])('%s %s goes nowhere', (method, path) => {
  expect(chosen(method, path)).toBeUndefined();
});
