import { needs } from '../../../contracts/directory/needs.ts';
import { dueOf, type Suggestion, stateOf } from '../../domain/directory/suggestion.ts';
import { dayFor, instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

const { suggest: says } = words;

interface Seen {
  readonly now: string;
  /** Whose answer is waited for today. */
  readonly owner: (one: Suggestion) => string | undefined;
}

const owedLine = (one: Suggestion, { owner }: Seen): Html | undefined =>
  one.decided
    ? undefined
    : html`<p>${says.owed(owner(one) ?? says.nobodyOnDuty, dayFor(dueOf(one)))}</p>
`;

/** One of them, with what became of it, or who answers it by when. */
const oneSuggestion = (one: Suggestion, seen: Seen, more?: Html): Html => {
  const { kind, need, place, says: text, at, decided } = one;
  return html`<li class="app-card"><h3>${says.kinds[kind]}: ${needs[need].display}, ${place}</h3>
<p>${text}</p>
<p>${instantFor(at)}. <strong>${says.states[stateOf(one, seen.now)]}</strong>${decided?.why ? html`: ${decided.why}` : undefined}</p>
${owedLine(one, seen)}${more}</li>
`;
};

export const suggestionList = (all: readonly Suggestion[], seen: Seen, more?: (one: Suggestion) => Html): Html =>
  all.length === 0
    ? html`<p>${says.none}</p>`
    : html`<ol class="app-story">${all.map((one) => oneSuggestion(one, seen, more?.(one)))}</ol>`;
