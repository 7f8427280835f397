import { type Primitive, type PrimitiveName, primitives } from '../../../contracts/fhir/primitives.ts';

const address = 'an address without spaces';
const text = 'text with something other than white space, and no control characters';

/** What each primitive with a pattern looks like, for somebody who has to correct one. */
const forms: Partial<Record<PrimitiveName, string>> = {
  base64Binary: 'base64',
  canonical: address,
  code: 'a code without spaces at its ends or two in a row',
  date: 'YYYY, YYYY-MM or YYYY-MM-DD, of a day that exists',
  dateTime: 'YYYY, YYYY-MM, YYYY-MM-DD, or a day that exists with a time to the second and a zone',
  id: '1 to 64 letters, digits, hyphens and full stops',
  instant: 'a day that exists with a time to the second and a zone',
  markdown: text,
  oid: 'urn:oid: and an object identifier',
  string: text,
  time: 'hh:mm:ss',
  uri: address,
  url: address,
  uuid: 'urn:uuid: and a UUID in lower case',
  xhtml: 'XHTML within one <div>',
};

const patternOf = (name: string): string | undefined =>
  Object.entries<Primitive>(primitives).find(([known]) => known === name)?.[1].pattern;
const byPattern = new Map(Object.entries(forms).map(([name, form]) => [patternOf(name), form]));

/** The types in the pattern of a reference. */
const targets = /\(\?:([A-Z][A-Za-z|]*)\)\\\/\[A-Za-z/;

/** What a pattern of the schema asks for, in words. */
export const formOf = (pattern: string): string => {
  const form = byPattern.get(pattern);
  if (form) return form;
  const types = targets.exec(pattern)?.[1]?.split('|') ?? [];
  return types.length > 20 ? 'a reference to a resource' : `a reference to ${types.join(' or ')}`;
};
