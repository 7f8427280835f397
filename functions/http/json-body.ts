import { ok, type Result, refuse } from '../domain/result.ts';

/** FHIR nests about 12 deep in practice; what is deeper only costs those who walk it. */
export const deepest = 40;
const unsafe = new Set(['__proto__', 'constructor', 'prototype']);

/** A property name that would reach into what JavaScript itself keeps in an object. */
export const isUnsafe = (name: string): boolean => unsafe.has(name);

/** Text to a JSON value that is safe to walk and to copy. */
export const readJson = (text: string): Result<unknown> => {
  if (depthOf(text) > deepest) return refuse('too-deep', { diagnostics: `More than ${deepest} levels.` });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('not-json');
  }
  return hasUnsafeKey(value) ? refuse('unsafe-key') : ok(value);
};

/** Counted in the text, before anything recursive sees it. */
const depthOf = (text: string): number => {
  let depth = 0;
  let most = 0;
  for (let n = 0; n < text.length; n += 1) {
    const c = text[n];
    if (c === '"') n = endOfString(text, n);
    else if (c === '{' || c === '[') most = Math.max(most, ++depth);
    else if (c === '}' || c === ']') depth -= 1;
  }
  return most;
};

/** By hand: a regular expression would try again from every quote of a string that never ends. */
const endOfString = (text: string, start: number): number => {
  let n = start + 1;
  while (n < text.length && text[n] !== '"') n += text[n] === '\\' ? 2 : 1;
  return n;
};

const hasUnsafeKey = (value: unknown): boolean => {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next) && Object.keys(next).some((key) => unsafe.has(key))) return true;
    for (const child of Object.values(next)) waiting.push(child);
  }
  return false;
};
