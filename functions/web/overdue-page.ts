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

/** A table of so many columns has no place on a telephone. */
const lineOf =
  ({ people }: Pick<Shown, 'people'>) =>
  ({ reference, says: owed, who, role, person, since, deadline, is }: OverdueItem): Html =>
    html`<li class="app-card">
<h2>${people === undefined ? reference : html`<a href="${people}/${reference}">${reference}</a>`}</h2>
<p><strong>${owed}</strong></p>
<p>${says.whose}: ${who}, ${person ?? says.roles[role]}${person ? ` (${says.roles[role]})` : ''}<br>
${says.since}: ${instantFor(since)}<br>
${says.by}: ${deadline ? instantFor(deadline) : says.noDeadline}<br>
${says.is}: ${is.map((one) => says.states[one]).join('; ')}</p>
</li>
`;

const listed = ({ items, left }: OverdueList, shown: Pick<Shown, 'people'>): Html => html`<p>${says.order}</p>
${shown.people === undefined ? html`<p>${says.who}</p>` : undefined}
<ol class="app-story">
${items.map(lineOf(shown))}</ol>
${left > 0 ? html`<p>${says.more(left)}</p>` : undefined}`;

interface Shown {
  /** Of the organisation. */
  readonly name: string;
  readonly now: string;
  readonly publicUrl: string;
  /** Where the pages of the people are, for whoever works with them here. */
  readonly people?: string;
}

const counted = ['overdue', 'stuck', 'silent', 'undelivered'] as const;

/** What of a coordinator's work is late or did not arrive. For that organisation alone, and nothing in it says who the person is. */
export const overduePage = (list: OverdueList, { name, now, publicUrl, people }: Shown): Page => ({
  publicUrl,
  title: says.title,
  main: html`<p>${name}, ${instantFor(now)}.</p>
${component('summary-list', {
  rows: counted.map((one) => ({ key: { text: says.counts[one] }, value: { text: String(list.counts[one]) } })),
})}
${list.items.length > 0 ? listed(list, people === undefined ? {} : { people }) : html`<p>${says.nothing}</p>`}`,
});
