import { systems } from '../systems.ts';
import type { Instrument } from './instrument.ts';

const item = (linkId: string, display: string, text: string) => ({
  ...{ linkId, low: 0, high: 10, text },
  code: { system: systems.measure, code: `ons4-${linkId}`, display },
});

/** The Office for National Statistics' four questions on personal wellbeing; each stands for itself (standards.md 9). */
export const ons4: Instrument = {
  code: 'ons4',
  version: '1',
  title: 'Personal wellbeing (ONS4)',
  items: [
    item('satisfied', 'Life satisfaction', 'Overall, how satisfied are you with your life nowadays?'),
    item(
      'worthwhile',
      'Things done are worthwhile',
      'Overall, to what extent do you feel that the things you do in your life are worthwhile?',
    ),
    item('happy', 'Happiness yesterday', 'Overall, how happy did you feel yesterday?'),
    {
      ...item(
        'anxious',
        'Anxiety yesterday',
        'On a scale where 0 is "not at all anxious" and 10 is "completely anxious", overall, how anxious did you feel yesterday?',
      ),
      reversedForDisplay: true,
    },
  ],
  scale: 'From 0, not at all, to 10, completely',
  scoring: { kind: 'each' },
  askedOf: 'everybody',
  exitAfterDays: 84,
  terms: 'Office for National Statistics; Open Government Licence v3.0',
};
