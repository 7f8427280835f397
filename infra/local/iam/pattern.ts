const compiled = new Map<string, RegExp>();

/** As many as a template states; each call of a function is held against some of them. */
const formOf = (pattern: string): RegExp => {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const form = new RegExp(`^${source}$`, 's');
  compiled.set(pattern, form);
  return form;
};

/** `*` and `?` as IAM means them: any characters, one character. */
export const matches = (pattern: string, value: string): boolean =>
  /[*?]/.test(pattern) ? formOf(pattern).test(value) : pattern === value;
