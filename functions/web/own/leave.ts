import { type Html, html } from '../html.ts';
import type { Texts } from '../words/texts.ts';

/** Where the leave button leads: what nobody has to explain. */
const elsewhere = 'https://www.bbc.co.uk/weather';

/** A plain link, so that it works without anything that runs. The other page is told nothing of where one came from. */
export const leave = ({ own }: Pick<Texts, 'own'>): Html =>
  html`<div class="app-leave app-unprinted"><a class="nhsuk-button nhsuk-button--secondary" href="${elsewhere}" rel="noreferrer">${own.leave}</a></div>`;
