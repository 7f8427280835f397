import { isUnsafe } from '../../http/json-body.ts';

/** A place in a JSON value: RFC 6901. */
export type Pointer = readonly string[];

/** FHIR nests about 12 deep. */
const mostParts = 40;

/** `/output/0/valueString` to its parts; undefined for what is no pointer, or names what no JSON of ours has. */
export const readPointer = (text: unknown): Pointer | undefined => {
  if (typeof text !== 'string' || text.length > 1000 || !/^(?:\/(?:[^~/]|~[01])*)*$/.test(text)) return undefined;
  const parts = text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.length > mostParts || parts.some(isUnsafe) ? undefined : parts;
};

export const isWithin = (place: Pointer, container: Pointer): boolean =>
  place.length > container.length && container.every((part, i) => part === place[i]);

/** Index of an item that stands; `end` is how many there are, for a place that may be new. */
const indexIn = (part: string, end: number): number | undefined =>
  /^(?:0|[1-9]\d{0,5})$/.test(part) && Number(part) < end ? Number(part) : undefined;

/** Undefined where there is nothing: JSON has no undefined of its own. */
export const valueAt = (root: unknown, pointer: Pointer): unknown => {
  let value = root;
  for (const part of pointer) {
    if (Array.isArray(value)) value = value[indexIn(part, value.length) ?? -1];
    else if (isObject(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The value with something put there: in front of an item, after the last (`-`), or as a member. Undefined if it cannot. */
export const inserted = (root: unknown, pointer: Pointer, value: unknown): unknown =>
  changed(root, pointer, {
    whole: () => value,
    item: (items, part) => {
      const index = part === '-' ? items.length : indexIn(part, items.length + 1);
      return index === undefined ? undefined : items.toSpliced(index, 0, value);
    },
    member: (members, part) => ({ ...members, [part]: value }),
  });

/** The value with nothing there. The whole cannot go. */
export const removed = (root: unknown, pointer: Pointer): unknown =>
  changed(root, pointer, {
    whole: () => undefined,
    item: (items, part) => {
      const index = indexIn(part, items.length);
      return index === undefined ? undefined : items.toSpliced(index, 1);
    },
    member: (members, part) =>
      Object.hasOwn(members, part)
        ? Object.fromEntries(Object.entries(members).filter(([name]) => name !== part))
        : undefined,
  });

interface Change {
  readonly whole: () => unknown;
  readonly item: (items: readonly unknown[], part: string) => unknown;
  readonly member: (members: Record<string, unknown>, part: string) => unknown;
}

/** A copy along the way down to the place; the rest is shared, and nothing that stood is touched. */
const changed = (root: unknown, [part, ...rest]: Pointer, change: Change): unknown => {
  if (part === undefined) return change.whole();
  if (rest.length === 0) {
    if (Array.isArray(root)) return change.item(root, part);
    return isObject(root) ? change.member(root, part) : undefined;
  }
  const below = changed(valueAt(root, [part]), rest, change);
  if (below === undefined || !isObject(root)) return undefined;
  if (!Array.isArray(root)) return { ...root, [part]: below };
  const index = indexIn(part, root.length);
  return index === undefined ? undefined : root.with(index, below);
};
