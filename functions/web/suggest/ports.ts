import type { SuggestionStore } from '../../directory/suggestions.ts';
import { ownerOf, type Suggestion } from '../../domain/directory/suggestion.ts';
import type { PersonPorts } from '../people/person-page.ts';

export interface SuggestPorts extends PersonPorts {
  readonly suggestions: SuggestionStore;
  /** Code of the organisation whose manager answers. */
  readonly answers: string;
}

/** Whose answer is waited for, by the roster of the service that answers. */
export const ownedIn = async (
  { register, answers }: Pick<SuggestPorts, 'register' | 'answers'>,
  now: string,
): Promise<(one: Suggestion) => string | undefined> => {
  const staff = (await register.organisation(answers))?.staff ?? [];
  return (one) => ownerOf(one, staff, now);
};
