import type { Rolls } from './rolls.ts';
import { nested, strangeTexts, strangeValue } from './values.ts';

type Way = readonly (string | number)[];

const waysIn = (value: unknown, way: Way = []): Way[] =>
  typeof value === 'object' && value !== null
    ? [way, ...Object.entries(value).flatMap(([key, inner]) => waysIn(inner, [...way, key]))]
    : [way];

const gone = Symbol('gone');

const changedAt = (value: unknown, [step, ...way]: Way, change: (was: unknown) => unknown): unknown => {
  if (step === undefined) return change(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const after = key === step ? changedAt(inner, way, change) : inner;
    return after === gone ? [] : [[key, after] as const];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
};

const renamed = (was: unknown, rolls: Rolls): unknown =>
  typeof was === 'object' && was !== null && !Array.isArray(was)
    ? Object.fromEntries(
        Object.entries(was).map(([key, inner], n) => [
          n === 0 ? rolls.pick([`_${key}`, 'extension', `${key}s`]) : key,
          inner,
        ]),
      )
    : [was, was];

/** An example of ours with a few places of it changed: taken away, doubled, renamed, or something else put there. */
export const mutated = (example: unknown, rolls: Rolls): unknown => {
  let tree = example;
  for (let times = rolls.chance(0.6) ? 1 : rolls.whole(2, 4); times > 0; times -= 1) {
    const way = rolls.pick(waysIn(tree).slice(1));
    const kind = rolls.whole(0, 9);
    tree = changedAt(tree, way, (was) => {
      if (kind < 5) return strangeValue(rolls);
      if (kind < 7) return gone;
      if (kind === 7) return [was, was];
      return kind === 8 ? renamed(was, rolls) : { ...Object(was), extension: [{ url: 'x', valueString: 'y' }] };
    });
    if (typeof tree !== 'object' || tree === null) return tree;
    if (waysIn(tree).length < 2) return tree;
  }
  return tree;
};

const middle = (text: string, rolls: Rolls): number => rolls.whole(0, text.length);
const put = (text: string, at: number, more: string): string => text.slice(0, at) + more + text.slice(at);

const damages: readonly ((text: string, rolls: Rolls) => string)[] = [
  (text, rolls) => text.slice(0, middle(text, rolls)),
  (text, rolls) =>
    put(text, middle(text, rolls), rolls.pick(['{', '}', '"', ',', '\\', '\u0000', '\n', '//', '\\u12'])),
  (text) => `\ufeff${text}`,
  (text) => `${text}${text}`,
  (text, rolls) => text.replace(/"/g, rolls.pick(["'", '', '""'])),
  (text, rolls) => text.replace('{', `{"__proto__":{"admin":true},"${rolls.pick(['constructor', 'prototype'])}":1,`),
  (text) => text.replace('{', '{"resourceType":"Patient",'),
  (text, rolls) => `${nested(rolls.whole(30, 50_000)).slice(0, -1)}${text}`,
  (text, rolls) => text.replace(/:("[^"]*")/, `:${nested(rolls.whole(40, 20_000), '{"a":', '}').replace('}', '1}')}`),
  (text, rolls) =>
    text.replace(/:"[^"]*"/g, `:${rolls.pick(['1e999', '-', '01', '.5', 'NaN', 'undefined', '0x1', 'tru'])}`),
  (_, rolls) => rolls.pick([...strangeTexts, '[]', '{}', 'null', '"x"', '0', '<Bundle xmlns="http://hl7.org/fhir"/>']),
  (_, rolls) =>
    `{"resourceType":"Bundle","entry":[${Array.from({ length: rolls.whole(200, 4_000) }, () => '{}').join()}]}`,
  (_, rolls) =>
    `[${Array.from({ length: rolls.whole(50, 400) }, () => '{"op":"copy","from":"","path":"/extension"}').join()}]`,
];

/** The text of a message, broken where no parser of trees would break it. */
export const damaged = (text: string, rolls: Rolls): string => rolls.pick(damages)(text, rolls);
