import type { Plan } from '../../../mappings/person/plan.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { otherLanguages } from '../words/asked-in.ts';
import { worriedLink } from '../worried/link.ts';
import { optionPart } from './option-part.ts';
import { humanToRing, linkTo, ownPageOf, type Visit } from './visit.ts';

/** How it stands where there is nothing to go to. */
const standing = ({ options, isNew, isOver }: Plan, { own }: Visit['texts']): Html | undefined => {
  if (isOver) return html`<p>${own.over}</p>`;
  if (options.length > 0) return undefined;
  return html`<p>${isNew ? own.isNew : own.nothing}</p>`;
};

/** The numbers by which people speak about it. */
export const numbersOf = ({ reference, number }: Plan, { own }: Visit['texts']): Html =>
  html`<dl><dt>${own.reference}</dt><dd>${reference}</dd><dt>${own.number}</dt><dd>${number}</dd></dl>`;

/** The person's own page: what, where, when, who meets them, and what if not. */
export const planPage = (visit: Visit, plan: Plan): Page => {
  const { texts, at, request } = visit;
  const { own } = texts;
  const others = otherLanguages(texts, at().replace(/\?.*/, ''));
  return ownPageOf(
    visit,
    own.title,
    html`${standing(plan, texts)}
${plan.options.map((option) => optionPart(option, texts, { now: request.now, at }))}
${humanToRing(visit, plan.worker)}
${numbersOf(plan, texts)}
<h2>${own.more}</h2>
${linkTo(at('card'), own.card)}${linkTo(at('card-large'), own.cardLarge)}${linkTo(at('letter'), own.letter)}
${linkTo(at('who-knows'), own.whoKnows.title)}${linkTo(at('close'), own.close.title)}
${others}
<p>${own.urgent}</p>
${worriedLink(at('worried'))}
<p>${own.leaveHint}</p>`,
  );
};
