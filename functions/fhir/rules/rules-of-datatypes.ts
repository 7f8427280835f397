import { narrativeFault } from './narrative.ts';
import type { Rule } from './rule.ts';
import { inOrder, ruleOfItems } from './rules-of-resources.ts';
import { has, type Node, type Place, string } from './tree.ts';

const period: Rule = {
  key: 'per-1',
  says: 'The start is not after the end.',
  at: 'end',
  holds: (node) => inOrder(node, 'start', 'end'),
};
const contactPoint: Rule = {
  key: 'cpt-2',
  says: 'A ContactPoint with a value says of which system it is.',
  at: 'system',
  holds: (node) => !has(node, 'value') || has(node, 'system'),
};
const attachment: Rule = {
  key: 'att-1',
  says: 'An Attachment with data has a contentType.',
  at: 'contentType',
  holds: (node) => !has(node, 'data') || has(node, 'contentType'),
};
const quantity: Rule = {
  key: 'qty-3',
  says: 'A Quantity with a code for its unit names the system of the code.',
  at: 'system',
  holds: (node) => !has(node, 'code') || has(node, 'system'),
};
const narrative: Rule = {
  key: 'txt-1',
  says: 'A narrative holds text in basic XHTML, without scripts, forms or frames.',
  at: 'div',
  holds: (node) => narrativeFault(string(node, 'div') ?? '') === undefined,
};
const padding: Rule = {
  key: 'null',
  says: 'null in an array of primitives only stands beside an extension at the same place.',
  holds: (node) => Object.keys(node).every((name) => isPadded(node, name)),
};

/** The data type of an object by the name of its element: each name below has one type wherever R4 uses it. */
const byElement: readonly (readonly [RegExp, Rule])[] = [
  [/(?:^period|Period|^during)$/, period],
  [/^(?:telecom|valueContactPoint)$/, contactPoint],
  [/(?:Attachment|^photo)$/, attachment],
  [/Quantity$/, quantity],
  [/^text$/, narrative],
  [/^item$/, ruleOfItems],
];

export const rulesOfDatatypes = ({ path }: Place): readonly Rule[] => {
  const element = path.slice(path.lastIndexOf('.') + 1);
  return [...byElement.filter(([name]) => name.test(element)).map(([, rule]) => rule), padding];
};

/** FHIR R4, JSON: the two arrays of a repeating primitive fill each other's gaps. */
const isPadded = (node: Node, name: string): boolean => {
  const list = node[name];
  if (!Array.isArray(list) || !list.includes(null)) return true;
  const other = node[name.startsWith('_') ? name.slice(1) : `_${name}`];
  const beside: readonly unknown[] = Array.isArray(other) ? other : [];
  return list.every((item, i) => item !== null || (beside[i] ?? null) !== null);
};
