/** Elements that leave the hub for one purpose. Each stands in one list once: what no list names stays (DESIGN 1, idea 4). */
export interface Named<E extends string = string> {
  readonly why: string;
  readonly elements: readonly E[];
}

export const elementsIn = <E extends string>(list: readonly Named<E>[]): E[] =>
  list.flatMap(({ elements }) => [...elements]);

/** Where a value stands, below the nearest resource around it: `Patient.identifier.value`. */
const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
const rootOf = (value: object, path: string): string =>
  'resourceType' in value && typeof value.resourceType === 'string' ? value.resourceType : path;

interface Paths {
  readonly whole: ReadonlySet<string>;
  readonly onTheWay: ReadonlySet<string>;
}

const pathsIn = (list: readonly Named[]): Paths => {
  const whole = new Set(elementsIn(list));
  const above = (path: string): string[] => path.split('.').map((_, n, parts) => parts.slice(0, n).join('.'));
  return { whole, onTheWay: new Set([...whole].flatMap(above)) };
};

const kept = (value: unknown, path: string, paths: Paths): unknown => {
  if (Array.isArray(value)) return value.map((item) => kept(item, path, paths)).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const root = rootOf(value, path);
  if (paths.whole.has(root)) return value;
  const inner = Object.entries(value).flatMap(([name, one]): [string, unknown][] => {
    const at = below(root, name);
    if (paths.whole.has(at)) return [[name, one]];
    // A resource inside another is named by its own type.
    const found = paths.onTheWay.has(at) || holdsResource(one) ? kept(one, at, paths) : undefined;
    return found === undefined ? [] : [[name, found]];
  });
  return inner.length === 0 ? undefined : Object.fromEntries(inner);
};

const isResource = (value: unknown): boolean => typeof value === 'object' && value !== null && 'resourceType' in value;
const holdsResource = (value: unknown): boolean => (Array.isArray(value) ? value.some(isResource) : isResource(value));

/**
 * What the hub itself wrote for a recipient, cut down to the paths that a list names: whoever adds to it and not to the list
 * sends nothing new. A path names all that is below it.
 */
export const only = <T extends object>(list: readonly Named[]): ((made: T) => T) => {
  const paths = pathsIn(list);
  // What the list lacks is left away, which the goldens of each mapping would show.
  return (made) => (kept(made, '', paths) ?? {}) as T;
};
