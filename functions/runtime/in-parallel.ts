/** In the order of the list, at most `width` at a time: kind to the store, and to a Lambda with two connections to spare. */
export const inParallel = async <T, R>(
  list: readonly T[],
  width: number,
  each: (item: T) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = [];
  for (let n = 0; n < list.length; n += width) {
    results.push(...(await Promise.all(list.slice(n, n + width).map(each))));
  }
  return results;
};
