import type { Area } from '../../../contracts/areas/area.ts';
import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import { workingDaysAfter } from '../../domain/calendar.ts';
import { dayFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';

const { sent: says } = words.refer;

export interface Sent {
  readonly reference: string;
  /** When the service got it: an instant. */
  readonly since: string;
  /** It was added to what was open. */
  readonly isMore: boolean;
  /** Risks were named, and whoever asks may know that somebody reads them first. */
  readonly isPersonFirst: boolean;
}

/** By when, from the policy of the area: the same for everybody who asks, whatever becomes of it. */
const steps = ({ since, isPersonFirst }: Sent, { service }: Area): Html => {
  const { answer, firstConversation, personFirst } = thisPolicy;
  const day = (count: number): string => dayFor(workingDaysAfter(since, count));
  return html`<ul>
${isPersonFirst ? html`<li>${says.personFirst(service.display, day(personFirst))}</li>\n` : undefined}<li>${says.answersBy(service.display, day(answer.remind))}</li>
<li>${says.speaksBy(day(answer.remind + firstConversation))}</li>
<li>${says.missing}</li>
</ul>`;
};

/** What somebody holds in their hands afterwards: the reference, what happens next and by when, and whose it is now. */
export const sentMain = (
  sent: Sent,
  area: Area,
  after: Html,
): Html => html`${sent.isMore ? html`<p>${says.already}</p>` : undefined}
${component('summary-list', {
  rows: [
    { key: { text: says.reference }, value: { text: sent.reference } },
    { key: { text: says.accountable }, value: { text: `${area.service.display}, ${area.service.telephone}` } },
  ],
})}
<h2>${says.next}</h2>
${steps(sent, area)}
<p>${says.ring(area.service.telephone)}</p>
<h2>${says.urgent}</h2>
<p>${area.urgency.routes}</p>
${after}`;

export const sentPage = (sent: Sent, area: Area, after: Html, publicUrl: string): Omit<Page, 'account'> => ({
  ...{ publicUrl, title: says.title },
  main: sentMain(sent, area, after),
});
