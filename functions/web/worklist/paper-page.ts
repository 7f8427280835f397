import { checkedLanguages, pageLanguages } from '../../../contracts/languages.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply } from '../../http/request.ts';
import { html } from '../html.ts';
import { knownPlan } from '../own/known-plan.ts';
import { isPaper, paperOf, titleOf } from '../own/paper.ts';
import { textsFor, textsIn } from '../words/texts.ts';
import { words } from '../words/words.ts';
import { personAddress } from './addresses.ts';
import { findPerson } from './find-person.ts';
import { answerWith, type Desk } from './staff-page.ts';

/** Whoever prints it reads that, and not the person: the paper may go to them once a speaker has read it (contracts/languages.ts). */
const isChecked = (language: string): boolean =>
  pageLanguages.some((one) => language.startsWith(one) && checkedLanguages[one] !== undefined);

/** The card or letter of a person, printed for them: whoever has no telephone and no address takes it from somebody's hand. */
export const paperPage = async (desk: Desk): Promise<Reply> => {
  const { params, query, now } = desk.request;
  const { paper = '' } = params;
  const found = await findPerson(desk);
  if (!found || !isPaper(paper)) return refuse('not-found');
  const texts = textsIn(query.get('lang') ?? '') ?? textsFor(found.referral.patient);
  const back = html`<p class="app-unprinted"><a class="app-tap" href="${personAddress(desk, found.referral)}">${words.worklist.acts.back}</a></p>`;
  if (!texts)
    return answerWith(desk, {
      title: words.ownForStaff.paper[paper],
      main: html`<p>${words.ownForStaff.noLanguage}</p>${back}`,
    });
  const { area, participants, practical, publicUrl } = desk;
  const ports = { participants, practical, publicUrl, service: area.service };
  const plan = await knownPlan(ports, found.referral, now);
  return answerWith(desk, {
    title: titleOf(paper, texts),
    main: html`${isChecked(texts.language) ? undefined : html`<p class="app-unprinted app-stop"><strong>${words.ownForStaff.notChecked}</strong></p>`}${paperOf(paper, { plan, texts, now, service: area.service })}${back}`,
  });
};
