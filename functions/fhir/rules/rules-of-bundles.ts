import { type Broken, broken, type Rule } from './rule.ts';
import { child, entriesOf, has, type Node, type Place, string } from './tree.ts';

const isType = (bundle: Node, ...types: string[]): boolean => types.some((type) => type === bundle.type);

const rules: readonly Rule[] = [
  {
    key: 'bdl-1',
    says: 'A total is only given for a search or a history.',
    at: 'total',
    holds: (b) => !has(b, 'total') || isType(b, 'searchset', 'history'),
  },
  {
    key: 'bdl-9',
    says: 'A document has an identifier with a system and a value.',
    at: 'identifier',
    holds: (b) => !isType(b, 'document') || isWhole(child(b, 'identifier')),
  },
  {
    key: 'bdl-10',
    says: 'A document has a date.',
    at: 'timestamp',
    holds: (b) => !isType(b, 'document') || has(b, 'timestamp'),
  },
  {
    key: 'bdl-11',
    says: 'The first resource of a document is a Composition.',
    at: 'entry',
    holds: (b) => !isType(b, 'document') || firstType(b) === 'Composition',
  },
  {
    key: 'bdl-12',
    says: 'The first resource of a message is a MessageHeader.',
    at: 'entry',
    holds: (b) => !isType(b, 'message') || firstType(b) === 'MessageHeader',
  },
];

/** The same for every entry of a Bundle; `bundle` says of which type it is. */
const rulesOfEntries: readonly (Omit<Rule, 'holds'> & { holds: (entry: Node, bundle: Node) => boolean })[] = [
  {
    key: 'bdl-2',
    says: 'entry.search is only given in the result of a search.',
    at: 'search',
    holds: (e, b) => !has(e, 'search') || isType(b, 'searchset'),
  },
  {
    key: 'bdl-3',
    says: 'entry.request stands in a batch, a transaction and a history, and only there.',
    at: 'request',
    holds: (e, b) => has(e, 'request') === isType(b, 'batch', 'transaction', 'history'),
  },
  {
    key: 'bdl-4',
    says: 'entry.response stands in the answer to a batch or transaction and in a history, and only there.',
    at: 'response',
    holds: (e, b) => has(e, 'response') === isType(b, 'batch-response', 'transaction-response', 'history'),
  },
  {
    key: 'bdl-5',
    says: 'An entry has a resource, a request or a response.',
    holds: (e) => has(e, 'resource') || has(e, 'request') || has(e, 'response'),
  },
  {
    key: 'bdl-8',
    says: 'fullUrl names a resource, not one version of it.',
    at: 'fullUrl',
    holds: (e) => !string(e, 'fullUrl')?.includes('/_history/'),
  },
];

const isWhole = (identifier: Node | undefined): boolean =>
  identifier !== undefined && has(identifier, 'system') && has(identifier, 'value');

const firstType = (bundle: Node): unknown => child(entriesOf(bundle)[0]?.entry ?? {}, 'resource')?.resourceType;

const brokenByEntries = (bundle: Node, pointer: string): Broken[] =>
  entriesOf(bundle).flatMap(({ entry, at }) =>
    rulesOfEntries
      .filter((rule) => !rule.holds(entry, bundle))
      .map((rule) => ({ rule, pointer: `${pointer}${at}${rule.at ? `/${rule.at}` : ''}` })),
  );

/** bdl-7: a fullUrl stands once, but for versions of one resource. */
const repeated = (bundle: Node, pointer: string): Broken[] => {
  const rule = { key: 'bdl-7', says: 'Two entries have the same fullUrl.' };
  const seen = new Set<string>();
  if (isType(bundle, 'history')) return [];
  return entriesOf(bundle).flatMap(({ entry, at }) => {
    const meta = child(child(entry, 'resource') ?? {}, 'meta') ?? {};
    const name = `${string(entry, 'fullUrl')} ${string(meta, 'versionId')}`;
    const again = has(entry, 'fullUrl') && seen.has(name);
    seen.add(name);
    return again ? [{ rule, pointer: `${pointer}${at}/fullUrl` }] : [];
  });
};

export const brokenByBundle = (place: Place): Broken[] => [
  ...broken(rules, place),
  ...brokenByEntries(place.node, place.pointer),
  ...repeated(place.node, place.pointer),
];
