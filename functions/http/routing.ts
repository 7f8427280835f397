import type { RefusalCode } from '../../contracts/refusals.ts';
import { refuse } from '../domain/result.ts';
import type { Method, Reply, Route } from './request.ts';

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** What a REST API passes on; anything stranger is answered before it is routed. */
export const isVerb = (method: string): boolean => verbs.some((v) => v === method);

/** Every interaction that the table has for this path, and the two that come with it. */
const allowed = (routes: readonly Route[], path: string): string[] => {
  const found = new Set<Method>(routes.filter((r) => matches(r.path, path)).map((r) => r.method));
  if (found.size === 0) return [];
  return [...found, ...(found.has('GET') ? ['HEAD'] : []), 'OPTIONS'];
};

const matches = (template: string, path: string): boolean => paramsIn(template, path) !== undefined;

/** `/FHIR/R4/Task/{id}` and a path that it fits, to the parameters of the path. */
export const paramsIn = (template: string, path: string): Record<string, string> | undefined => {
  const parts = template.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  const isParam = (part: string): boolean => part.startsWith('{');
  const fits =
    parts.length === given.length && parts.every((part, n) => (isParam(part) ? given[n] !== '' : part === given[n]));
  if (!fits) return undefined;
  return Object.fromEntries(
    parts.flatMap((part, n) => (isParam(part) ? [[part.slice(1, -1), decoded(given[n] ?? '')]] : [])),
  );
};

/** For a request that no row of the table takes: 404, 405 with Allow, or the answer to OPTIONS. */
export const unrouted = (
  routes: readonly Route[],
  method: string,
  path: string,
  absent: RefusalCode = 'not-found',
): Reply => {
  const allow = allowed(routes, path);
  if (allow.length === 0) return refuse(absent);
  const headers = { allow: allow.join(', ') };
  return method === 'OPTIONS' ? { status: 204, headers } : { ...refuse('method-not-allowed'), headers };
};

/** A malformed escape names nothing; it stays as it is and is not found. */
export const decoded = (parameter: string): string => {
  try {
    return decodeURIComponent(parameter);
  } catch {
    return parameter;
  }
};
