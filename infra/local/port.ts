/** The port that PORT names, 8080 without it; 0 is any free one. @throws in one sentence when it names none. */
export const portOf = (given: string | undefined): number => {
  const port = given === undefined ? 8080 : Number(/^\d{1,5}$/.exec(given)?.[0]);
  if (port <= 65_535) return port;
  throw new Error(`PORT is "${given}"; it must be a number from 0 (any free port) to 65535, or not set (8080)`);
};
