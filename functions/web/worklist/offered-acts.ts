import { type Html, html } from '../html.ts';
import { folded } from '../shell/folded.ts';
import { words } from '../words/words.ts';
import type { Act, Doing } from './acts/act.ts';
import { everyAct } from './acts/every-act.ts';
import { actAddress } from './addresses.ts';

interface Offered {
  readonly act: Act;
  readonly says: string;
}

/** What can be done now about one Task, meeting or message: each a link to its form, in the order of `everyAct`. */
const offeredFor = (doing: Omit<Doing, 'about'>, about: string): readonly Offered[] =>
  everyAct
    .filter((act) => !act.elsewhere)
    .flatMap((act) =>
      act
        .offers(doing)
        .filter((offer) => offer.about === about)
        .map(({ says }) => ({ act, says })),
    );

const buttons = (doing: Omit<Doing, 'about'>, about: string, offered: readonly Offered[]): Html =>
  html`<ul class="app-acts">${offered.map(
    ({ act, says }) =>
      html`<li><a class="nhsuk-button nhsuk-button--secondary" role="button" href="${actAddress(doing.desk, doing.referral, act.begins ?? act.name, about)}">${says}</a></li>\n`,
  )}</ul>`;

/** What is done often stands open; the rest is one tap away, unless there is nothing else. */
export const actButtons = (doing: Omit<Doing, 'about'>, about: string): Html | undefined => {
  const offered = offeredFor(doing, about);
  const often = offered.filter(({ act }) => !act.seldom);
  const seldom = offered.filter(({ act }) => act.seldom);
  if (offered.length === 0) return undefined;
  if (often.length === 0 || seldom.length === 0) return buttons(doing, about, offered);
  return html`${buttons(doing, about, often)}${folded(words.worklist.person.more, buttons(doing, about, seldom))}`;
};
