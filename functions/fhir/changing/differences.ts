import { canonical } from '../../domain/canonical.ts';

/** Elements that a server keeps and a client need not send back. */
const kept = new Set(['resourceType', 'id', 'meta', 'text', 'lastModified', 'implicitRules', 'language']);

/**
 * Top-level elements in which what was sent differs from what this caller was shown. Only the difference is applied,
 * so that a filtered view erases nothing (DESIGN 5, If-Match).
 */
export const differences = (shown: object, sent: object): string[] => {
  const was = new Map(Object.entries(shown));
  const is = new Map(Object.entries(sent));
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].filter((name) => !kept.has(name) && canonical(was.get(name)) !== canonical(is.get(name))).sort();
};

/** Items of a list that were not in it before; undefined when one that stood is gone. */
export const added = <T>(was: readonly T[], is: readonly T[]): T[] | undefined => {
  const left = is.map(canonical);
  for (const item of was) {
    const at = left.indexOf(canonical(item));
    if (at === -1) return undefined;
    left[at] = '';
  }
  return is.filter((_, i) => left[i] !== '');
};
