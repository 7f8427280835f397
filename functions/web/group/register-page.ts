import { attendanceWords } from '../../../contracts/partner-api/words.ts';
import type { RegisterLine } from '../../../mappings/partner/register.ts';
import type { SignedIn } from '../../http/request.ts';
import { instantFor } from '../dates.ts';
import { type BoundTo, formMarks } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { inLanguage, otherLanguages, textsAsked } from '../words/asked-in.ts';
import { datesIn } from '../words/dates-in.ts';
import { type Texts, usualTexts } from '../words/texts.ts';
import { words } from '../words/words.ts';
import { worriedLink } from '../worried/link.ts';
import { canCome } from './record-line.ts';
import type { Session } from './session.ts';

const textsOf = (request: Pick<SignedIn, 'query'>): Texts => textsAsked(request) ?? usualTexts;

/** In English as everywhere (dates.ts); in another language its day and its time. */
const whenIn = (texts: Texts, instant: string): string => {
  if (texts === usualTexts) return instantFor(instant);
  const { day, time } = datesIn(texts.language);
  return `${day(instant)}, ${time(instant)}`;
};

type Answer = keyof typeof attendanceWords;
const isAnswer = (word: string): word is Answer => Object.hasOwn(attendanceWords, word);
const answers = Object.keys(attendanceWords).filter(isAnswer);

/** A form of a page that a link opens is bound to that link. */
export const boundToLink: BoundTo = ({ params }) => params?.token;

interface Shown {
  readonly request: SignedIn;
  readonly publicUrl: string;
  readonly telephone: string;
  /** That they are full, as they said. */
  readonly room?: Html | undefined;
}

/** Before it began only that somebody told them they cannot come: an answer that is not true yet cannot be tapped. */
const answersAt = ({ start }: Session, now: string): readonly Answer[] =>
  start <= now ? answers : answers.filter((answer) => answer === 'could-not-come');

/** Their own word, while it can still be put right: who comes after all is waited for, and so is who was never meant. */
export const mayTakeBack = ({ start }: Session, { again }: RegisterLine, now: string): boolean =>
  start > now && again === true;

const takeBack = ({ who }: RegisterLine, says: Texts['group']): Html =>
  html`<button class="nhsuk-button nhsuk-button--secondary app-answer" name="answer" value="${canCome}">${says.canCome}<span class="nhsuk-u-visually-hidden">${says.about(who)}</span></button>`;

const button = (answer: Answer, { who, result, noted }: RegisterLine, says: Texts['group']): Html => {
  const isSaid = result === answer && !noted;
  const secondary = isSaid ? '' : ' nhsuk-button--secondary';
  return html`<button class="nhsuk-button${secondary} app-answer" name="answer" value="${answer}"${isSaid ? html` aria-pressed="true"` : ''}>${says.answers[answer]}<span class="nhsuk-u-visually-hidden">${says.about(who)}</span></button>`;
};

const lineOf = (line: RegisterLine, n: number, session: Session, { request, publicUrl }: Shown): Html => {
  const { who, needs = [], cannotCome, stops, result, noted, task, meeting, reference } = line;
  const says = textsOf(request).group;
  const needed = needs.length > 0 ? html`<p>${says.needs(needs.join(', '))}</p>` : undefined;
  const said =
    result !== undefined && isAnswer(result)
      ? html`<p class="app-saved" role="status">${says[noted ? 'noted' : 'saved'](says.answers[result])}</p>`
      : undefined;
  return html`<form class="app-line" id="n${n}" method="post" action="${publicUrl}/l/${request.params.token}${inLanguage(request)}"><h2 class="nhsuk-heading-m"><bdi dir="ltr">${who}</bdi></h2>
${stops ? html`<p><strong>${says.stops}</strong></p>` : undefined}${cannotCome ? html`<p>${says.cannotCome}</p>` : undefined}${needed}${said}
${formMarks(request, boundToLink)}<input type="hidden" name="line" value="${[n, task, meeting, reference].join(' ')}">
<div class="app-answers">${answersAt(session, request.now).map((answer) => button(answer, line, says))}${mayTakeBack(session, line, request.now) ? takeBack(line, says) : undefined}</div></form>`;
};

/** On every page and message: a human to ring, and a way out. */
export const humanAndWayOut = (
  worker: string,
  { request, publicUrl, telephone }: Shown,
  stop = textsOf(request).group.stop,
): Html => {
  const says = textsOf(request).group;
  return html`<p>${says.ring(worker)}<a class="app-tap" href="tel:${telephone.replaceAll(' ', '')}">${telephone}</a></p>
${worriedLink(`${publicUrl}/l/${request.params.token}/worried`)}
<p><a class="app-tap" href="${publicUrl}/l/${request.params.token}/stop">${stop}</a></p>`;
};

/** The register of one session: nothing is chosen, and each line saves by itself. */
export const registerPage = (session: Session, shown: Shown): Page => {
  const { request, publicUrl } = shown;
  const { group, start, where, lines, closes, worker } = session;
  const texts = textsOf(request);
  const says = texts.group;
  const begun = start <= request.now;
  const byNumber = lines.some(({ called }) => called === undefined);
  return {
    ...{ publicUrl, ...(texts === usualTexts ? {} : { texts }), title: begun ? says.after : says.before },
    main: html`<p>${[group, whenIn(texts, start), where].filter(Boolean).join(', ')}</p>
${lines.length === 0 ? html`<p>${says.nobody}</p>` : lines.map((line, n) => lineOf(line, n + 1, session, shown))}
<p>${begun ? says.saves(whenIn(texts, closes)) : says.answersFrom(whenIn(texts, start))}</p>
${byNumber ? html`<p>${says.numbers}</p>` : undefined}
${lines.length === 0 ? undefined : html`<p><a class="app-tap" href="${publicUrl}/l/${request.params.token}/table">${words.confirming.table.link}</a></p>`}
${shown.room}${humanAndWayOut(worker, shown)}${otherLanguages(texts, `${publicUrl}/l/${request.params.token}`)}`,
  };
};
