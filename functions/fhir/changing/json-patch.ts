import { canonical } from '../../domain/canonical.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { deepest, readJson } from '../../http/json-body.ts';
import { mostValues } from '../rules/limits.ts';
import { isNode, type Node } from '../rules/tree.ts';
import { inserted, isWithin, type Pointer, readPointer, removed, valueAt } from './json-pointer.ts';

/** RFC 6902. Written here: the packages that do it are unmaintained, or bring far more than a hundred lines. */
type Operation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: Pointer; readonly value: unknown }
  | { readonly op: 'move' | 'copy'; readonly path: Pointer; readonly from: Pointer }
  | { readonly op: 'remove'; readonly path: Pointer };

const mostOperations = 100;

/** A body as a patch; operations are counted from 0, as in the array. */
export const readPatch = (text: string): Result<readonly Operation[]> => {
  const json = readJson(text);
  if (!json.ok) return json;
  if (!Array.isArray(json.value)) return refuse('not-a-patch', { diagnostics: 'an array of operations' });
  if (json.value.length > mostOperations)
    return refuse('not-a-patch', { diagnostics: `at most ${mostOperations} operations` });
  const operations = json.value.map((one: unknown) => (isNode(one) ? readOperation(one) : undefined));
  const broken = operations.indexOf(undefined);
  if (broken >= 0)
    return refuse('not-a-patch', { diagnostics: `operation ${broken}: op, path, and value or from, as RFC 6902 says` });
  return ok(operations.filter((operation) => operation !== undefined));
};

const readOperation = (sent: Node): Operation | undefined => {
  const { op } = sent;
  const path = readPointer(sent.path);
  if (path === undefined) return undefined;
  if (op === 'remove') return { op, path };
  if (op === 'add' || op === 'replace' || op === 'test')
    return Object.hasOwn(sent, 'value') ? { op, path, value: sent.value } : undefined;
  const from = readPointer(sent.from);
  return (op === 'move' || op === 'copy') && from !== undefined ? { op, path, from } : undefined;
};

/** All of them in order, or none. What was given is not touched. */
export const patched = (resource: unknown, operations: readonly Operation[]): Result<unknown> => {
  let value = resource;
  for (const [n, operation] of operations.entries()) {
    if (operation.op === 'test') {
      const holds = canonical(valueAt(value, operation.path)) === canonical(operation.value);
      if (!holds) return refuse('patch-failed', { diagnostics: `operation ${n}: the test does not hold` });
      continue;
    }
    value = applied(value, operation);
    if (value === undefined)
      return refuse('patch-failed', { diagnostics: `operation ${n}: there is no such place in what you are shown` });
    // Copies of copies grow without end, and too deep for whoever walks them next.
    if (!isModest(value)) return refuse('too-large', { diagnostics: `operation ${n}` });
  }
  return ok(value);
};

const applied = (value: unknown, operation: Exclude<Operation, { op: 'test' }>): unknown => {
  const { op, path } = operation;
  switch (op) {
    case 'add':
      return inserted(value, path, operation.value);
    case 'remove':
      return removed(value, path);
    case 'replace':
      return replaced(value, path, operation.value);
    case 'copy':
      return put(value, path, valueAt(value, operation.from));
    case 'move':
      return isWithin(path, operation.from)
        ? undefined
        : put(removed(value, operation.from), path, valueAt(value, operation.from));
  }
};

const put = (value: unknown, path: Pointer, moved: unknown): unknown =>
  value === undefined || moved === undefined ? undefined : inserted(value, path, moved);

const replaced = (value: unknown, path: Pointer, by: unknown): unknown => {
  if (path.length === 0) return by;
  return valueAt(value, path) === undefined ? undefined : put(removed(value, path), path, by);
};

/** Walked without recursion, and no further than is allowed. */
const isModest = (root: unknown): boolean => {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  let values = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    values += 1;
    if (values > mostValues || next.depth > deepest) return false;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const inner of Object.values(next.value)) waiting.push({ value: inner, depth: next.depth + 1 });
  }
  return true;
};
