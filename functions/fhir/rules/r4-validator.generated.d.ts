import type { FhirResource } from 'fhir/r4.js';

/** Written by infra/build/validator.ts from contracts/fhir/r4.schema.json. One fault as ajv reports it. */
export interface Fault {
  /** JSON pointer into the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export const validate: {
  (value: unknown): value is FhirResource;
  /** Of the last call. */
  readonly errors: readonly Fault[] | null;
};
