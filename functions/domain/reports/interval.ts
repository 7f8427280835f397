/** A share with its 95 % interval by Wilson's score (E. B. Wilson, 1927), each from 0 to 1; undefined of nobody. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.96;

export const shareOf = (count: number, of: number): Share | undefined => {
  if (of === 0) return undefined;
  const share = count / of;
  const middle = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { share, low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
};

/** What a mean is made of, as lines are read. */
export interface Seen {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}
export const noMean: Seen = { n: 0, sum: 0, squares: 0 };

/** Student's t for a 95 % interval, by its expansion in the normal one (Abramowitz and Stegun 26.7.5): within 0.01 from four degrees on. */
const student = (degrees: number): number =>
  z +
  (z ** 3 + z) / (4 * degrees) +
  (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
  (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3);

/** A mean change with its 95 % interval; of at least two. */
export interface Mean {
  readonly change: number;
  readonly low: number;
  readonly high: number;
}

export const meanOf = ({ n, sum, squares }: Seen): Mean => {
  const change = sum / n;
  const variance = Math.max(0, (squares - n * change * change) / (n - 1));
  const spread = student(n - 1) * Math.sqrt(variance / n);
  return { change, low: change - spread, high: change + spread };
};
