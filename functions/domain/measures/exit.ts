import type { Code } from '../../../contracts/areas/area.ts';
import { lateExitDays, type NotAnswered } from '../../../contracts/measures/answers.ts';
import type { Instrument } from '../../../contracts/measures/instrument.ts';
import { instruments } from '../../../contracts/measures/instruments.ts';
import { calendarDaysAfter, daysBetween } from '../calendar.ts';
import type { Measure } from './measures.ts';
import { scoresOf } from './score.ts';

/** An exit that belongs to an answered entry. */
export interface Exit {
  readonly instrument: Instrument;
  /** Instants: when the numbers of the beginning were said, the twelfth week, and until when numbers of it are taken. */
  readonly entered: string;
  readonly due: string;
  readonly until: string;
  /** It was answered, or it was said why not. */
  readonly known: boolean;
  /** What was said instead of numbers. */
  readonly notAnswered?: NotAnswered;
}

const exitOf = (measures: readonly Measure[], instrument: Instrument): Exit[] => {
  const own = measures.filter((measure) => measure.instrument === instrument);
  const entry = own.find(({ occasion, notAnswered }) => occasion === 'entry' && !notAnswered);
  const exit = own.findLast(({ occasion }) => occasion === 'exit');
  if (!entry || instrument.exitAfterDays === undefined) return [];
  return [
    {
      instrument,
      entered: entry.at,
      due: calendarDaysAfter(entry.at, instrument.exitAfterDays),
      until: calendarDaysAfter(entry.at, instrument.exitAfterDays + lateExitDays),
      known: exit !== undefined,
      ...(exit?.notAnswered ? { notAnswered: exit.notAnswered } : {}),
    },
  ];
};

/** Entry at day D makes an exit at D+84, whatever became of the referral meanwhile (issue 10, 1). */
export const exitsOf = (measures: readonly Measure[]): Exit[] =>
  instruments.flatMap((instrument) => exitOf(measures, instrument));

/** One number at the beginning and at the end. */
export interface Change {
  readonly of: string;
  readonly code: Code;
  readonly entry: number;
  readonly exit: number;
}

/** The scores of the beginning and of the end where there are both; and whether it was explained each time. */
export interface Pair {
  readonly instrument: Instrument;
  readonly explained: boolean;
  readonly changes: readonly Change[];
  /** Instants. */
  readonly entered: string;
  readonly left: string;
  /** Calendar days between them. */
  readonly days: number;
}

/** How far somebody has come, of each instrument that was answered at the beginning and at the end. */
export const pairsIn = (measures: readonly Measure[], known: readonly Instrument[] = instruments): Pair[] =>
  known.flatMap((instrument) => {
    const own = measures.filter((measure) => measure.instrument === instrument && !measure.notAnswered);
    const [entry, exit] = (['entry', 'exit'] as const).map((wanted) =>
      own.findLast(({ occasion }) => occasion === wanted),
    );
    if (!entry || !exit) return [];
    const last = scoresOf(instrument, exit.answers);
    const changes = scoresOf(instrument, entry.answers).flatMap(({ of, code, value }) => {
      const after = last.find((score) => score.of === of);
      return after ? [{ of, code, entry: value, exit: after.value }] : [];
    });
    const explained = entry.explained && exit.explained;
    return [{ instrument, explained, changes, entered: entry.at, left: exit.at, days: daysBetween(entry.at, exit.at) }];
  });
