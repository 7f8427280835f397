/** Counts below this, and not nought, are not shown: users.md S86. */
export const least = 5;

/** A table of one dimension whose cells add up to its total, which everybody sees. */
export interface Cells {
  readonly total: number;
  readonly cells: ReadonlyMap<string, number>;
}

/**
 * Which cells are not shown. A cell of 1 to 4 is not; and with it, so that nobody works it out from the total, the smallest of the others that
 * are not nought: three cells in all where there are three, of which one at least is more than 1. Three, because of two that are 1 and 1
 * the third would say so by being there. So every hidden cell can be at least two numbers, also for who knows this rule (secondary
 * suppression: Hundepool et al., Statistical Disclosure Control, 4.2; the test tries them all). Noughts are shown. Of a table nothing but
 * its cells and its total may be published. Undefined: the table is too small to hide anything in, and is not shown at all.
 */
export const hiddenIn = ({ total, cells }: Cells): ReadonlySet<string> | undefined => {
  const some = [...cells].filter(([, n]) => n > 0).sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  const small = some.filter(([, n]) => n < least).length;
  if (small === 0) return new Set();
  const hidden = some.slice(0, Math.max(small, 3));
  const sum = hidden.reduce((all, [, n]) => all + n, 0);
  // All of them small ones: the least and the most that they can add up to would each say what every one is.
  const isTold = sum === hidden.length || (hidden.length > 2 && sum === hidden.length * (least - 1));
  const isSafe = hidden.length >= 2 && !isTold && total >= least;
  return isSafe ? new Set(hidden.map(([name]) => name)) : undefined;
};
