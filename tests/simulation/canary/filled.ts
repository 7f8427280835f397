import type { ElementDefinition, StructureDefinition } from 'fhir/r4.js';
import { childrenOf, readDefinitions } from '../../../infra/build/r4-definitions.ts';

/** Puts a marker at a place. */
type Put = (where: string) => string;

const link = (mark: string): string => `https://canary.example/${mark}`;
const coding = (put: Put, at: string) => ({
  ...{ system: link(put(`${at}.system`)), code: put(`${at}.code`), display: put(`${at}.display`) },
});
const identifier = (put: Put, at: string) => ({
  ...{ system: link(put(`${at}.system`)), value: put(`${at}.value`), assigner: { display: put(`${at}.assigner`) } },
});
const extension = (put: Put, at: string) => ({ url: link(put(`${at}.url`)), valueString: put(`${at}.valueString`) });
const concept = (put: Put, at: string) => ({ coding: [coding(put, `${at}.coding`)], text: put(`${at}.text`) });
const quantity = (put: Put, at: string) => ({
  ...{ value: 1, unit: put(`${at}.unit`), system: link(put(`${at}.system`)), code: put(`${at}.code`) },
});
const string = (put: Put, at: string): string => put(at);
const uri = (put: Put, at: string): string => link(put(at));

/** A value of each type of R4 that has room for words; a choice takes the first of these that it may have. */
const types: Readonly<Record<string, (put: Put, at: string) => unknown>> = {
  ...{ string, markdown: string, code: string, uri, url: uri, canonical: uri },
  base64Binary: (put, at) => Buffer.from(put(at)).toString('base64'),
  CodeableConcept: concept,
  Coding: coding,
  Identifier: identifier,
  Quantity: quantity,
  Age: quantity,
  Duration: quantity,
  Range: (put, at) => ({ low: quantity(put, `${at}.low`) }),
  Ratio: (put, at) => ({
    numerator: quantity(put, `${at}.numerator`),
    denominator: quantity(put, `${at}.denominator`),
  }),
  Annotation: (put, at) => ({ authorString: put(`${at}.authorString`), text: put(`${at}.text`) }),
  Reference: (put, at) => ({ display: put(`${at}.display`), identifier: identifier(put, `${at}.identifier`) }),
  Extension: extension,
  Narrative: (put, at) => ({
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml"><p title="${put(`${at}.title`)}">${put(`${at}.div`)}</p></div>`,
  }),
  HumanName: (put, at) => ({
    ...{ text: put(`${at}.text`), family: put(`${at}.family`), given: [put(`${at}.given`), put(`${at}.given`)] },
    ...{ prefix: [put(`${at}.prefix`)], suffix: [put(`${at}.suffix`)], extension: [extension(put, `${at}.extension`)] },
  }),
  Address: (put, at) => ({
    ...{ text: put(`${at}.text`), line: [put(`${at}.line`)], city: put(`${at}.city`), district: put(`${at}.district`) },
    ...{ state: put(`${at}.state`), postalCode: put(`${at}.postalCode`), country: put(`${at}.country`) },
  }),
  ContactPoint: (put, at) => ({ system: 'other', value: put(`${at}.value`) }),
  Attachment: (put, at) => ({
    ...{ contentType: 'text/plain', data: Buffer.from(put(`${at}.data`)).toString('base64') },
    ...{ title: put(`${at}.title`), url: link(put(`${at}.url`)) },
  }),
  Timing: (put, at) => ({ code: concept(put, `${at}.code`) }),
};

const definitions = readDefinitions();
const deepest = 3;

/** Of no words, or such that a reader has to do something else with what holds them. obs-6 takes the last one away. */
const never = new Set(['id', 'meta', 'implicitRules', 'contained', 'modifierExtension', 'dataAbsentReason']);
const isNever = (name: string, left: number): boolean => never.has(name) || (name === 'language' && left === deepest);
const nameOf = ({ path }: ElementDefinition): string => path.slice(path.lastIndexOf('.') + 1);
const isBound = ({ binding }: ElementDefinition): boolean => binding?.strength === 'required';

/** A value for an element, or undefined: it has no room for words, or a list of codes that it must be of. */
const wordsFor = (of: StructureDefinition, element: ElementDefinition, at: string, put: Put, left: number) => {
  for (const { code } of element.type ?? []) {
    if (code === 'BackboneElement' || code === 'Element') {
      const inner = left > 0 ? below(of, element.path, at, put, left - 1) : undefined;
      return inner && { code, value: inner };
    }
    const make = types[code];
    if (make && !(code === 'code' && isBound(element))) return { code, value: make(put, at) };
  }
  return undefined;
};

/** All elements below a path that have room; undefined where one that must be there has none. */
const below = (of: StructureDefinition, path: string, at: string, put: Put, left: number) => {
  const found: [string, unknown][] = [];
  for (const element of childrenOf(of, path)) {
    const name = nameOf(element);
    if (isNever(name, left) || element.max === '0' || element.contentReference) continue;
    const made = wordsFor(of, element, `${at}.${name.replace('[x]', '')}`, put, left);
    if (!made && (element.min ?? 0) > 0 && left < deepest) return undefined;
    const choice = `${made?.code.charAt(0).toUpperCase()}${made?.code.slice(1)}`;
    if (made) found.push([name.replace('[x]', choice), element.max === '1' ? made.value : [made.value]]);
  }
  return Object.fromEntries(found);
};

/** A resource of R4 with a marker wherever there is room for words; what it must have besides, whoever asks adds. */
export const filled = (type: string, put: Put): Record<string, unknown> => {
  const structure = definitions.structures.get(type);
  if (!structure) throw new Error(`R4 has no ${type}`);
  return { resourceType: type, ...below(structure, type, type, put, deepest) };
};
