import type { Route } from './routes.ts';

export interface Matched {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

interface Node {
  readonly fixed: Map<string, Node>;
  /** `{name}`. */
  one?: { readonly name: string; readonly node: Node };
  /** `{name+}`. */
  rest?: { readonly name: string; readonly node: Node };
  readonly methods: Map<string, Route>;
}

interface Found {
  readonly node: Node;
  readonly parameters: Readonly<Record<string, string>>;
}

const emptyNode = (): Node => ({ fixed: new Map(), methods: new Map() });
const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

/** The child for one segment of a template's path, made if it is not there. */
const child = (node: Node, segment: string): Node => {
  const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(segment) ?? [];
  if (name && greedy) {
    node.rest ??= { name, node: emptyNode() };
    return node.rest.node;
  }
  if (name) {
    node.one ??= { name, node: emptyNode() };
    return node.one.node;
  }
  const fixed = node.fixed.get(segment) ?? emptyNode();
  node.fixed.set(segment, fixed);
  return fixed;
};

/** At each step a fixed segment wins over a parameter, and that over the rest of the path. */
const find = (node: Node, [segment, ...others]: readonly string[]): Found | undefined => {
  if (segment === undefined) return node.methods.size > 0 ? { node, parameters: {} } : undefined;
  const fixed = node.fixed.get(segment);
  const first = fixed && find(fixed, others);
  if (first) return first;
  const second = node.one && find(node.one.node, others);
  if (node.one && second) return { ...second, parameters: { ...second.parameters, [node.one.name]: segment } };
  if (!node.rest) return undefined;
  return { node: node.rest.node, parameters: { [node.rest.name]: [segment, ...others].join('/') } };
};

/**
 * Chooses as API Gateway does: first the most specific resource, then its method; a resource without that method is
 * "missing authentication token" even if a greedier one has it. Undefined stands for that.
 */
export const routerOf = (routes: readonly Route[]): ((method: string, path: string) => Matched | undefined) => {
  const root = emptyNode();
  for (const route of routes) segmentsOf(route.resourcePath).reduce(child, root).methods.set(route.method, route);
  return (method, path) => {
    const found = find(root, segmentsOf(path));
    const route = found?.node.methods.get(method) ?? found?.node.methods.get('ANY');
    if (!found || !route) return undefined;
    return { route, pathParameters: Object.keys(found.parameters).length > 0 ? found.parameters : null };
  };
};
