import { needs } from '../../../contracts/directory/needs.ts';
import type { Suggestion } from '../../domain/directory/suggestion.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

const { suggest: says } = words;

/** One of them, with what became of it. */
export const oneSuggestion = ({ kind, need, place, says: text, at, decided }: Suggestion, more?: Html): Html =>
  html`<li class="app-card"><h3>${says.kinds[kind]}: ${needs[need].display}, ${place}</h3>
<p>${text}</p>
<p>${instantFor(at)}. <strong>${says.states[decided?.is ?? 'new']}</strong>${decided?.why ? html`: ${decided.why}` : undefined}</p>
${more}</li>
`;

export const suggestionList = (all: readonly Suggestion[], more?: (one: Suggestion) => Html): Html =>
  all.length === 0
    ? html`<p>${says.none}</p>`
    : html`<ol class="app-story">${all.map((one) => oneSuggestion(one, more?.(one)))}</ol>`;
