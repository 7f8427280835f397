import type { RequestItem } from '../../contracts/request-item.ts';
import { requestItems } from '../../contracts/request-items.ts';
import { type Html, html } from './html.ts';

const ifMissing = {
  refuse: 'refused: 422',
  warn: 'taken, with a warning',
  optional: 'taken; nothing is said',
} as const;

/** What a referral carries, where it stands, and what happens without it. */
export const fieldTable: Html = html`<h2 id="fields">What a referral carries</h2>
<table>
<thead><tr><th scope="col">Item</th><th scope="col">In FHIR</th><th scope="col">If it is missing</th></tr></thead>
<tbody>
${Object.values<RequestItem>(requestItems).map(
  (item) =>
    html`<tr><td>${item.prsb}: ${item.says}</td><td><code>${item.path}</code></td><td>${ifMissing[item.ifMissing]}</td></tr>\n`,
)}</tbody>
</table>
`;
