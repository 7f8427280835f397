import { exitWindow, isOccasion, type Occasion, occasions } from '../../../contracts/measures/answers.ts';
import type { Instrument } from '../../../contracts/measures/instrument.ts';
import { instruments, isAskedOnce } from '../../../contracts/measures/instruments.ts';
import { daysBetween } from '../calendar.ts';
import type { Referral } from '../referral.ts';
import { exitsOf } from './exit.ts';
import { type Measure, measuresIn } from './measures.ts';
import { timeFaults } from './time-faults.ts';

/** A questionnaire of which something may be said now. */
export interface Askable {
  readonly instrument: Instrument;
  /** When in the person's time with the service; of each, whether numbers are taken, or only why there are none. */
  readonly occasions: ReadonlyMap<Occasion, { readonly numbers: boolean }>;
}

const every = Object.keys(occasions).filter(isOccasion);

/** The rules themselves say it, before anybody asks the person. */
export const askableOf = (referral: Referral, now: string): Askable[] => {
  const may = (instrument: Instrument, occasion: Occasion, more: Partial<Measure> = {}): boolean => {
    const measure: Measure = {
      ...{ instrument, occasion, at: now, explained: true, mode: 'telephone', answers: new Map() },
      ...more,
    };
    return timeFaults(referral, measure, now).length === 0;
  };
  return instruments
    .map((instrument) => ({
      instrument,
      occasions: new Map(
        every
          .filter((occasion) => may(instrument, occasion, { notAnswered: 'not-asked' }))
          .map((occasion) => [occasion, { numbers: may(instrument, occasion) }] as const),
      ),
    }))
    .filter((one) => one.occasions.size > 0);
};

/** What is asked at the beginning and again, and of which there are no numbers on that occasion: somebody waits for it, or for why not. */
export const awaitedOn = (referral: Referral, occasion: Occasion): Instrument[] => {
  const measures = measuresIn(referral);
  const exits = exitsOf(measures);
  return instruments
    .filter((one) => !isAskedOnce(one))
    .filter((one) => occasion === 'entry' || (occasion === 'exit' && exits.some((exit) => exit.instrument === one)))
    .filter((one) => !measures.some((m) => m.instrument === one && m.occasion === occasion && !m.notAnswered));
};

/** Whether it is so long since somebody answered at the beginning that what they say now can stand beside it. */
export const isTimeToAskAgain = (referral: Referral, now: string): boolean =>
  exitsOf(measuresIn(referral)).some(({ known, entered }) => !known && daysBetween(entered, now) >= exitWindow.from);
