import type { ElementDefinition } from 'fhir/r4.js';
import { childrenOf, type Definitions, readDefinitions } from '../../../../infra/build/r4-definitions.ts';

const definitions: Definitions = readDefinitions();
const usual = 4;

/** Every marker begins so; finding it in what left the hub means that something left with it. */
export const marker = 'MARKER';

/** A resource in which every element of its definition, and of the types of these so many levels down, holds a marker. */
export const filled = (type: string, deepest = usual): Record<string, unknown> => ({
  ...fill(type, type, deepest),
  resourceType: type,
});

/** `left`: levels. */
const fill = (type: string, path: string, left: number): Record<string, unknown> => {
  const structure = definitions.structures.get(type);
  if (!structure) throw new Error(`R4 has no ${type}`);
  return Object.fromEntries(
    childrenOf(structure, path)
      .filter((e) => e.max !== '0' && !e.contentReference)
      .flatMap((e) => forms(type, e, left)),
  );
};

/** A choice such as value[x] is filled in every form at once: a mapping may read any of them. */
const forms = (owner: string, element: ElementDefinition, left: number): [string, unknown][] => {
  const name = element.path.slice(element.path.lastIndexOf('.') + 1);
  return (element.type ?? []).flatMap(({ code }): [string, unknown][] => {
    const choice = `${code.charAt(0).toUpperCase()}${code.slice(1)}`;
    const key = name.endsWith('[x]') ? name.replace('[x]', choice) : name;
    const value = content(owner, element, code, left);
    return value === undefined ? [] : [[key, element.max === '1' ? value : [value]]];
  });
};

const content = (owner: string, element: ElementDefinition, code: string, left: number): unknown => {
  if (code === 'Resource') return { resourceType: 'Basic', id: `${marker} contained` };
  if (code === 'BackboneElement' || code === 'Element') {
    return left > 0 ? fill(owner, element.path, left - 1) : undefined;
  }
  if (/^[a-z]|System\./.test(code)) return `${marker} ${element.path}`;
  return left > 0 ? fill(code, code, left - 1) : undefined;
};
