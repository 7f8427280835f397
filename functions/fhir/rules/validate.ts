import type { FhirResource } from 'fhir/r4.js';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../domain/result.ts';
import { expressionOf } from './expression.ts';
import { refusalOf, withoutEchoes } from './faults.ts';
import { brokenInvariants } from './invariants.ts';
import { beyondLimits, mostValues } from './limits.ts';
import { type Fault, validate } from './r4-validator.generated.js';
import { isNode } from './tree.ts';

/** Who has to correct more than this sends again and sees the rest. */
const mostRefusals = 100;

/**
 * A JSON value as an R4 resource, or everything that is wrong with it at once, each fault with the FHIRPath of its
 * element and nothing of what the message says. The value must be safe to walk: functions/http/json-body.ts.
 *
 * Types in contracts/fhir/validated-types.ts are checked whole; other types of R4 for their form and
 * for what is read of them, also inside a Bundle.
 */
export const validateResource = (value: unknown): Result<FhirResource> => {
  if (!isNode(value)) return refuse('not-fhir', { diagnostics: 'A resource is a JSON object.' });
  const beyond = beyondLimits(value);
  if (beyond === 'too-many') return refuse('too-large', { diagnostics: `More than ${mostValues} values.` });
  const isR4 = validate(value);
  const faults = withoutEchoes(validate.errors ?? []);
  const type = typeOf(value.resourceType, faults);
  const found = [
    ...beyond.map(({ pointer, not }): Refusal => {
      const expression = expressionOf(type, pointer);
      return not === 'filled' ? { code: 'unfilled-placeholder', expression } : { ...cannotBeKept, expression };
    }),
    ...faults.map((fault) => refusalOf(type, fault)),
    ...brokenInvariants(value, type),
  ];
  return refuseAll(shortened(found)) ?? (isR4 ? ok(value) : refuse('not-fhir'));
};

const cannotBeKept: Refusal = {
  code: 'invalid-value',
  diagnostics: 'Must be a number that a double can hold, or text in whole characters.',
};

/** A name that R4 does not know is the sender's own, and is not repeated. */
const typeOf = (name: unknown, faults: readonly Fault[]): string => {
  const isUnknown = faults.some((f) => f.instancePath === '' && f.keyword === 'discriminator');
  return typeof name === 'string' && !isUnknown ? name : 'Resource';
};

const shortened = (found: readonly Refusal[]): readonly Refusal[] =>
  found.length <= mostRefusals
    ? found
    : [
        ...found.slice(0, mostRefusals),
        { code: 'not-fhir', diagnostics: `${found.length - mostRefusals} further faults are not listed.` },
      ];
