import { type ReferralReason, referralReasons } from '../lifecycle/reasons.ts';
import { systems } from '../systems.ts';
import type { Code } from './area.ts';

/** What the area asks people about how they are. */
interface Measuring {
  /** Number of the licence, by the code of the instrument; what needs one and has none here is not used. */
  readonly licences: Readonly<Record<string, string>>;
  /** Reasons of a request that are about mental health: only then is an instrument for it asked. */
  readonly mentalHealthReasons: readonly Code[];
}

const mentalWellbeing: ReferralReason = 'mental-wellbeing';

/** The measures of the area that this hub is for. The demonstration has no licence of anybody's: the first is made up. */
export const thisMeasures: Measuring = {
  licences: { swemwbs: 'DEMONSTRATION-ONLY' },
  mentalHealthReasons: [
    { system: systems.reason, code: mentalWellbeing, display: referralReasons[mentalWellbeing] },
    { system: systems.snomed, code: '35489007', display: 'Depressive disorder' },
    { system: systems.snomed, code: '48694002', display: 'Anxiety' },
    { system: systems.snomed, code: '366979004', display: 'Depressed mood' },
  ],
};
