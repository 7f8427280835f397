/** Counts below this, and not nought, are not shown: users.md S86. */
export const least = 5;

export const isFew = (n: number): boolean => n > 0 && n < least;

/** A table of one dimension whose cells add up to its total, which everybody sees. */
export interface Cells {
  readonly total: number;
  readonly cells: ReadonlyMap<string, number>;
}

/**
 * Whether so many cells that add up to so much could be other numbers, to who knows that none of them is more than the smallest that is shown.
 * Fewer than five together are a number of one to four people themselves: what is shown, taken from the total, is that number.
 */
const canBeOther = (n: number, sum: number, smallestShown: number): boolean => {
  const most = n > 3 ? n * (least - 1) : (n - 1) * (smallestShown - 1) + least - 1;
  return n >= 2 && sum > n && sum >= least && sum < most;
};

/**
 * Which cells are not shown. A cell of 1 to 4 is not; and with it, so that nobody works it out from the total, the smallest of the others that
 * are not nought, until there are three: of two that are 1 and 1 the third would say so by being there. Every hidden cell can then be at
 * least two numbers, also for who knows this rule (secondary suppression: Hundepool et al., Statistical Disclosure Control, 4.2;
 * the test tries them all). Noughts are shown. Of a table nothing but its cells and its total may be published. Undefined: too
 * little to hide anything in; of such a table no row is shown. The same where the hidden ones together are one to four.
 */
export const hiddenIn = ({ total, cells }: Cells): ReadonlySet<string> | undefined => {
  const some = [...cells].filter(([, n]) => n > 0).sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  const small = some.filter(([, n]) => isFew(n)).length;
  if (small === 0) return new Set();
  const count = Math.max(small, 3);
  const hidden = some.slice(0, count);
  const [, smallestShown = Number.POSITIVE_INFINITY] = some[count] ?? [];
  const sum = hidden.reduce((all, [, n]) => all + n, 0);
  return total >= least && canBeOther(hidden.length, sum, smallestShown)
    ? new Set(hidden.map(([name]) => name))
    : undefined;
};
