import { mayAnswer, type PlanMeeting, type PlanOption } from '../../../mappings/person/plan.ts';
import { type Html, html } from '../html.ts';
import { datesIn } from '../words/dates-in.ts';
import type { Texts } from '../words/texts.ts';

const row = (what: string, says: Html | string | undefined): Html | undefined =>
  says === undefined || says === '' ? undefined : html`<dt>${what}</dt><dd>${says}</dd>\n`;

const whenOf = ({ start, end, mode }: PlanMeeting, { own, language }: Texts): string => {
  const { day, time } = datesIn(language);
  const times = end === undefined ? time(start) : own.until(time(start), time(end));
  return mode === 'drop-in' ? `${day(start)}. ${own.how['drop-in']} ${times}` : `${day(start)}, ${times}`;
};

const whereOf = ({ place, mode }: PlanMeeting, { own }: Texts): Html | string | undefined => {
  const how = mode === undefined || mode === 'drop-in' ? undefined : own.how[mode];
  return place === undefined ? how : html`<bdi>${place}</bdi>`;
};

const interpreterOf = ({ interpreter }: PlanMeeting, { own }: Texts): string | undefined =>
  interpreter && (interpreter.isDone ? own.interpreterThere : own.interpreterSought);

const costOf = ({ practical }: PlanOption, { own }: Texts): Html | string | undefined => {
  if (practical?.cost !== undefined)
    return practical.cost === 0 ? own.free : own.pounds(practical.cost.toFixed(practical.cost % 1 === 0 ? 0 : 2));
  return practical?.costWords && html`<span lang="en">${practical.costWords}</span>`;
};

const accessOf = ({ practical }: PlanOption, { own }: Texts): Html | undefined =>
  practical?.access.length
    ? html`<ul>${practical.access.map((fact) => html`<li>${own.access[fact]}</li>`)}</ul>`
    : undefined;

/** What, where and when, and who meets them: only what is known. */
export const factsOf = (option: PlanOption, meeting: PlanMeeting, texts: Texts): Html => {
  const { own } = texts;
  return html`<dl>${row(own.when, whenOf(meeting, texts))}${row(own.where, whereOf(meeting, texts))}${row(own.meets, option.meets === undefined ? undefined : html`<bdi>${own.askFor(option.meets)}</bdi>`)}${row(own.companion, meeting.companion && html`<bdi>${meeting.companion}</bdi>`)}${row(own.interpreter, interpreterOf(meeting, texts))}${row(own.know, meeting.know)}${row(own.cost, costOf(option, texts))}${row(own.there, accessOf(option, texts))}</dl>`;
};

/** Said already: by the person themself, or by their group. */
const saidOf = ({ result, own: ownWord, hasBegun, isDisputed }: PlanMeeting, own: Texts['own']): string | undefined => {
  if (isDisputed) return own.disputed;
  if (result === 'attended' || ownWord === 'attended') return own.wentSaid;
  if (result === 'could-not-come' && !hasBegun)
    return ownWord === 'could-not-come' ? own.cannotComeSaid : own.cannotComeTold;
  if (result === 'could-not-come') return own.notThereSaid;
  return result === 'did-not-attend' ? own.notThereSaid : undefined;
};

const answerTo = (
  meeting: PlanMeeting,
  { own }: Texts,
  at: (part: string) => string,
  now: string,
): Html | undefined => {
  if (!mayAnswer(meeting, now)) return undefined;
  const [part, says] = meeting.hasBegun ? ['went', own.went] : ['cannot-come', own.cannotCome];
  return html`<p><a class="nhsuk-button nhsuk-button--secondary" href="${at(`${part}/${meeting.id}`)}">${says}</a></p>`;
};

/** The meetings that still matter: those to come, and the last that was. */
export const meetingsThatMatter = ({ meetings }: PlanOption): readonly PlanMeeting[] => {
  const ahead = meetings.filter(({ hasBegun }) => !hasBegun);
  return [...meetings.filter(({ hasBegun, isOff }) => hasBegun && !isOff).slice(-1), ...ahead];
};

/** A group and its times, and nothing else: on a page that asks once more. */
export const placePart = (option: PlanOption, meetings: readonly PlanMeeting[], texts: Texts): Html =>
  html`<p><strong><bdi>${option.group}</bdi></strong></p>
${meetings.filter(({ isOff }) => !isOff).map((meeting) => html`<dl>${row(texts.own.when, whenOf(meeting, texts))}</dl>`)}`;

/** Which one is off stands beside it: another may take place. A new day is promised only where there is none yet. */
const offPart = (off: PlanMeeting, all: readonly PlanMeeting[], texts: Texts): Html => {
  const { own } = texts;
  const isNext = all.some(({ isOff, hasBegun }) => !isOff && !hasBegun);
  return html`<dl>${row(own.when, whenOf(off, texts))}</dl><p class="app-saved">${own.calledOff}${isNext ? undefined : html` ${own.newDay}`}</p>`;
};

/** One group on the page. `at`: undefined on paper, where nothing can be tapped. */
export const optionPart = (
  option: PlanOption,
  texts: Texts,
  { now, at }: { readonly now: string; readonly at: ((part: string) => string) | undefined },
): Html => {
  const { own } = texts;
  const meetings = option.state === 'welcome' || option.state === 'been' ? meetingsThatMatter(option) : [];
  const states = {
    asked: own.asked,
    welcome: own.welcome,
    been: own.ended,
    'mine-not': own.mineNot,
    ended: own.ended,
  } as const;
  const state = meetings.length > 0 ? undefined : html`<p>${states[option.state]}</p>`;
  const canRefuse = at && (option.state === 'asked' || option.state === 'welcome');
  return html`<section class="app-card"><h2><bdi>${option.group}</bdi></h2>
${state}${meetings.map((meeting) => {
  const said = saidOf(meeting, own);
  if (meeting.isOff) return offPart(meeting, meetings, texts);
  return html`${factsOf(option, meeting, texts)}${said === undefined ? undefined : html`<p class="app-saved">${said}</p>`}${at && answerTo(meeting, texts, at, now)}`;
})}
${canRefuse ? html`<p><a class="app-tap" href="${at(`not-for-me/${option.id}`)}">${own.notForMe}</a></p>` : undefined}</section>`;
};
