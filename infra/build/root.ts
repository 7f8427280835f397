import { fileURLToPath } from 'node:url';

/** The checkout, wherever it lies and whatever the current directory is. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
