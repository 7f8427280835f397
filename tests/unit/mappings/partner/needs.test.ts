import { expect, test } from 'vitest';
import { accessNeeds, askTheService } from '../../../../contracts/lifecycle/access-needs.ts';
import { extensions } from '../../../../contracts/systems.ts';
import { needsOf } from '../../../../mappings/partner/needs.ts';

const needs = (...values: object[]) =>
  needsOf({ resourceType: 'Patient', extension: values.map((value) => ({ url: extensions.accessNeed, ...value })) });

test('a need of the list is told as the list says it, however it was typed', () => {
  for (const need of accessNeeds)
    expect(needs({ valueString: ` ${need.toUpperCase()} ` })).toEqual([need.charAt(0).toUpperCase() + need.slice(1)]);
  expect(needs({ valueString: 'step-free' }, { valueCodeableConcept: { text: 'Large  print' } })).toEqual([
    'Step-free',
    'Large print',
  ]);
});

test('of a need in words of somebody’s own a group is told that there is one, and to ask', () => {
  const free = 'Convicted of assault. Ring 07700 900123, lives 12 Horsbere Road, NHS 9990012703';
  const said = needs({ valueString: free }, { valueCoding: { display: free } }, { valueString: 'Large print' });
  expect(said).toEqual([askTheService, 'Large print']);
  expect(needs()).toEqual([]);
});
