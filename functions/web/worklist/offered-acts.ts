import { type Html, html } from '../html.ts';
import type { Act, Doing } from './acts/act.ts';
import { everyAct } from './acts/every-act.ts';
import { actAddress } from './addresses.ts';

interface Offered {
  readonly act: Act;
  readonly says: string;
}

/** What can be done now about one Task, meeting or message: each a link to its form, in the order of `everyAct`. */
const offeredFor = (doing: Omit<Doing, 'about'>, about: string): readonly Offered[] =>
  everyAct.flatMap((act) =>
    act
      .offers(doing)
      .filter((offer) => offer.about === about)
      .map(({ says }) => ({ act, says })),
  );

export const actButtons = (doing: Omit<Doing, 'about'>, about: string): Html | undefined => {
  const offered = offeredFor(doing, about);
  return offered.length === 0
    ? undefined
    : html`<ul class="app-acts">${offered.map(
        ({ act, says }) =>
          html`<li><a class="nhsuk-button nhsuk-button--secondary" role="button" href="${actAddress(doing.desk, doing.referral, act.name, about)}">${says}</a></li>\n`,
      )}</ul>`;
};
