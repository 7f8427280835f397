const most = 1_000_000;

/** The whole numbers of an option, with commas between them. @throws in one sentence, before anything is started */
export const numbersOf = (option: string, given: string): readonly number[] => {
  const all = given.split(',').map(Number);
  if (all.every((n) => Number.isInteger(n) && n >= 1 && n <= most)) return all;
  throw new Error(`--${option} takes whole numbers from 1 to ${most}, not "${given}"`);
};

export const numberOf = (option: string, given: string): number => {
  const [only = 0, ...others] = numbersOf(option, given);
  if (others.length === 0) return only;
  throw new Error(`--${option} takes one number, not "${given}"`);
};
