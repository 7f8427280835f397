/** JSON as it came: nothing below is known to be FHIR while the rules look at it. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Present with a value, or with extensions only. */
export const has = (node: Node, element: string): boolean =>
  node[element] !== undefined || node[`_${element}`] !== undefined;

export const string = (node: Node, element: string): string | undefined => {
  const value = node[element];
  return typeof value === 'string' ? value : undefined;
};

export const child = (node: Node, element: string): Node | undefined => {
  const value = node[element];
  return isNode(value) ? value : undefined;
};

export const nodes = (node: Node, element: string): readonly Node[] => {
  const value = node[element];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

/** The entries of a Bundle, each with its pointer below the Bundle. */
export const entriesOf = (bundle: Node): readonly { readonly entry: Node; readonly at: string }[] =>
  (Array.isArray(bundle.entry) ? bundle.entry : []).flatMap((entry: unknown, i) =>
    isNode(entry) ? [{ entry, at: `/entry/${i}` }] : [],
  );

/** One object of a resource and where it stands. */
export interface Place {
  readonly node: Node;
  /** JSON pointer from the root of the message. */
  readonly pointer: string;
  /** Type and element names, as `Patient.contact`; begins again at each resource within. */
  readonly path: string;
  /** The innermost resource. */
  readonly resource: Node;
  /** What a local reference may name: `#id` of each resource contained in the one that is contained in none. */
  readonly local: ReadonlySet<string>;
}

/** Every object of a message, its resources within resources included. */
export function* places(root: Node): Generator<Place> {
  const waiting: Place[] = [placeOfResource(root, '', undefined)];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    waiting.push(...below(next).reverse());
  }
}

const placeOfResource = (node: Node, pointer: string, local: ReadonlySet<string> | undefined): Place => ({
  node,
  pointer,
  path: string(node, 'resourceType') ?? '',
  resource: node,
  local: local ?? new Set(nodes(node, 'contained').map((contained) => `#${string(contained, 'id')}`)),
});

const below = (place: Place): Place[] =>
  Object.entries(place.node).flatMap(([name, value]) => {
    const pointer = `${place.pointer}/${name}`;
    if (Array.isArray(value)) {
      return value.flatMap((item, i) => (isNode(item) ? [step(place, name, item, `${pointer}/${i}`)] : []));
    }
    return isNode(value) ? [step(place, name, value, pointer)] : [];
  });

const step = (place: Place, name: string, node: Node, pointer: string): Place => {
  const isResource = typeof node.resourceType === 'string';
  if (isResource) return placeOfResource(node, pointer, name === 'contained' ? place.local : undefined);
  return { ...place, node, pointer, path: `${place.path}.${name}` };
};
