import { ok, type Result, refuse } from '../domain/result.ts';

/** The parameters that a list knows, each at most once; any other is refused, so that a slip is not taken for a filter. */
export const readQuery = <const Names extends readonly string[]>(
  query: URLSearchParams,
  names: Names,
): Result<{ readonly [K in Names[number]]?: string }> => {
  const known = (name: string): name is Names[number] => names.includes(name);
  const found: { [K in Names[number]]?: string } = {};
  for (const [name, value] of query) {
    if (!known(name)) return refuse('unknown-parameter', { diagnostics: `Known here: ${names.join(', ')}` });
    if (found[name] !== undefined) return refuse('invalid-parameter', { diagnostics: `${name} may be given once.` });
    found[name] = value;
  }
  return ok(found);
};

export const invalid = (name: string, expected: string): Result<never> =>
  refuse('invalid-parameter', { diagnostics: `${name}: ${expected}` });
