import { expect, test } from 'vitest';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import { measuresIn } from '../../../functions/domain/measures/measures.ts';
import { consent } from './acts.ts';
import { coordinator, day } from './cast.ts';
import { measure } from './measured.ts';
import { next, refusalsOf, taken } from './referrals.ts';

const four = { satisfied: 4, worthwhile: 5, happy: 3, anxious: 7 };
const outside = { client: 'survey', organisation: 'SURVEY1' };
const agreed = next(
  taken(),
  coordinator,
  {
    kind: 'record-permission',
    consent: consent(
      outside.organisation,
      { policy: [{ uri: `${wordingBase}measuring-1` }], dateTime: '2026-11-23' },
      { type: 'permit', purpose: [{ system: systems.permissionPurpose, code: 'send-measures' }] },
    ),
  },
  day(22),
);

test('a provider from outside puts right what it wrote itself, and nothing that the service has recorded', () => {
  const own = next(agreed, outside, measure(ons4, four), day(23));
  const again = next(own, outside, measure(ons4, { ...four, happy: 9 }), day(23));
  expect(measuresIn(again).map(({ answers }) => answers.get('happy'))).toEqual([9]);
  const services = next(agreed, coordinator, measure(ons4, four), day(23));
  expect(refusalsOf(services, outside, measure(ons4, 'declined'), day(23))).toEqual(['measure-not-now']);
  expect(refusalsOf(own, coordinator, measure(ons4, four), day(23))).toEqual([]);
});
