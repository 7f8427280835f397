import type { Broken } from './rule.ts';
import { child, entriesOf, has, type Node, nodes, type Place, string } from './tree.ts';

const says = {
  'dom-2': 'A contained resource contains no others.',
  'dom-3': 'A contained resource is referred to by the resource that contains it, or refers to it.',
  'dom-4': 'A contained resource has no version and no time of update.',
  'dom-5': 'A contained resource has no security label.',
  'ref-1': 'A reference that begins with # names a contained resource.',
} as const;

const fault = (key: keyof typeof says, pointer: string): Broken => ({ rule: { key, says: says[key] }, pointer });

/** dom-2 to dom-5, for the resources contained in one. */
export const brokenByContained = ({ node, pointer }: Place): Broken[] => {
  if (nodes(node, 'contained').length === 0) return [];
  const named = localNames(node);
  return nodes(node, 'contained').flatMap((contained, i) => {
    const at = `${pointer}/contained/${i}`;
    const meta = child(contained, 'meta') ?? {};
    const isNamed = named.has(`#${string(contained, 'id')}`) || localNames(contained).has('#');
    return [
      ...(has(contained, 'contained') ? [fault('dom-2', `${at}/contained`)] : []),
      ...(isNamed ? [] : [fault('dom-3', at)]),
      ...(has(meta, 'versionId') || has(meta, 'lastUpdated') ? [fault('dom-4', `${at}/meta`)] : []),
      ...(has(meta, 'security') ? [fault('dom-5', `${at}/meta/security`)] : []),
    ];
  });
};

/** Every text of a resource that could name something contained: references, and addresses of any kind. */
const localNames = (resource: Node): ReadonlySet<string> => {
  const names = new Set<string>();
  const waiting: unknown[] = [resource];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string' && next.startsWith('#')) names.add(next);
    else if (typeof next === 'object' && next !== null) for (const value of Object.values(next)) waiting.push(value);
  }
  return names;
};

/** ref-1. `#` alone is the container itself. */
export const brokenByReference = ({ node, pointer, local }: Place): Broken[] => {
  const reference = string(node, 'reference');
  const isHeld = !reference?.startsWith('#') || reference === '#' || local.has(reference);
  return isHeld ? [] : [fault('ref-1', `${pointer}/reference`)];
};

/** Elements that nothing can be done without: standards.md 14, rule 4. */
const essential = new Set(['subject', 'for', 'patient', 'focus', 'requester', 'owner', 'receiver']);

/** A message that takes a request back says which by its id; nothing else in it is needed. */
const isWithdrawal = (bundle: Node): boolean =>
  bundle.type === 'message' &&
  entriesOf(bundle)
    .map(({ entry }) => child(entry, 'resource'))
    .some((r) => r?.resourceType === 'ServiceRequest' && (r.status === 'revoked' || r.status === 'entered-in-error'));

/**
 * Pointers to the references of a Bundle that name an entry (`urn:uuid:…`) which it does not hold, where the hub would
 * have to act on them. Other dangling references are kept as they are: every official BaRS referral has one.
 */
export const danglingReferences = (bundle: Node, all: Iterable<Place>): string[] => {
  if (isWithdrawal(bundle)) return [];
  const names = new Set(entriesOf(bundle).map(({ entry }) => string(entry, 'fullUrl')));
  const dangling: string[] = [];
  for (const { node, pointer, path } of all) {
    const reference = string(node, 'reference');
    const isEntry = reference?.startsWith('urn:') && !names.has(reference);
    if (isEntry && essential.has(path.slice(path.lastIndexOf('.') + 1))) dangling.push(`${pointer}/reference`);
  }
  return dangling;
};
