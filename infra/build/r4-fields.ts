import type { ElementDefinition, ElementDefinitionType, StructureDefinition } from 'fhir/r4.js';
import { isPrimitive, type PrimitiveName } from '../../contracts/fhir/primitives.ts';
import { childrenOf } from './r4-definitions.ts';

/** JSON Schema with keywords of our own (`atMostOne`, `atLeastOne`): contracts/fhir/README.md says what they mean. */
export type Schema = { readonly [keyword: string]: unknown };

/** Where the definition of a type is to be found: each answers with a `$ref`. */
export interface Types {
  named(code: string): Schema;
  nullable(primitive: PrimitiveName): Schema;
  /** `id` and `extension` of a primitive, in the property that begins with an underscore. */
  companion(nullable: boolean): Schema;
  reference(targets: readonly string[]): Schema;
  /** Undefined when the value set cannot be listed. */
  codes(valueSet: string, nullable: boolean): Schema | undefined;
  part(structure: StructureDefinition, path: string): Schema;
}

/** One property of an element: a choice of types has one for each. */
interface Form {
  readonly name: string;
  readonly schema: Schema;
  readonly primitive: boolean;
  /** A code that the hub must be able to read, or something that is no primitive: an extension alone will not do. */
  readonly needsValue: boolean;
}

const systemTypes = 'http://hl7.org/fhirpath/System.';

/** What stands at `path` of a structure, as a closed object. */
export const fieldsOf = (structure: StructureDefinition, path: string, types: Types): Schema => {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  const atMostOne: Record<string, string[]> = {};
  const atLeastOne: Record<string, string[]> = {};
  for (const element of childrenOf(structure, path).filter((e) => e.max !== '0')) {
    const name = element.path.slice(path.length + 1);
    const many = element.max !== '1';
    const forms = formsOf(structure, element, many, types);
    const put = (key: string, schema: Schema) => {
      properties[key] = many ? { type: 'array', minItems: 1, items: schema } : schema;
    };
    for (const form of forms) {
      put(form.name, form.schema);
      if (form.primitive) put(`_${form.name}`, types.companion(many));
    }
    const names = forms.map((form) => form.name);
    if (name.endsWith('[x]')) atMostOne[name] = names;
    if (element.min && forms.every((form) => form.needsValue)) required.push(...names);
    else if (element.min) atLeastOne[name] = names;
  }
  // ext-1: an extension has a value or extensions of its own, never both.
  if (path === 'Extension') {
    const either = { 'value[x]': ['extension', ...(atMostOne['value[x]'] ?? [])] };
    return closed(properties, required, either, either);
  }
  return closed(properties, required, atMostOne, atLeastOne);
};

const closed = (properties: object, required: string[], atMostOne: object, atLeastOne: object): Schema => ({
  type: 'object',
  minProperties: 1,
  ...(required.length > 0 ? { required } : {}),
  ...(Object.keys(atMostOne).length > 0 ? { atMostOne } : {}),
  ...(Object.keys(atLeastOne).length > 0 ? { atLeastOne } : {}),
  properties,
  additionalProperties: false,
});

const formsOf = (structure: StructureDefinition, element: ElementDefinition, many: boolean, types: Types): Form[] => {
  const name = element.path.slice(element.path.lastIndexOf('.') + 1);
  if (element.contentReference) {
    const schema = types.part(structure, element.contentReference.slice(1));
    return [{ name, schema, primitive: false, needsValue: true }];
  }
  return (element.type ?? []).map((type) => {
    const code = codeOf(type, structure, element);
    // Values of a System type (ids, the url of an extension) and narratives have no companion.
    const primitive = isPrimitive(code) && code !== 'xhtml' && !type.code.startsWith(systemTypes);
    const bound = boundTo(element, code, many, types);
    const plain = primitive && many ? types.nullable(code) : typed(structure, element, type, types);
    return {
      name: name.replace('[x]', () => code.charAt(0).toUpperCase() + code.slice(1)),
      schema: bound ?? plain,
      primitive,
      needsValue: !primitive || bound !== undefined,
    };
  });
};

/** A System type of FHIRPath names the FHIR type beside it, but for the id of a resource it names the wrong one. */
const codeOf = (type: ElementDefinitionType, structure: StructureDefinition, element: ElementDefinition): string => {
  if (!type.code.startsWith(systemTypes)) return type.code;
  if (element.path === `${structure.type}.id` && structure.kind === 'resource') return 'id';
  return type.extension?.find((e) => e.url.endsWith('structuredefinition-fhir-type'))?.valueUrl ?? 'string';
};

const boundTo = ({ binding }: ElementDefinition, code: string, many: boolean, types: Types): Schema | undefined =>
  code === 'code' && binding?.strength === 'required' && binding.valueSet
    ? types.codes(binding.valueSet, many)
    : undefined;

const typed = (
  structure: StructureDefinition,
  element: ElementDefinition,
  type: ElementDefinitionType,
  types: Types,
): Schema => {
  if (type.code === 'Reference') return types.reference(type.targetProfile ?? []);
  const isPart = type.code === 'BackboneElement' || type.code === 'Element';
  return isPart ? types.part(structure, element.path) : types.named(codeOf(type, structure, element));
};
