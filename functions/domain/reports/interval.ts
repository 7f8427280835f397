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
