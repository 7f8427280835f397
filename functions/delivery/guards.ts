import type { LookupFunction } from 'node:net';
import type { AreaMode } from '../../contracts/areas/area.ts';
import { thisArea } from '../../contracts/areas/this-area.ts';
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
  /** @default that of the area */
  readonly mode?: AreaMode | undefined;
}

/** What keeps a request to a registered address from harm; undefined: the hub itself refuses the address. */
export const guardsFor = (address: string, mostBytes: number, outside: Outside): Guards | undefined => {
  const { allowedPrivateOrigins, guards, lookup, mode = thisArea.mode } = outside;
  if (endpointFault(address, allowedPrivateOrigins) !== undefined) return undefined;
  const isPrivate = allowedPrivateOrigins.includes(new URL(address).origin);
  // Whoever trains reaches what stands on the same machine, as the outbox does, and nobody else.
  if (mode === 'practice' && !isPrivate) return undefined;
  return { timeoutMs, mostBytes, ...guards, lookup: isPrivate ? undefined : (lookup ?? publicLookup()) };
};

export const notAllowed: Answer = { kind: 'not-allowed', reason: 'endpoint-not-allowed' };
