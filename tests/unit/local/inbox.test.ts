import { expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { fetchedIn, messageLines } from '../../../infra/local/demo/messages.ts';

const found = {
  ...{ resourceType: 'Communication', id: 'one.m1', sent: '2026-11-22T09:00:00.000Z' },
  about: [{ identifier: { system: systems.reference, value: 'HO-7K3M-2P4X' } }],
  recipient: [{ reference: 'Organization/COU01' }],
  payload: [{ contentString: 'No action for you.' }],
};
const searchset = (...resources: object[]) => ({
  ...{ resourceType: 'Bundle', type: 'searchset' },
  entry: resources.map((resource) => ({ resource })),
});

test('the inbox of a council shows the messages that it finds when it asks the hub', () => {
  const outcome = { resourceType: 'OperationOutcome' };
  expect(messageLines(fetchedIn(searchset(found, outcome)))).toEqual([
    '2026-11-22T09:00:00.000Z  HO-7K3M-2P4X  for COU01',
    '  No action for you.',
    '  []',
  ]);
  expect(messageLines(fetchedIn(searchset()))).toEqual([]);
});
