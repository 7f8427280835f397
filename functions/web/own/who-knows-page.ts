import { type Knower, knowersOf, type WhoKnows, whoKnows } from '../../../mappings/person/who-knows.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { datesIn } from '../words/dates-in.ts';
import type { Texts } from '../words/texts.ts';
import { humanToRing, linkTo, ownPageOf, type Visit } from './visit.ts';

const seen = (one: WhoKnows & { readonly kind: 'group' }, { own, language }: Texts, at: Visit['at']): Html => {
  const says = own.whoKnows;
  const { day } = datesIn(language);
  if (one.isWithdrawn) return html`<p>${says.withdrawn}</p>`;
  return html`${
    one.things.length === 0
      ? html`<p>${says.seesNothing}</p>`
      : html`<p>${says.sees}</p><ul>${one.things.map((thing) => html`<li>${says.things[thing]}</li>`)}</ul>`
  }
<p>${one.readAt === undefined ? says.notRead : says.readOn(day(one.readAt))}</p>
${linkTo(at(`not-them/${one.id}`), says.withdraw)}`;
};

const alongside = (one: WhoKnows & { readonly kind: 'companion' }, { own }: Texts, at: Visit['at']): Html => {
  const says = own.whoKnows;
  if (one.isWithdrawn) return html`<p>${says.companion.withdrawn}</p>`;
  return html`<p>${says.companion.stands[one.stands]}</p>
${one.things.length === 0 ? html`<p>${says.seesNothing}</p>` : html`<p>${says.sees}</p><ul>${one.things.map((thing) => html`<li>${says.companion.things[thing]}</li>`)}</ul>`}
${one.stands === 'comes' ? html`<p>${says.companion.later}</p>` : undefined}
${linkTo(at(`not-them/${one.id}`), says.withdraw)}`;
};

const saysOf = (one: WhoKnows, texts: Texts, at: Visit['at']): Html => {
  const says = texts.own.whoKnows;
  if (one.kind === 'group') return seen(one, texts, at);
  if (one.kind === 'companion') return alongside(one, texts, at);
  if (one.kind === 'service') return html`<p>${says.service}</p>`;
  const { day } = datesIn(texts.language);
  const days = [...new Set(one.told.map(day))];
  return html`<p>${one.kind === 'referrer' ? says.referrer[one.hears] : says.hearer}</p>${days.length > 0 ? html`<p>${says.told(days.join(', '))}</p>` : undefined}`;
};

/** From the very lists by which the hub shows anything to anybody, and the ledger's own record of who read it. */
export const whoKnowsPage = async (visit: Visit): Promise<Page> => {
  const { ports, page, request, texts, at } = visit;
  const says = texts.own.whoKnows;
  const known = new Map<string, Knower>();
  for (const code of knowersOf(page.referral)) {
    const found = await ports.participants.organisation(code);
    if (found) known.set(code, found);
  }
  const all = whoKnows({ referral: page.referral, now: request.now, known });
  return ownPageOf(
    visit,
    says.title,
    html`<p>${says.says}</p>
${all.map((one) => html`<section class="app-card"><h2><bdi>${one.name}</bdi></h2>${saysOf(one, texts, at)}</section>`)}
<p>${says.never}</p>
<p>${says.byCall}</p>
${humanToRing(visit)}
<p>${page.referral.reference}</p>
${linkTo(at(), texts.own.back)}`,
  );
};
