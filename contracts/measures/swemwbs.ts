import { systems } from '../systems.ts';
import type { Instrument } from './instrument.ts';

/** Raw sum to metric score: Stewart-Brown et al. 2009 (Health and Quality of Life Outcomes 7:15), table for seven items. */
const metric = {
  ...{ 7: 7, 8: 9.51, 9: 11.25, 10: 12.4, 11: 13.33, 12: 14.08, 13: 14.75, 14: 15.32, 15: 15.84, 16: 16.36 },
  ...{ 17: 16.88, 18: 17.43, 19: 17.98, 20: 18.59, 21: 19.25, 22: 19.98, 23: 20.73, 24: 21.54, 25: 22.35 },
  ...{ 26: 23.21, 27: 24.11, 28: 25.03, 29: 26.02, 30: 27.03, 31: 28.13, 32: 29.31, 33: 30.7, 34: 32.55, 35: 35 },
};

/** The short Warwick-Edinburgh scale: all seven answers, or no score. Its words are its owners', so they do not stand here. */
export const swemwbs: Instrument = {
  code: 'swemwbs',
  version: '1',
  title: 'Short Warwick-Edinburgh Mental Wellbeing Scale',
  items: [1, 2, 3, 4, 5, 6, 7].map((n) => ({
    ...{ linkId: String(n), low: 1, high: 5 },
    code: { system: systems.measure, code: `swemwbs-${n}`, display: `Statement ${n}` },
  })),
  scoring: {
    kind: 'sum-by-table',
    // NHS Mental Health Services Data Set (standards.md 9).
    code: { system: systems.snomed, code: '718466001', display: 'SWEMWBS score' },
    table: metric,
  },
  askedOf: 'mental-health',
  exitAfterDays: 84,
  licensed: true,
  terms: 'University of Warwick, University of Edinburgh, NHS Health Scotland; free after registration',
};
