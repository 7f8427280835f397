import { type Html, html } from '../html.ts';

/** What is seldom needed, one tap away: the browser's own, because the NHS design system's costs every page 3 kB of styles. */
export const folded = (summary: string, inside: Html, open = false): Html =>
  html`<details class="app-folded"${open ? html` open` : undefined}><summary>${summary}</summary>
<div>${inside}</div></details>`;
