import { validateResource } from '../../../functions/fhir/rules/validate.ts';

/** `code at expression` of each refusal, in the order of the answer. */
export const refused = (value: unknown): string[] => {
  const result = validateResource(value);
  return result.ok ? [] : result.refusals.map((r) => `${r.code} at ${r.expression ?? 'nothing'}`);
};

/** The same with the words that go with it. */
export const saying = (value: unknown): string[] => {
  const result = validateResource(value);
  return result.ok ? [] : result.refusals.map((r) => r.diagnostics ?? '');
};
