import { lateExitDays } from '../../../contracts/measures/answers.ts';
import type { Instrument } from '../../../contracts/measures/instrument.ts';
import { instruments } from '../../../contracts/measures/instruments.ts';
import { calendarDaysAfter } from '../calendar.ts';
import type { Measure } from './measures.ts';

/** An exit that belongs to an answered entry. */
export interface Exit {
  readonly instrument: Instrument;
  /** Instants: the twelfth week, and until when numbers of it are taken. */
  readonly due: string;
  readonly until: string;
  /** It was answered, or it was said why not. */
  readonly known: boolean;
}

const exitOf = (measures: readonly Measure[], instrument: Instrument): Exit[] => {
  const own = measures.filter((measure) => measure.instrument === instrument);
  const entry = own.find(({ occasion, notAnswered }) => occasion === 'entry' && !notAnswered);
  if (!entry || instrument.exitAfterDays === undefined) return [];
  return [
    {
      instrument,
      due: calendarDaysAfter(entry.at, instrument.exitAfterDays),
      until: calendarDaysAfter(entry.at, instrument.exitAfterDays + lateExitDays),
      known: own.some(({ occasion }) => occasion === 'exit'),
    },
  ];
};

/** Entry at day D makes an exit at D+84, whatever became of the referral meanwhile (issue 10, 1). */
export const exitsOf = (measures: readonly Measure[]): Exit[] =>
  instruments.flatMap((instrument) => exitOf(measures, instrument));

/** How far somebody has come: the number at the end less that at the beginning, of each item; none where one of both is missing. */
export const changeIn = (measures: readonly Measure[], instrument: Instrument): ReadonlyMap<string, number> => {
  const at = (wanted: 'entry' | 'exit') =>
    measures.findLast(
      ({ instrument: i, occasion, notAnswered }) => i === instrument && occasion === wanted && !notAnswered,
    )?.answers;
  const [entry, exit] = [at('entry'), at('exit')];
  return new Map(
    instrument.items.flatMap(({ linkId }) => {
      const [first, last] = [entry?.get(linkId), exit?.get(linkId)];
      return first === undefined || last === undefined ? [] : [[linkId, last - first] as const];
    }),
  );
};
