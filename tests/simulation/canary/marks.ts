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

export const markForm = /qxj[a-z]{8}xq/gi;

/** A name that holds a digit is nobody's name (mappings/partner/name.ts). */
const lettersOf = (n: number): string =>
  [...n.toString(26).padStart(8, '0')].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('');

export const newMarks = (): Marks => {
  const all = new Map<string, Mark>();
  return {
    put: (mark) => {
      const name = `qxj${lettersOf(all.size)}xq`;
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
