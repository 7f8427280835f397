/** undefined: it is no JSON. What Notify calls back with is read by schemas, which refuse that too. */
export const jsonIn = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
