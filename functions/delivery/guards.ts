import type { LookupFunction } from 'node:net';
import { endpointFault } from '../usecases/endpoint-url.ts';
import type { Answer } from './answer.ts';
import type { Guards } from './guarded-request.ts';
import { publicLookup } from './public-lookup.ts';

/** platform.md section 6: fhir-kit-client by itself waits for ever and reads without end. */
export const timeoutMs = 10_000;

export interface Outside {
  readonly allowedPrivateOrigins: readonly string[];
  /** For tests: shorter times, other names. */
  readonly guards?: Partial<Guards>;
  readonly lookup?: LookupFunction;
}

/** What keeps a request to a registered address from harm; undefined: the hub itself refuses the address. */
export const guardsFor = (address: string, mostBytes: number, outside: Outside): Guards | undefined => {
  const { allowedPrivateOrigins, guards, lookup } = outside;
  if (endpointFault(address, allowedPrivateOrigins) !== undefined) return undefined;
  const isPrivate = allowedPrivateOrigins.includes(new URL(address).origin);
  return { timeoutMs, mostBytes, ...guards, lookup: isPrivate ? undefined : (lookup ?? publicLookup()) };
};

export const notAllowed: Answer = { kind: 'not-allowed', reason: 'endpoint-not-allowed' };
