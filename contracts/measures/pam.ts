import { systems } from '../systems.ts';
import type { Instrument } from './instrument.ts';

/** Patient activation: how it is scored is its owner's, so the score and the level come from their software (users.md S79). */
export const pam: Instrument = {
  code: 'pam',
  version: '1',
  title: 'Patient Activation Measure',
  items: [
    {
      ...{ linkId: 'score', low: 0, high: 100, decimal: true },
      // LOINC (standards.md 9).
      code: { system: 'http://loinc.org', code: '88175-5', display: 'Patient activation measure score' },
    },
    { ...{ linkId: 'level', low: 1, high: 4 }, code: { system: systems.measure, code: 'pam-level', display: 'Level' } },
  ],
  scoring: { kind: 'each' },
  askedOf: 'everybody',
  exitAfterDays: 84,
  licensed: true,
  terms: 'Insignia Health; a licence for each service',
};
