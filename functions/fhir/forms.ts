/** Recognised in the patterns of contracts/fhir/r4.schema.json; a contract test holds the two together. */
const forms: readonly (readonly [mark: RegExp, says: string])[] = [
  [/^\^\(\?:#/, 'a reference'],
  [/^\^\(\?:\(\?:\\d.*T\(\?:\[01\].*14:00\)\)\)\$$/, 'an instant: a date that exists, a time to the second and a zone'],
  [/T\(\?:\[01\]/, 'YYYY, YYYY-MM, YYYY-MM-DD, or a date that exists with a time to the second and a zone'],
  [/-02-29/, 'YYYY, YYYY-MM, or YYYY-MM-DD of a day that exists'],
  [/^\^\(\?:\[01\]/, 'a time to the second, hh:mm:ss'],
  [/\{1,64\}\)\$$/, '1 to 64 letters, digits, hyphens and full stops'],
  [/\+\/=/, 'base64'],
  [/<div/, 'XHTML within one <div>'],
  [/urn:oid/, 'urn:oid: and an object identifier'],
  [/urn:uuid/, 'urn:uuid: and a UUID in lower case'],
  [/^\^\(\?:\\S\+\)\$$/, 'an address without spaces'],
  [/\\S\+\)\*/, 'a code without spaces at its ends or two in a row'],
  [/\\S/, 'text with something other than white space, and no control characters'],
];

/** `(?:Group|Patient)\/[A-Za-z…` in the pattern of a reference. */
const targets = /\(\?:([A-Z][A-Za-z|]*)\)\\\/\[A-Za-z/;

/** What a pattern asks for, in words. */
export const formOf = (pattern: string): { diagnostics: string } | undefined => {
  const types = targets.exec(pattern)?.[1]?.split('|') ?? [];
  if (types.length > 0 && types.length <= 20) return { diagnostics: `Must refer to ${types.join(' or ')}.` };
  const says = forms.find(([mark]) => mark.test(pattern))?.[1];
  return says ? { diagnostics: `Must be ${says}.` } : undefined;
};
