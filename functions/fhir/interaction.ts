import type { FhirResource } from 'fhir/r4.js';
import type { Reply, Route, SignedIn } from '../http/request.ts';
import type { FhirPorts } from './ports.ts';

export const base = '/FHIR/R4';

/** R4's own names for what a server does: http://hl7.org/fhir/R4/valueset-type-restful-interaction.html */
export type Interaction =
  /** And batch: both are a POST of a Bundle. */
  'transaction' | 'create' | 'read' | 'vread' | 'update' | 'patch' | 'search-type' | 'history-instance' | 'operation';

/** What a search of a type takes, besides `_count` and the rest of what only steers the answer. */
export interface Asked {
  readonly parameters: Readonly<
    Record<
      string,
      { readonly type: 'reference' | 'token' | 'date' | 'string' | 'number'; readonly documentation?: string }
    >
  >;
  readonly includes: readonly string[];
}

/** One thing that the FHIR API does. */
export interface FhirRow {
  readonly method: Route['method'];
  readonly path: string;
  readonly interaction: Interaction;
  readonly type?: FhirResource['resourceType'];
  /** What the CapabilityStatement says of it besides. */
  readonly documentation?: string;
  /** Of an operation: its name and definition. */
  readonly operation?: { readonly name: string; readonly definition: string };
  /** Content types of the body, where they differ from FHIR's. */
  readonly consumes?: readonly string[];
  /** Of the query, besides the general ones; `own` where the handler judges them. */
  readonly parameters?: readonly string[] | 'own';
  /** Of a search: what may be asked of the type. */
  readonly search?: Asked;
  readonly handle: (ports: FhirPorts) => (request: SignedIn) => Promise<Reply>;
}
