import type { Code } from '../../../contracts/areas/area.ts';
import type { Instrument } from '../../../contracts/measures/instrument.ts';

/** What was answered: number by linkId. */
export type Answers = ReadonlyMap<string, number>;

export interface Score {
  /** The question that it answers; `score` of what the instrument makes of all of them. */
  readonly of: string;
  readonly code: Code;
  readonly value: number;
}

/**
 * What the answers come to, each to become an Observation: every answer by itself, or the one number of the instrument's table. Never a
 * sum that its owners do not make (standards.md 12, 18: the four of the ONS stay four).
 */
export const scoresOf = ({ items, scoring }: Instrument, answers: Answers): Score[] => {
  const answered = items.flatMap(({ linkId, code }) => {
    const value = answers.get(linkId);
    return value === undefined ? [] : [{ of: linkId, code, value }];
  });
  if (scoring.kind === 'each') return answered;
  const sum = answered.reduce((total, { value }) => total + value, 0);
  const value = answered.length === items.length ? scoring.table[sum] : undefined;
  return value === undefined ? [] : [{ of: 'score', code: scoring.code, value }];
};

/** As it stands beside the others in a picture: a higher number is better in all of them. */
export const displayed = ({ items }: Instrument, linkId: string, value: number): number => {
  const item = items.find((one) => one.linkId === linkId);
  return item?.reversedForDisplay ? item.high + item.low - value : value;
};
