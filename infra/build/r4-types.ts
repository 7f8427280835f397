import type { StructureDefinition } from 'fhir/r4.js';
import {
  isPrimitive,
  type Primitive,
  type PrimitiveName,
  primitives,
  referencePattern,
} from '../../contracts/fhir/primitives.ts';
import { codesOf } from './r4-codes.ts';
import type { Definitions } from './r4-definitions.ts';
import { fieldsOf, type Schema, type Types } from './r4-fields.ts';

const lastPart = (url: string): string => url.slice(url.lastIndexOf('/') + 1).split('|')[0] ?? '';

/** Every type that the validated resources reach, each defined once in `definitions`. */
export const typesOf = (
  source: Definitions,
  validated: readonly string[],
  /** Names of the elements that are read of other types. */
  read: Readonly<Record<string, readonly string[]>>,
  definitions: Record<string, Schema>,
): Types => {
  /** The name is taken before `make` runs: types contain themselves. */
  const once = (name: string, make: () => Schema): Schema => {
    if (!definitions[name]) {
      definitions[name] = {};
      definitions[name] = make();
    }
    return { $ref: `#/definitions/${name}` };
  };

  const structureOf = (name: string): StructureDefinition => {
    const found = source.structures.get(name);
    if (!found) throw new Error(`R4 defines no ${name}`);
    return found;
  };

  const primitive = (name: PrimitiveName, nullable: boolean): Schema => {
    const form: Primitive = primitives[name];
    return once(nullable ? `${name}.null` : name, () => ({
      ...form,
      type: nullable ? [form.type, 'null'] : form.type,
    }));
  };

  const resource = (name: string): Schema =>
    once(name, () => {
      const { properties, ...rest } = fieldsOf(structureOf(name), name, types);
      const named = { resourceType: { const: name }, ...(properties as Record<string, Schema>) };
      return { ...rest, properties: named };
    });

  const anyResource = (): Schema =>
    once('AnyResource', () => ({
      type: 'object',
      required: ['resourceType'],
      discriminator: { propertyName: 'resourceType' },
      oneOf: [...validated.map(resource), ...Object.entries(read).map(readOf), otherResource()],
    }));

  const form = ['string', 'number', 'boolean', 'object', 'array'];
  const kept = (type: string[]): Schema => {
    const [items, additionalProperties] = [{ $ref: '#/definitions/Value.null' }, { $ref: '#/definitions/Value' }];
    return { type, pattern: '\\S', minItems: 1, minProperties: 1, items, additionalProperties };
  };
  const value = (): Schema => {
    // null only holds a place in an array of primitives (FHIR R4, JSON).
    once('Value.null', () => kept([...form, 'null']));
    return once('Value', () => kept(form));
  };

  /** What is read or written of any type. Of a few, that which it is of is a list. */
  const ofAny = (): Record<string, Schema> => {
    const someone = kept(['object', 'array']);
    return { id: primitive('id', false), meta: types.named('Meta'), subject: someone, patient: someone };
  };

  const readOf = ([name, elements]: [string, readonly string[]]): Schema =>
    once(name, () => {
      const structure = structureOf(name);
      const paths = elements.map((element) => `${name}.${element}`);
      const element = structure.snapshot?.element.filter(({ path }) => paths.includes(path)) ?? [];
      const { properties } = fieldsOf({ ...structure, snapshot: { element } }, name, types);
      const named = { resourceType: { const: name }, ...ofAny(), ...(properties as Record<string, Schema>) };
      return { type: 'object', properties: named, additionalProperties: value() };
    });

  const otherResource = (): Schema => {
    const others = source.resourceTypes.filter((type) => !validated.includes(type) && !(type in read));
    return once('OtherResource', () => ({
      type: 'object',
      properties: { resourceType: { enum: others }, ...ofAny() },
      additionalProperties: value(),
    }));
  };

  const types: Types = {
    named: (code) => {
      if (code === 'Resource') return anyResource();
      if (isPrimitive(code)) return primitive(code, false);
      const structure = structureOf(code);
      return structure.kind === 'resource' ? resource(code) : types.part(structure, code);
    },
    nullable: (code) => primitive(code, true),
    companion: (nullable) =>
      once(nullable ? 'Element.null' : 'Element', () => {
        const fields = fieldsOf(structureOf('Element'), 'Element', types);
        return nullable ? { ...fields, type: ['object', 'null'] } : fields;
      }),
    reference: (targets) => {
      const names = targets.map(lastPart).sort();
      const any = names.length === 0 || names.includes('Resource');
      const pattern = referencePattern(any ? source.resourceTypes : names);
      const base = types.named('Reference');
      return once(any ? 'Reference.Any' : `Reference.${names.join('.')}`, () => ({
        allOf: [base],
        properties: { reference: { pattern } },
      }));
    },
    codes: (valueSet, nullable) => {
      const codes = codesOf(source, valueSet);
      const name = `code.${lastPart(valueSet)}`;
      if (!codes) return undefined;
      return nullable ? once(`${name}.null`, () => ({ enum: [...codes, null] })) : once(name, () => ({ enum: codes }));
    },
    part: (structure, path) => once(path, () => fieldsOf(structure, path, types)),
  };
  return types;
};
