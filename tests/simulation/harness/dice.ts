import { createHash } from 'node:crypto';

/**
 * Chance by name: the same seed and words give the same answer, whatever else was asked before. So one referral's fate
 * does not hang on how the others' requests interleave, and a seed replays.
 */
export interface Dice {
  /** In [0, 1). */
  roll(...words: readonly (string | number)[]): number;
  chance(probability: number, ...words: readonly (string | number)[]): boolean;
  /** A whole number, both ends included. */
  whole(from: number, to: number, ...words: readonly (string | number)[]): number;
  pick<T>(list: readonly [T, ...T[]], ...words: readonly (string | number)[]): T;
}

export const diceOf = (seed: string): Dice => {
  const roll = (...words: readonly (string | number)[]): number =>
    createHash('sha256')
      .update(`${seed}/${words.join('/')}`)
      .digest()
      .readUInt32BE(0) /
    2 ** 32;
  const whole = (from: number, to: number, ...words: readonly (string | number)[]): number =>
    from + Math.floor(roll(...words) * (to - from + 1));
  return {
    roll,
    chance: (probability, ...words) => roll(...words) < probability,
    whole,
    pick: (list, ...words) => list[whole(0, list.length - 1, ...words)] ?? list[0],
  };
};
