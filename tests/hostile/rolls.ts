import type { Dice } from '../simulation/harness/dice.ts';

/** The dice of one request: each question gets the next answer, so that a seed and a number make the same request again. */
export interface Rolls {
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export const rollsOf = (dice: Dice, request: number): Rolls => {
  let asked = 0;
  const next = (): number => {
    asked += 1;
    return asked;
  };
  return {
    whole: (from, to) => dice.whole(from, to, request, next()),
    chance: (probability) => dice.chance(probability, request, next()),
    pick: (list) => {
      const chosen = list[dice.whole(0, list.length - 1, request, next())];
      if (chosen === undefined) throw new Error('Nothing to pick from');
      return chosen;
    },
  };
};
