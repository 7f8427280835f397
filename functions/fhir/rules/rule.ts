import type { Node, Place } from './tree.ts';

/** One rule of R4 between elements, by the key that the specification gives it. */
export interface Rule {
  readonly key: string;
  /** What R4 requires, in words; printed. */
  readonly says: string;
  /** The element to point at, below the object that breaks the rule. */
  readonly at?: string;
  readonly holds: (node: Node, place: Place) => boolean;
}

/** A rule broken at a place. */
export interface Broken {
  readonly rule: Pick<Rule, 'key' | 'says'>;
  readonly pointer: string;
}

export const broken = (rules: readonly Rule[], place: Place): Broken[] =>
  rules
    .filter((rule) => !rule.holds(place.node, place))
    .map((rule) => ({ rule, pointer: rule.at ? `${place.pointer}/${rule.at}` : place.pointer }));
