import { suggestedRow } from '../../../mappings/directory/suggested.ts';
import { type Suggestion, toEnter, verdicts } from '../../domain/directory/suggestion.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply, Route, SignedIn } from '../../http/request.ts';
import { formMarks, seeOther } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { ownPageOf, personForm, personPage } from '../people/person-page.ts';
import { startPath } from '../people/start-page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { ownedIn, type SuggestPorts } from './ports.ts';
import { suggestionList } from './suggestion-list.ts';

const { suggest: says } = words;
const decidePath = `${startPath}/suggestions`;
const enteredPath = `${startPath}/suggestions/entered`;
const mostDecided = 20;

/** For whoever decides what becomes of it: a manager of the service, or an officer of the council. */
export const decideRoutes = (ports: SuggestPorts): readonly Route[] => {
  const { publicUrl, suggestions } = ports;
  const home = { href: `${publicUrl}${startPath}`, says: words.refused.home };

  const decideForm = (request: SignedIn, { id }: Suggestion): Html =>
    html`<form method="post" action="${publicUrl}${decidePath}" novalidate>
${formMarks(request)}<input type="hidden" name="of" value="${id}">
${component('input', { id: `why-${id}`, name: 'why', label: { text: says.why } })}
${component('button', { text: says.accept, name: 'is', value: 'accepted' })} ${component('button', { text: says.decline, name: 'is', value: 'declined', classes: 'nhsuk-button--secondary' })}</form>`;

  const enterForm = (request: SignedIn, one: Suggestion): Html =>
    html`<ul>${Object.entries(suggestedRow(one)).map(([column, value]) => html`<li>${column}: ${value}</li>\n`)}</ul>
<form method="post" action="${publicUrl}${enteredPath}" novalidate>
${formMarks(request)}<input type="hidden" name="of" value="${one.id}">
${component('input', { id: `entry-${one.id}`, name: 'entry', label: { text: says.entry } })}
${component('button', { text: says.entered, classes: 'nhsuk-button--secondary' })}</form>`;

  const decidePage = async (request: SignedIn, problem?: string): Promise<Page> => {
    const all = await suggestions.all();
    const open = toEnter(all);
    const seen = { now: request.now, owner: await ownedIn(ports, request.now) };
    return {
      ...{ publicUrl, title: says.decideTitle, home },
      main: html`${problem ? html`<p role="alert"><strong>${problem}</strong></p>` : undefined}<h2>${says.waiting}</h2>
${suggestionList(
  // What waits longest first.
  all.filter(({ decided }) => !decided).toReversed(),
  seen,
  (one) => decideForm(request, one),
)}
${open.length > 0 ? html`<h2>${says.toEnter}</h2><p>${says.toEnterSaid}</p>${suggestionList(open, seen, (one) => enterForm(request, one))}` : undefined}
<h2>${says.done}</h2>
${suggestionList(all.filter((one) => one.decided && !open.includes(one)).slice(0, mostDecided), seen)}`,
    };
  };

  return [
    personPage(ports, decidePath, ['moderate'], (request) => decidePage(request)),
    personForm(ports, decidePath, ['moderate'], async (form, person): Promise<Reply> => {
      const { of = '', why = '' } = form.fields;
      const is = verdicts.find((one) => one === form.fields.is);
      const found = (await suggestions.all()).find(({ id }) => id === of);
      if (!found || !is) return refuse('not-found');
      // Whoever took the trouble hears why it came to nothing.
      if (is === 'declined' && why.trim() === '') return ownPageOf(form, await decidePage(form, says.whyNeeded), 422);
      const { organisation, person: member } = person;
      const who = { person: member.code, organisation: organisation.organisation };
      const kept = await suggestions.decide(of, { ...who, is, why: why.trim().slice(0, 500), at: form.now });
      const stands = kept || (found.decided?.is === is && found.decided.person === member.code);
      return stands
        ? seeOther(`${publicUrl}${decidePath}`)
        : ownPageOf(form, await decidePage(form, says.decidedAlready), 409);
    }),
    personForm(ports, enteredPath, ['moderate'], async (form, person): Promise<Reply> => {
      const { of = '', entry = '' } = form.fields;
      const found = toEnter(await suggestions.all()).find(({ id }) => id === of);
      if (!found) return refuse('not-found');
      if (!/^[A-Za-z0-9.-]{1,64}$/.test(entry.trim()))
        return ownPageOf(form, await decidePage(form, says.entryNeeded), 422);
      const { organisation, person: member } = person;
      const who = { person: member.code, organisation: organisation.organisation };
      await suggestions.enter(of, { ...who, entry: entry.trim(), at: form.now });
      return seeOther(`${publicUrl}${decidePath}`);
    }),
  ];
};
