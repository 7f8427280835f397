import { statusOf } from '../../domain/coding.ts';
import { safeContactOf } from '../../domain/contact/safe-contact.ts';
import { ownPageOf } from '../../domain/own-page/own-page.ts';
import { formMarks } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import { papers } from '../own/paper.ts';
import { folded } from '../shell/folded.ts';
import { component } from '../shell/render.ts';
import { textsFor } from '../words/texts.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { personAddress } from './addresses.ts';

const { ownForStaff: says } = words;

const oneClick = ({ desk, referral }: Omit<Doing, 'about'>): Html =>
  html`<form method="post" action="${personAddress(desk, referral)}/close-own-page">${formMarks(desk.request)}<input type="hidden" name="about" value="t1">${component('button', { text: says.off, classes: 'nhsuk-button--secondary' })}</form>`;

/** Whether the person has a page, with its end in one click; and what can be printed for whoever has no telephone. */
export const ownPagePart = (doing: Omit<Doing, 'about'>): Html | undefined => {
  const { desk, referral, now } = doing;
  if (statusOf(referral.task) === 'draft') return undefined;
  const { isOn: opens, isLedTo } = ownPageOf(referral, now);
  // Nobody is shown a page in a language that they do not read.
  const isOn = opens && textsFor(referral.patient) !== undefined;
  const { naming } = safeContactOf(referral.patient);
  const links = papers.map(
    (paper) =>
      html`<li><a class="app-tap" href="${personAddress(desk, referral)}/paper/${paper}">${says.paper[paper]}</a></li>\n`,
  );
  const paper = textsFor(referral.patient)
    ? html`<ul>${links}</ul><p>${naming === 'yes' ? says.names : says.namesNobody}</p>`
    : html`<p>${says.noLanguage}</p>`;
  return folded(
    says.title,
    html`<p>${!isOn ? says.isOff : isLedTo ? says.isOn : says.isNotLedTo}</p>${isOn ? oneClick(doing) : undefined}${isOn && isLedTo ? undefined : html`<p>${says.why}</p>`}${paper}`,
  );
};
