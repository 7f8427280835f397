import type { DutyRole } from '../../contracts/lifecycle/obligations.ts';
import type { OverdueItem, OverdueList } from '../views/overdue-list.ts';
import { instantFor } from './dates.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

export const overduePath = '/overdue';

const roles: Readonly<Record<DutyRole, string>> = {
  'on-duty': 'on duty',
  assignee: 'the person whose case it is',
  deputy: 'deputy',
  manager: 'manager',
};

const states: Readonly<Record<OverdueItem['is'][number], string>> = {
  late: 'late',
  stuck: 'stuck: everybody was reminded',
  silent: 'silent: nobody opened it or acted',
  undelivered: 'did not arrive',
};

const row = ({ reference, says, who, role, person, since, deadline, is }: OverdueItem): Html => html`<tr>
<th scope="row">${reference}</th><td>${says}</td><td>${who}: ${person ?? roles[role]}${person ? ` (${roles[role]})` : ''}</td>
<td>${instantFor(since)}</td><td>${deadline ? instantFor(deadline) : 'none'}</td><td>${is.map((one) => states[one]).join('; ')}</td>
</tr>
`;

const listed = ({ items, left }: OverdueList): Html => html`<table>
<caption>Those that wait longest come first. Who it is about stands in your own system, under the reference.</caption>
<thead><tr><th scope="col">Reference</th><th scope="col">What is owed</th><th scope="col">Whose it is</th>
<th scope="col">Since</th><th scope="col">By</th><th scope="col">It is</th></tr></thead>
<tbody>
${items.map(row)}</tbody>
</table>
${left > 0 ? html`<p>There are ${left} more, which began later.</p>` : undefined}`;

interface Shown {
  /** Of the organisation. */
  readonly name: string;
  readonly now: string;
  readonly publicUrl: string;
}

/** What of a coordinator's work is late or did not arrive. For that organisation alone, and nothing in it says who the person is. */
export const overduePage = (list: OverdueList, { name, now, publicUrl }: Shown): Page => {
  const { overdue, stuck, silent, undelivered } = list.counts;
  return {
    title: 'What is overdue',
    home: { href: `${publicUrl}${overduePath}`, says: 'Handover: what is overdue' },
    main: html`<p>${name}, ${instantFor(now)}.</p>
<dl>
<dt>Overdue</dt><dd>${overdue}</dd>
<dt>Stuck: everybody whose it is was reminded</dt><dd>${stuck}</dd>
<dt>Silent: nobody opened it or acted for two working days after it was due</dt><dd>${silent}</dd>
<dt>Messages that did not arrive</dt><dd>${undelivered}</dd>
</dl>
${list.items.length > 0 ? listed(list) : html`<p>Nothing is overdue, and every message arrived.</p>`}`,
  };
};
