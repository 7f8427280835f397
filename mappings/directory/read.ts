/** What was wrong with one item and did not cost it its place. */
export interface Warning {
  /** `service_at_locations.0.location.latitude` */
  readonly at: string;
  readonly why: Why;
}

export const whys = {
  'wrong-type': 'is not of the type that the standard says',
  unusable: 'cannot be what it should be, and was left out',
  'out-of-range': 'is a number that cannot be',
  'too-many': 'has more parts than are read',
  'too-long': 'is longer than is kept, and was cut',
  missing: 'is needed and not there',
} as const;
export type Why = keyof typeof whys;

/** Takes a warning: where, and why. */
export type Notes = (at: string, why: Why) => void;

/** Reads one value of a feed, or leaves it out; `""` and null are as if it were not there (standards.md 8.2). */
export type Read<T> = (value: unknown, at: string, notes: Notes) => T | undefined;
type Got<R> = R extends Read<infer T> ? T : never;
type Shape = Readonly<Record<string, Read<unknown>>>;

export const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A reader of what is there. */
export const present =
  <T>(read: Read<T>): Read<T> =>
  (value, at, notes) =>
    isAbsent(value) ? undefined : read(value, at, notes);

const mostParts = 100;

/** Up to a hundred of them; those that cannot be read are left out. An empty list is none. */
export const list = <T>(read: Read<T>): Read<readonly T[]> =>
  present((value, at, notes) => {
    if (!Array.isArray(value)) {
      notes(at, 'wrong-type');
      return undefined;
    }
    if (value.length > mostParts) notes(at, 'too-many');
    const parts = value.slice(0, mostParts).flatMap((one: unknown, i) => {
      const part = read(one, `${at}.${i}`, notes);
      return part === undefined ? [] : [part];
    });
    return parts.length > 0 ? parts : undefined;
  });

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Whole<R extends Shape, O extends Shape> = { readonly [K in keyof R]: Got<R[K]> } & {
  readonly [K in keyof O]?: Got<O[K]>;
};

/** Only what it names is read. Without what is required it is none. */
export const object =
  <R extends Shape, O extends Shape>(required: R, optional: O): Read<Whole<R, O>> =>
  (value, at, notes) => {
    if (isAbsent(value)) return undefined;
    if (!isObject(value)) {
      notes(at, 'wrong-type');
      return undefined;
    }
    const below = (name: string): string => (at ? `${at}.${name}` : name);
    const read = ([name, reader]: [string, Read<unknown>]): [string, unknown][] => {
      const got = reader(Object.hasOwn(value, name) ? value[name] : undefined, below(name), notes);
      return got === undefined ? [] : [[name, got]];
    };
    const needed = Object.entries(required).flatMap(read);
    const missing = Object.keys(required).filter((name) => !needed.some(([known]) => known === name));
    for (const name of missing) notes(below(name), 'missing');
    if (missing.length > 0) return undefined;
    return Object.fromEntries([...needed, ...Object.entries(optional).flatMap(read)]) as Whole<R, O>;
  };
