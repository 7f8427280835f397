import { validatedTypes } from '../../../contracts/fhir/validated-types.ts';
import type { Refusal } from '../../domain/result.ts';
import { expressionOf } from './expression.ts';
import { brokenByContained, brokenByReference, danglingReferences } from './references.ts';
import { type Broken, broken } from './rule.ts';
import { brokenByBundle } from './rules-of-bundles.ts';
import { rulesOfDatatypes } from './rules-of-datatypes.ts';
import { rulesOfResources } from './rules-of-resources.ts';
import { type Node, type Place, places, string } from './tree.ts';

const validated = new Set<string>(validatedTypes);
const isValidated = ({ path }: Place): boolean => validated.has(path.split('.', 1)[0] ?? '');

const brokenAt = (place: Place): Broken[] => {
  const isResource = place.node === place.resource;
  return [
    ...broken(rulesOfResources[place.path] ?? [], place),
    ...broken(rulesOfDatatypes(place), place),
    ...brokenByReference(place),
    ...(isResource ? brokenByContained(place) : []),
    ...(isResource && place.path === 'Bundle' ? brokenByBundle(place) : []),
  ];
};

/** The rules of R4 between elements that matter here, which no schema can say. contracts/fhir/README.md lists them. */
export const brokenInvariants = (root: Node, type: string): Refusal[] => {
  const all = [...places(root)].filter(isValidated);
  const rules = all.flatMap(brokenAt).map(
    ({ rule, pointer }): Refusal => ({
      code: 'broken-rule',
      expression: expressionOf(type, pointer),
      diagnostics: `${rule.key}: ${rule.says}`,
    }),
  );
  const isOurs = string(root, 'type') === 'transaction' || string(root, 'type') === 'message';
  const dangling = type === 'Bundle' && isOurs ? danglingReferences(root, all) : [];
  return [
    ...rules,
    ...dangling.map((pointer): Refusal => ({ code: 'unresolved-reference', expression: expressionOf(type, pointer) })),
  ];
};
