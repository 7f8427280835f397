/** Whoever has all that is published, as sums over kinds of people, and takes them from each other: what is in their span is known. */
const isNought = (n: number): boolean => Math.abs(n) < 1e-9;
const minus = (vector: readonly number[], times: number, other: readonly number[]): number[] =>
  vector.map((n, i) => n - times * (other[i] ?? 0));

/** The vector without what the others of the basis say of it: nothing is left of what can be worked out from them. */
const leftOf = (vector: readonly number[], basis: readonly (readonly number[])[]): number[] =>
  basis.reduce<number[]>(
    (left, one) => {
      const lead = one.findIndex((n) => !isNought(n));
      return minus(left, (left[lead] ?? 0) / (one[lead] ?? 1), one);
    },
    [...vector],
  );
export const basisOf = (vectors: readonly (readonly number[])[]): number[][] => {
  const basis: number[][] = [];
  for (const vector of vectors) {
    const left = leftOf(vector, basis);
    if (!left.every(isNought)) basis.push(left);
  }
  return basis;
};

/** Whether a sum can be worked out from those of the basis. */
export const isToldBy = (basis: readonly (readonly number[])[], sum: readonly number[]): boolean =>
  leftOf(sum, basis).every(isNought);
