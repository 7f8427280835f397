import { systems } from '../systems.ts';
import type { Instrument } from './instrument.ts';

/** One question at the end, by SMS, on paper or on the telephone (users.md S79). */
export const satisfaction: Instrument = {
  code: 'satisfaction',
  version: '1',
  title: 'How the service was',
  items: [
    {
      ...{ linkId: 'overall', low: 1, high: 5 },
      text: 'Overall, how was your experience of our service? 1 is very poor, 5 is very good.',
      code: { system: systems.measure, code: 'satisfaction', display: 'Experience of the service' },
    },
  ],
  scoring: { kind: 'each' },
  askedOf: 'everybody',
  terms: 'Handover; Open Government Licence v3.0',
};
