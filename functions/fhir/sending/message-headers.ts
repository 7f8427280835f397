import type { Area } from '../../../contracts/areas/area.ts';
import { isSameIdentifier } from '../../../mappings/gp/bars/message.ts';
import type { Refusal } from '../../domain/result.ts';
import { isNode } from '../rules/tree.ts';

const target = 'NHSD-Target-Identifier';

/** Base64 of JSON with `system` and `value`, in either alphabet of RFC 4648. */
const readTarget = (header: string): { system: string; value: string } | undefined => {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(header.trim())) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
    if (!isNode(parsed) || typeof parsed.system !== 'string' || typeof parsed.value !== 'string') return undefined;
    return { system: parsed.system, value: parsed.value };
  } catch {
    return undefined;
  }
};

const targetFaults = (header: string | undefined, { service }: Area): Refusal[] => {
  const form = `${target} must be base64 of {"system": …, "value": …}.`;
  if (header === undefined) return [{ code: 'missing-header', diagnostics: form }];
  const named = readTarget(header);
  if (!named) return [{ code: 'invalid-header', diagnostics: form }];
  return service.targets.some((ours) => isSameIdentifier(named, ours)) ? [] : [{ code: 'unknown-target' }];
};

/** `application/fhir+json; version=1.5.0`: the versions of the API are those of its messages. */
const versionFaults = (accept: string | undefined): Refusal[] => {
  const asked = /;\s*version\s*=\s*"?([^",;\s]*)/.exec(accept ?? '')?.[1];
  return asked === undefined || /^1(\.|$)/.test(asked) ? [] : [{ code: 'not-acceptable', diagnostics: 'version=1' }];
};

/**
 * Headers of a BaRS message: standards.md 5.4. The ids must be the sender's own, or a repeat is not known; that they are
 * UUIDs is asked of every request. `use-context` is not looked at, as BaRS has it, and NHSD-Requesting-Software and
 * NHSD-Requesting-Practitioner are not needed.
 */
export const messageHeaderFaults = (headers: Readonly<Record<string, string>>, area: Area): Refusal[] => [
  ...['X-Request-Id', 'X-Correlation-Id']
    .filter((name) => headers[name.toLowerCase()] === undefined)
    .map((name): Refusal => ({ code: 'missing-header', diagnostics: `${name} is needed, a UUID.` })),
  ...targetFaults(headers[target.toLowerCase()], area),
  ...versionFaults(headers.accept),
];
