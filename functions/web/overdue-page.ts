import type { OverdueItem, OverdueList } from '../views/overdue-list.ts';
import { instantFor } from './dates.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { component } from './shell/render.ts';
import { words } from './words/words.ts';

export const overduePath = '/overdue';

/** A page of more is no list that anybody works through; the operator's command has all of it. */
export const mostRows = 200;

const { overdue: says } = words;

const row = ({ reference, says: owed, who, role, person, since, deadline, is }: OverdueItem): Html => html`<tr>
<th scope="row">${reference}</th><td>${owed}</td><td>${who}: ${person ?? says.roles[role]}${person ? ` (${says.roles[role]})` : ''}</td>
<td>${instantFor(since)}</td><td>${deadline ? instantFor(deadline) : says.noDeadline}</td><td>${is.map((one) => says.states[one]).join('; ')}</td>
</tr>
`;

const columns = ['reference', 'owed', 'whose', 'since', 'by', 'is'] as const;

const listed = ({ items, left }: OverdueList): Html => html`<table>
<caption>${says.caption}</caption>
<thead><tr>${columns.map((one) => html`<th scope="col">${says.columns[one]}</th>\n`)}</tr></thead>
<tbody>
${items.map(row)}</tbody>
</table>
${left > 0 ? html`<p>${says.more(left)}</p>` : undefined}`;

interface Shown {
  /** Of the organisation. */
  readonly name: string;
  readonly now: string;
  readonly publicUrl: string;
}

const counted = ['overdue', 'stuck', 'silent', 'undelivered'] as const;

/** What of a coordinator's work is late or did not arrive. For that organisation alone, and nothing in it says who the person is. */
export const overduePage = (list: OverdueList, { name, now, publicUrl }: Shown): Page => ({
  publicUrl,
  title: says.title,
  main: html`<p>${name}, ${instantFor(now)}.</p>
${component('summary-list', {
  rows: counted.map((one) => ({ key: { text: says.counts[one] }, value: { text: String(list.counts[one]) } })),
})}
${list.items.length > 0 ? listed(list) : html`<p>${says.nothing}</p>`}`,
});
