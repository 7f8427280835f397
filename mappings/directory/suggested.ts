import type { Suggestion } from '../../functions/domain/directory/suggestion.ts';
import type { Row } from './csv.ts';

/** The first sentence or line, where a name mostly stands. */
const nameIn = (says: string): string => (/^[^.\n;:,]{1,80}/.exec(says.trim())?.[0] ?? '').trim();

/**
 * The line of a service that people suggested, as far as they said it (columns of csv.ts). Nobody has checked it, and only half of its
 * postcode is known: whoever takes it over asks for the rest. Until then it is no entry of any directory.
 */
export const suggestedRow = ({ says, place, need }: Suggestion): Row => ({
  ...{ name: nameIn(says), needs: need, town: place, status: 'active' },
  description: says.replace(/\s+/g, ' ').trim(),
});
