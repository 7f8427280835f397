import { expect, test } from 'vitest';
import { deadLetters } from '../../../infra/operator/dead-letters.ts';
import { takersOf } from '../../../infra/operator/redrive-queue.ts';

const event = (name: string) => JSON.stringify({ source: 'handover', 'detail-type': `uk.handover.${name}.v1` });
const takers = (name: string, body: string) => {
  const letters = deadLetters[name];
  return letters && takersOf(letters, body);
};

test('what the bus could not encrypt goes where its rules would have brought it: of first meetings to safeguarding too', () => {
  const both = ['QueueDeliveryDue', 'QueueSafeguardingResults'];
  expect(takers('undecipherable', event('result-recorded'))).toEqual(both);
  expect(takers('undecipherable', event('result-corrected'))).toEqual(both);
  expect(takers('undecipherable', event('task-accepted'))).toEqual(['QueueDeliveryDue']);
});

test('other dead letters go back where they came from, or nowhere', () => {
  expect(takers('undeliverable', '{"referral":"x"}')).toEqual(['QueueDeliveryDue']);
  expect(takers('missed', '{}')).toEqual([]);
});
