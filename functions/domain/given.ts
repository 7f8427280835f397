/** The properties that have a value: FHIR JSON has no empty elements, and `undefined` must not stand in for absence. */
export const given = <T extends object>(properties: { [K in keyof T]: T[K] | undefined }): Partial<T> => {
  const kept: Partial<T> = {};
  for (const key in properties) {
    const value = properties[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept;
};

/** The list, or absence where it is empty: FHIR R4 has no empty arrays. */
export const unlessEmpty = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
