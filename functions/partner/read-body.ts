import type * as z from 'zod/mini';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../domain/result.ts';
import { readJson } from '../http/json-body.ts';

/** Text to what the schema says, or every fault with its pointer (RFC 6901). No body is not the same as `null`. */
export const readBody = <T>(schema: z.ZodMiniType<T>, text: string): Result<T> => {
  const read = text === '' && schema.safeParse(undefined).success ? ok(undefined) : readJson(text);
  if (!read.ok) return read;
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return ok(parsed.data);
  const faults = parsed.error.issues.flatMap((issue) => refusalsOf(issue, read.value));
  return refuseAll(each(faults)) ?? refuse('invalid-input');
};

/** A text that is too short and of the wrong form has one fault. */
const each = (faults: readonly Refusal[]): Refusal[] => [
  ...new Map(faults.map((f) => [`${f.code} ${f.expression}`, f])).values(),
];

const refusalsOf = (issue: z.core.$ZodIssue, value: unknown): Refusal[] => {
  const expression = pointer(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'unknown-element',
        expression: pointer([...issue.path, ...nameable(key)]),
      }));
    case 'invalid_value':
      if (missing(value, issue.path)) return [{ code: 'missing-element', expression }];
      return [{ code: 'unknown-code', expression, diagnostics: `One of: ${issue.values.map(String).join(', ')}` }];
    case 'invalid_type':
      return [{ code: missing(value, issue.path) ? 'missing-element' : 'invalid-value', expression }];
    case 'custom':
      return [{ code: 'invalid-input', expression, diagnostics: issue.message }];
    default:
      return [{ code: 'invalid-value', expression }];
  }
};

/** The name of an unknown field is the caller's own text: it is repeated only when it looks like a name of a field. */
const nameable = (key: string): string[] => (/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(key) ? [key] : []);

/** The whole body is the empty pointer. */
const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const missing = (value: unknown, path: readonly PropertyKey[]): boolean => {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return true;
    at = Reflect.get(at, part);
  }
  return false;
};
