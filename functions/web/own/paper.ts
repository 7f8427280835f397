import type { AreaService } from '../../../contracts/areas/area.ts';
import type { Plan, PlanMeeting, PlanOption } from '../../../mappings/person/plan.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../words/texts.ts';
import { optionPart } from './option-part.ts';
import { numbersOf } from './plan-page.ts';

/** On paper: for the fridge door, the same in large print, or as a letter. */
export const papers = ['card', 'card-large', 'letter'] as const;
export type Paper = (typeof papers)[number];
export const isPaper = (name: string): name is Paper => papers.some((one) => one === name);

interface Printed {
  readonly plan: Plan;
  readonly service: AreaService;
  readonly texts: Texts;
  readonly now: string;
}

const ringOn = ({ service, plan }: Printed, { own }: Texts): Html =>
  html`<p>${own.ring(plan.worker ?? own.us)}<strong>${service.telephone}</strong></p>`;

const unnamedMeeting = (meeting: PlanMeeting): PlanMeeting => ({
  ...{ ...meeting, place: undefined, know: undefined, companion: undefined },
});

/** No group, no place and nobody: what a message does not say of it, paper does not either. */
const unnamed = (option: PlanOption, { own }: Texts): PlanOption => ({
  ...{ ...option, group: own.unnamed, meets: undefined, practical: undefined },
  meetings: option.meetings.map(unnamedMeeting),
});

/**
 * What is printed: no name, no address, no reason and no service, as a door of a fridge is read by whoever comes in; of group and place
 * no more than the person agreed that a message says. What is over, or was refused, is on no paper.
 */
export const paperOf = (paper: Paper, printed: Printed): Html => {
  const { plan, texts, now } = printed;
  const { own } = texts;
  const going = plan.options.filter(({ state }) => state === 'asked' || state === 'welcome');
  const isLetter = paper === 'letter';
  const shown = going.map((option) => (option.mayName ? option : unnamed(option, texts)));
  return html`<p class="app-unprinted">${own.print}</p>
<div class="${paper === 'card-large' ? 'app-paper app-large' : 'app-paper'}" lang="${texts.language}">
${isLetter ? html`<p>${own.letterGreeting}</p>` : undefined}
${going.length === 0 ? html`<p>${own.nothing}</p>` : shown.map((option) => optionPart(option, texts, { now, at: undefined }))}
${going.some(({ mayName }) => !mayName) ? html`<p>${own.unnamedSays}</p>` : undefined}
${going.length > 0 ? html`<p>${own.cannotComePaper}</p>` : undefined}
${ringOn(printed, texts)}
${numbersOf(plan, texts)}
${isLetter ? html`<p>${own.letterEnd}${plan.worker && html`, <bdi>${plan.worker}</bdi>`}</p>` : undefined}
</div>`;
};

export const titleOf = (paper: Paper, { own }: Texts): string =>
  ({ card: own.card, 'card-large': own.cardLarge, letter: own.letterTitle })[paper];
