/** The only reader of time in functions/: everything else is handed `now`. ISO 8601 UTC with milliseconds. */
export const now = (): string => new Date().toISOString();

/** Seconds since 1970, as JWT and DynamoDB TTL count them. */
export const epochSeconds = (): number => Math.floor(Date.now() / 1000);
