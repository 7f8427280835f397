import { _, type CodeKeywordDefinition, type KeywordCxt, nil, stringify } from 'ajv';

/**
 * Both keywords hold groups of elements by the name that R4 gives to the group: `{ "value[x]": ["valueCode", ...] }`.
 * An element counts as present when it has a value or an extension (its property or the one with an underscore).
 */
const eachGroup = (cxt: KeywordCxt, fails: '>' | '<'): void => {
  const groups: Record<string, string[]> = cxt.schema;
  for (const [name, members] of Object.entries(groups)) {
    const present = cxt.gen.const('present', countPresent(cxt, members));
    cxt.setParams({ name });
    cxt.fail(fails === '>' ? _`${present} > 1` : _`${present} < 1`);
  }
};

const countPresent = ({ data }: KeywordCxt, members: readonly string[]) =>
  _`${stringify(members)}.filter((name) => ${data}[name] !== undefined || ${data}["_" + name] !== undefined).length`;

const group = (keyword: string, fails: '>' | '<'): CodeKeywordDefinition => ({
  keyword,
  type: 'object',
  schemaType: 'object',
  code: (cxt) => eachGroup(cxt, fails),
  error: { message: '', params: ({ params }) => (params.name ? _`{name: ${params.name}}` : nil) },
});

/** A choice of types: `value[x]` is given in one of them. */
export const atMostOne = group('atMostOne', '>');
/** A required primitive or choice. */
export const atLeastOne = group('atLeastOne', '<');
