/** The only reader of time in functions/: everything else is handed `now`. ISO 8601 UTC with milliseconds. */
export const now = (): string => new Date().toISOString();
