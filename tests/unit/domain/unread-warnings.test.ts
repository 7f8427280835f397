import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { shownTypes } from '../../../contracts/shown-types.ts';
import { accepted, asking, warnedOf } from './asking.ts';

// Only the type is looked at.
const of = (...types: string[]) => types.map((resourceType) => ({ resourceType }) as FhirResource);

test('what nobody at the service can read is named to its sender, each type once with how many there are', () => {
  const parts = asking({ others: of('MedicationStatement', 'AllergyIntolerance', 'MedicationStatement') });
  const unread = accepted(parts).warnings.filter(({ diagnostics }) => diagnostics?.includes('shown to nobody'));
  expect(unread.map(({ expression }) => expression)).toStrictEqual(['MedicationStatement', 'AllergyIntolerance']);
  expect(unread[0]?.diagnostics).toContain('MedicationStatement (2)');
});

test('what can be read, and the envelope of a message, is not warned of; and nothing is owed for what is kept unread', () => {
  const plain = warnedOf(asking());
  const sent = asking({ others: of('Condition', 'Goal', 'Practitioner', 'MessageHeader') });
  expect(warnedOf(sent).filter((one) => !plain.includes(one))).toStrictEqual([]);
  expect(shownTypes).not.toContain('AllergyIntolerance');
});
