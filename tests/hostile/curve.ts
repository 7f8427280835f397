/**
 * Area under the ROC curve of telling `a` from `b` by their size: how often one of `a` is larger than one of `b`, equal ones
 * half. 0.5 is chance. By ranks (Mann and Whitney), so that it takes a sort.
 */
export const areaUnderCurve = (a: readonly number[], b: readonly number[]): number => {
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))].sort(
    (one, other) => one.value - other.value,
  );
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const shared = (from + 1 + to) / 2;
    ranks += shared * all.slice(from, to).filter(({ isA }) => isA).length;
    from = to;
  }
  return (ranks - (a.length * (a.length + 1)) / 2) / (a.length * b.length);
};
