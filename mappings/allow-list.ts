/**
 * The elements of a resource that a list names, and no other: the way out of the hub (DESIGN 1, idea 4). The result has
 * no other property by type either, so that a list which lacks a required element does not compile where a whole
 * resource is needed.
 */
export const allow = <R extends object, K extends keyof R>(resource: R, names: readonly K[]): Pick<R, K> => {
  const kept: Partial<Pick<R, K>> = {};
  for (const name of names) if (resource[name] !== undefined) kept[name] = resource[name];
  // Every element that the type requires is in `resource`, and was copied from it.
  return kept as Pick<R, K>;
};
