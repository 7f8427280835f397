import { outwardCodePlaces } from '../../../contracts/areas/outward-codes.ts';
import { isNeed, type Need, needs } from '../../../contracts/directory/needs.ts';
import { knownNow, loadNow } from '../../directory/known-now.ts';
import { today } from '../../domain/calendar.ts';
import { askedBefore, askFor, needsOf } from '../../domain/directory/ask-for.ts';
import type { Entry } from '../../domain/directory/entry.ts';
import { type Ranking, rank } from '../../domain/directory/rank.ts';
import { declinedOptions, optionName } from '../../domain/options/declined.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply } from '../../http/request.ts';
import { type Html, html } from '../html.ts';
import { folded } from '../shell/folded.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { askAct } from './acts/ask.ts';
import { personAddress } from './addresses.ts';
import { findPerson } from './find-person.ts';
import { named, namedBefore, type Option, optionOf } from './group-options.ts';
import { groupsAsked } from './groups-asked.ts';
import { personHead } from './person-head.ts';
import { rankedPart } from './ranked-part.ts';
import { answerWith, type Desk } from './staff-page.ts';

const { finding: says, acts } = words.worklist;

type Here = Omit<Doing, 'about'>;

const here = (
  { desk, referral }: Here,
  part: 'ask' | 'groups' | 'decline-option',
  query: Record<string, string> = {},
): string => `${personAddress(desk, referral)}/${part}?${new URLSearchParams(query)}`;

const line = (doing: Here, { name, code, why }: Option): Html => {
  const own = doing.desk.person.organisation.organisation;
  const href = here(doing, 'ask', { about: 't1', partner: code ?? own, activity: name.slice(0, 60) });
  const offHub = code === undefined ? says.offHub : undefined;
  return html`<li class="app-card"><h3>${name}</h3>
<p>${[why, offHub].filter(Boolean).join('. ')}</p>
<a class="nhsuk-button nhsuk-button--secondary" role="button" href="${href}">${says.choose}<span class="nhsuk-u-visually-hidden">${says.chooseFor(name)}</span></a>
<p><a class="app-tap" href="${here(doing, 'decline-option', { about: 't1', option: name })}">${says.notThis}<span class="nhsuk-u-visually-hidden">${says.chooseFor(name)}</span></a></p></li>
`;
};

const listed = (doing: Here, title: string, options: readonly Option[], ordered = false): Html | undefined => {
  if (options.length === 0) return undefined;
  const lines = options.map((one) => line(doing, one));
  return html`<h2>${title}</h2>${ordered ? html`<ol class="app-story">${lines}</ol>` : html`<ul class="app-story">${lines}</ul>`}`;
};

const leftOut = ({ left }: Ranking): Html | undefined => {
  const said = (Object.keys(left) as (keyof typeof left)[])
    .map((why) => says.unfit[why](left[why] ?? 0))
    .filter((part) => part !== '');
  return said.length === 0 ? undefined : html`<p>${says.left(said.join(', '))}</p>`;
};

/** What is offered for what is looked for, each with its one line of why; nothing is ranked where nobody said what for. */
const offered = async (doing: Here, wanted: readonly Need[], entries: readonly Entry[]): Promise<Html> => {
  const asked = askedBefore(doing.referral);
  const ask = askFor(doing.referral, { needs: wanted, today: today(doing.now), places: outwardCodePlaces });
  const declined = declinedOptions(doing.referral);
  const not = entries
    .filter(
      (entry) => (entry.partner !== undefined && asked.has(entry.partner)) || declined.includes(optionName(entry)),
    )
    .map(({ key }) => key);
  const known = await knownNow(doing.desk, entries, doing.now);
  const load = await loadNow(doing.desk, entries, ask, doing.now);
  const ranking = rank(entries, { ...ask, not }, { ...known, load, saysLoad: true });
  const { options, toCheck } = ranking;
  const shown = [...options, ...toCheck].map(({ entry, why }) => optionOf(entry, why));
  return html`<p>${says.looking(wanted.map((need) => needs[need].display).join(', '))}</p>
${shown.length === 0 ? html`<p>${says.none}</p>` : undefined}
${toCheck.length > 0 ? html`<p class="app-stop">${says.check}</p>` : undefined}
${listed(doing, says.best, shown, options.length > 0)}
${leftOut(ranking)}${declined.length === 0 ? undefined : html`<p>${says.declined(declined.join(', '))}</p>`}`;
};

const needLinks = (doing: Here, isOpen: boolean): Html =>
  folded(
    says.others,
    html`<ul class="app-ways">${Object.entries(needs).map(([need, { display }]) => html`<li><a href="${here(doing, 'groups', { need })}">${display}</a></li>\n`)}</ul>`,
    isOpen,
  );

const searchForm = ({ desk, referral }: Here, name: string): Html =>
  html`<form method="get" action="${personAddress(desk, referral)}/groups">
${component('input', { id: 'name', name: 'name', label: { text: says.byName }, hint: { text: says.byNameHint }, value: name })}
${component('button', { text: says.search, classes: 'nhsuk-button--secondary' })}</form>`;

/** Where asking a group begins: what fits the person, best first, or any by its name. */
export const findGroupPage = async (desk: Desk): Promise<Reply> => {
  const found = await findPerson(desk);
  if (!found) return refuse('not-found');
  const doing: Here = { ...found, desk, now: desk.request.now };
  // Asked for nobody else, and for nobody who is not taken on yet.
  if (askAct.offers(doing).length === 0) return refuse('not-found');
  const { query } = desk.request;
  const name = (query.get('name') ?? '').trim().slice(0, 100);
  const chosen = query.getAll('need').filter(isNeed);
  const wanted = chosen.length > 0 ? chosen : needsOf(found.referral);
  const { entries } = await desk.directory.catalogue();
  const before = await groupsAsked(desk);
  const main =
    name !== ''
      ? html`${listed(doing, says.found(name), await named(desk, { name, entries, before })) ?? html`<p>${says.none}</p>`}`
      : wanted.length > 0
        ? await offered(doing, wanted, entries)
        : html`<p>${says.lookingForNothing}</p>`;
  return answerWith(desk, {
    title: says.title,
    main: html`${await rankedPart(doing, (option) => line(doing, option))}
${main}
${searchForm(doing, name)}
${needLinks(doing, name === '' && wanted.length === 0)}
${folded(says.before, html`${listed(doing, says.before, namedBefore(before, askedBefore(found.referral))) ?? html`<p>${says.none}</p>`}`)}
<p><a class="app-tap" href="${here(doing, 'ask', { about: 't1' })}">${says.other}</a></p>
<p><a class="app-tap" href="${personAddress(desk, found.referral)}">${acts.back}</a></p>
${personHead(found, doing.now)}`,
  });
};
