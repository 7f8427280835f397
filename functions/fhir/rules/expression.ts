/** Names that a sender made up are repeated only when they cannot be a person's words: FHIR names look like this. */
const harmless = /^_?[A-Za-z][A-Za-z0-9]{0,39}$/;
export const isHarmless = (name: unknown): name is string => typeof name === 'string' && harmless.test(name);

/** Elements of R4 with a choice of types, as `value` in `valueString`; FHIRPath knows them by the stem alone. */
export const choiceStems = [
  'asNeeded',
  'author',
  'bounds',
  'content',
  'deceased',
  'dose',
  'effective',
  'event',
  'multipleBirth',
  'occurrence',
  'product',
  'quantity',
  'rate',
  'scheduled',
  'source',
  'subject',
  'timing',
  'value',
] as const;
/** Not choices, though they look like some. */
const wholeNames = new Set(['contentType', 'valueSet', 'doseAndRate']);
const choice = new RegExp(`^(${choiceStems.join('|')})[A-Z]`);

const elementOf = (property: string): string => {
  const name = property.startsWith('_') ? property.slice(1) : property;
  return wholeNames.has(name) ? name : (choice.exec(name)?.[1] ?? name);
};

/** `/entry/1/resource/status` below `Bundle` to `Bundle.entry[1].resource.status`; ends before a name that is not harmless. */
export const expressionOf = (root: string, pointer: string): string => {
  let expression = root;
  for (const segment of pointer.split('/').slice(1)) {
    const name = elementOf(segment);
    if (/^\d{1,6}$/.test(segment)) expression += `[${segment}]`;
    else if (isHarmless(name)) expression += `.${name}`;
    else return expression;
  }
  return expression;
};
