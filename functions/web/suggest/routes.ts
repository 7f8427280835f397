import { isNeed, needs } from '../../../contracts/directory/needs.ts';
import type { SuggestionStore } from '../../directory/suggestions.ts';
import { suggestedKinds, verdicts } from '../../domain/directory/suggestion.ts';
import { outwardCode } from '../../domain/request/postcode.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply, Route, SignedIn } from '../../http/request.ts';
import type { SignedInPerson } from '../../identity/people/signed-in-person.ts';
import { problemsIn } from '../forms/checked.ts';
import { drawFields, type FormField, type Values } from '../forms/fields.ts';
import { formMarks, seeOther } from '../forms/form.ts';
import { hasProblems, type Problems, problemSummary } from '../forms/problems.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { ownPageOf, type PersonPorts, personForm, personPage } from '../people/person-page.ts';
import { startPath } from '../people/start-page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { suggestionList } from './suggestion-list.ts';

export interface SuggestPorts extends PersonPorts {
  readonly suggestions: SuggestionStore;
}

const { suggest: says } = words;
export const suggestPath = `${startPath}/suggest`;
export const decidePath = `${startPath}/suggestions`;
const mostDecided = 20;

const fields: readonly FormField[] = [
  { name: 'what', is: 'one', label: says.what, choices: says.kinds, needed: true },
  { name: 'place', is: 'line', label: says.place, most: 8, needed: true },
  { name: 'says', is: 'text', label: says.says, hint: says.saysHint, most: 1_000, needed: true },
  {
    ...({ name: 'need', is: 'one', label: says.need, needed: true } as const),
    choices: Object.fromEntries(Object.entries(needs).map(([code, { display }]) => [code, display])),
  },
];

const problemsOf = (values: Values): Problems => ({
  ...problemsIn(fields, values),
  ...(outwardCode(values.place ?? '') === undefined ? { place: says.placeWrong } : {}),
});

/** What people suggest (issue 9, 7): anybody who is signed in writes, and reads what became of their own; nothing shows before somebody decided. */
export const suggestRoutes = ({ suggestions, ...ports }: SuggestPorts): readonly Route[] => {
  const { publicUrl } = ports;
  const home = { href: `${publicUrl}${startPath}`, says: words.refused.home };

  const suggestPage = async (
    request: SignedIn,
    { organisation }: SignedInPerson,
    typed: { readonly values: Values; readonly problems: Problems } = { values: {}, problems: {} },
  ): Promise<Page> => {
    const own = (await suggestions.all()).filter((one) => one.organisation === organisation.organisation);
    const summary = problemSummary(typed.problems);
    return {
      ...{ publicUrl, title: says.title, home, ...(summary ? { problems: summary } : {}) },
      main: html`${request.query.get('did') ? html`<p role="status">${says.sent}</p>` : undefined}<p>${says.intro}</p>
<form method="post" action="${publicUrl}${suggestPath}" novalidate>
${formMarks(request)}${drawFields(fields, typed.values, typed.problems)}
${component('button', { text: says.send })}</form>
<h2>${says.own}</h2>
${suggestionList(own)}`,
    };
  };

  const decidePage = async (request: SignedIn, problem?: string): Promise<Page> => {
    const all = await suggestions.all();
    return {
      ...{ publicUrl, title: says.decideTitle, home },
      main: html`${problem ? html`<p role="alert"><strong>${problem}</strong></p>` : undefined}<h2>${says.waiting}</h2>
${suggestionList(
  all.filter(({ decided }) => !decided),
  ({ id }) => html`<form method="post" action="${publicUrl}${decidePath}" novalidate>
${formMarks(request)}<input type="hidden" name="of" value="${id}">
${component('input', { id: `why-${id}`, name: 'why', label: { text: says.why } })}
${component('button', { text: says.accept, name: 'is', value: 'accepted' })} ${component('button', { text: says.decline, name: 'is', value: 'declined', classes: 'nhsuk-button--secondary' })}</form>`,
)}
<h2>${says.done}</h2>
${suggestionList(all.filter(({ decided }) => decided).slice(0, mostDecided))}`,
    };
  };

  return [
    personPage(ports, suggestPath, ['suggest'], (request, person) => suggestPage(request, person)),
    personForm(ports, suggestPath, ['suggest'], async (form, person): Promise<Reply> => {
      const problems = problemsOf(form.fields);
      const { what, need = '', place = '', says: text = '' } = form.fields;
      const kind = suggestedKinds.find((one) => one === what);
      const where = outwardCode(place);
      if (hasProblems(problems) || !kind || !isNeed(need) || where === undefined)
        return ownPageOf(form, await suggestPage(form, person, { values: form.fields, problems }), 422);
      const { organisation, person: member } = person;
      await suggestions.suggest(
        {
          ...{ kind, need, place: where, says: text.trim(), at: form.now },
          ...{ organisation: organisation.organisation, person: member.code },
        },
        form.requestId,
      );
      return seeOther(`${publicUrl}${suggestPath}?did=suggest`);
    }),
    personPage(ports, decidePath, ['moderate'], (request) => decidePage(request)),
    personForm(ports, decidePath, ['moderate'], async (form, person): Promise<Reply> => {
      const { of = '', why = '' } = form.fields;
      const is = verdicts.find((one) => one === form.fields.is);
      const found = (await suggestions.all()).find(({ id }) => id === of);
      if (!found || !is) return refuse('not-found');
      // Whoever took the trouble hears why it came to nothing.
      if (is === 'declined' && why.trim() === '') return ownPageOf(form, await decidePage(form, says.whyNeeded), 422);
      const { organisation, person: member } = person;
      const decided = { is, why: why.trim().slice(0, 500), at: form.now, person: member.code };
      await suggestions.decide(of, { ...decided, organisation: organisation.organisation });
      return seeOther(`${publicUrl}${decidePath}`);
    }),
  ];
};
