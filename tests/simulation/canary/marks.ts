/** Where a marker was put, and by whom. */
export interface Mark {
  /** The n-th referral of the run. */
  readonly n: number;
  /** Organisation that wrote it. */
  readonly by: string;
  /** `Patient.name.given`, or what was done: `statusReason`. */
  readonly where: string;
}

/** Words that nobody else writes, so that each place where one turns up says where it came from. */
export interface Marks {
  put(mark: Mark): string;
  /** Digits that are somebody's: telephone and NHS numbers hold no letters. */
  number(digits: string, mark: Mark): string;
  /** Whose a marker or a number is, as the scanner finds it: lower case, digits alone. */
  of(found: string): Mark | undefined;
  readonly size: number;
}

export const markForm = /qx7[0-9a-z]{8}xq/gi;

export const newMarks = (): Marks => {
  const all = new Map<string, Mark>();
  return {
    put: (mark) => {
      const name = `qx7${String(all.size.toString(36)).padStart(8, '0')}xq`;
      all.set(name, mark);
      return name;
    },
    number: (digits, mark) => {
      all.set(digits.replaceAll(/\D/g, ''), mark);
      return digits;
    },
    of: (found) => all.get(found.toLowerCase()),
    get size() {
      return all.size;
    },
  };
};
