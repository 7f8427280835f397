import type { RefusalCode } from '../../../contracts/refusals.ts';
import type { Refusal } from '../../domain/result.ts';
import { expressionOf, isHarmless } from './expression.ts';
import { formOf } from './forms.ts';
import type { Fault } from './r4-validator.generated.js';

interface Reading {
  readonly code: RefusalCode;
  /** A part of the element that the fault points at. */
  readonly below?: string;
  /** Says what R4 requires, never what the message holds. */
  readonly diagnostics?: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What each keyword of the schema says when it fails. */
const readings: Record<string, (params: Fault['params'], isRoot: boolean) => Reading> = {
  type: ({ type }, isRoot) => ({
    code: isRoot ? 'not-fhir' : 'invalid-value',
    diagnostics: `Must be of the JSON type ${[type]
      .flat()
      .filter((t) => t !== 'null')
      .join(' or ')}.`,
  }),
  required: ({ missingProperty }) => ({
    code: missingProperty === 'resourceType' ? 'not-fhir' : 'missing-element',
    below: text(missingProperty),
  }),
  atLeastOne: ({ name }) => ({ code: 'missing-element', below: text(name).replace('[x]', '') }),
  atMostOne: ({ name }) => ({
    code: 'invalid-value',
    below: text(name).replace('[x]', ''),
    diagnostics: `Only one of ${text(name)} may be given.`,
  }),
  additionalProperties: ({ additionalProperty: name }) =>
    isHarmless(name)
      ? { code: 'unknown-element', below: name, diagnostics: `R4 has no element "${name}" here.` }
      : { code: 'unknown-element' },
  discriminator: () => ({
    code: 'not-fhir',
    below: 'resourceType',
    diagnostics: 'resourceType must name a resource type of R4.',
  }),
  enum: ({ allowedValues }) => ({ code: 'unknown-code', ...allowed(allowedValues) }),
  pattern: ({ pattern }) => ({ code: 'invalid-value', diagnostics: `Must be ${formOf(text(pattern))}.` }),
  minItems: () => ({ code: 'invalid-value', diagnostics: 'An array may not be empty.' }),
  minProperties: () => ({ code: 'invalid-value', diagnostics: 'An object may not be empty.' }),
  minimum: ({ limit }) => ({ code: 'invalid-value', diagnostics: `Must be at least ${limit}.` }),
  maximum: ({ limit }) => ({ code: 'invalid-value', diagnostics: `Must be at most ${limit}.` }),
};

/** A value set is worth printing when a person can take it in. */
const allowed = (codes: unknown): { diagnostics: string } | undefined =>
  Array.isArray(codes) && codes.length <= 20
    ? { diagnostics: `Must be one of: ${codes.filter((code) => code !== null).join(', ')}.` }
    : undefined;

/** A fault of the schema as a refusal that holds nothing of the message but names of elements. */
export const refusalOf = (root: string, fault: Fault): Refusal => {
  const read = readings[fault.keyword];
  // A keyword without a reading is a bug of the build, not of the message.
  if (!read) throw new Error(`The schema uses the keyword ${fault.keyword}, which nobody reads`);
  const { code, below, diagnostics } = read(fault.params, fault.instancePath === '');
  return {
    code,
    expression: expressionOf(root, below ? `${fault.instancePath}/${below}` : fault.instancePath),
    ...(diagnostics ? { diagnostics } : {}),
  };
};

/** An empty object lacks whatever it requires, and what has no type is of no known type: each is said once. */
export const withoutEchoes = (faults: readonly Fault[]): readonly Fault[] => {
  const isEcho = ({ keyword, params }: Fault): boolean =>
    keyword === 'minProperties' || (keyword === 'required' && params.missingProperty === 'resourceType');
  const said = new Set(faults.filter((f) => !isEcho(f)).map((f) => f.instancePath));
  return faults.filter((f) => !isEcho(f) || !said.has(f.instancePath));
};
