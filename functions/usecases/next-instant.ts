/** `at` of the next version: now, or a millisecond after the previous one where clocks differ. DESIGN 5. */
export const versionInstant = (now: string, previous: string): string =>
  now > previous ? now : new Date(Date.parse(previous) + 1).toISOString();
