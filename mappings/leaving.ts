import type { Door } from './door.ts';
import { type Fields, wordsOf } from './partner/field.ts';

/** What leaves by one door for one purpose. */
export interface Leaving {
  /** `person.contact.telephone`; of a resource, with what it is before it: `Patient: name`. */
  readonly paths: readonly string[];
  readonly why: string;
  /** Of a partner, the lowest that sees it. */
  readonly tier?: string;
  readonly words?: string;
}

const ofFields = (fields: Fields, above: string, tierAbove: string | undefined): Leaving[] =>
  Object.entries(fields).flatMap(([name, { why, tier = tierAbove, words, holds }]): Leaving[] => {
    const path = `${above}${name}`;
    if (holds) return ofFields(holds, `${path}.`, tier);
    return [{ paths: [path], why, ...(tier ? { tier } : {}), ...(words ? { words: wordsOf[words] } : {}) }];
  });

/** Each field that leaves by a door, from the very lists that its mapping obeys. */
export const leavingBy = ({ fields, lists = {}, tier }: Door): Leaving[] => [
  ...(fields ? ofFields(fields, '', tier === 'partner' ? 'name-only' : undefined) : []),
  ...Object.entries(lists).flatMap(([what, list]) =>
    list.map(({ why, elements }) => ({ paths: elements.map((one) => `${what}: ${one}`), why })),
  ),
];
