import { isNeed, needs } from '../../../contracts/directory/needs.ts';
import { suggestedKinds } from '../../domain/directory/suggestion.ts';
import { outwardCode } from '../../domain/request/postcode.ts';
import type { Reply, Route, SignedIn } from '../../http/request.ts';
import type { SignedInPerson } from '../../identity/people/signed-in-person.ts';
import { problemsIn } from '../forms/checked.ts';
import { drawFields, type FormField, type Values } from '../forms/fields.ts';
import { formMarks, seeOther } from '../forms/form.ts';
import { hasProblems, type Problems, problemSummary } from '../forms/problems.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { ownPageOf, personForm, personPage } from '../people/person-page.ts';
import { startPath } from '../people/start-page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { decideRoutes } from './decide-routes.ts';
import { ownedIn, type SuggestPorts } from './ports.ts';
import { suggestionList } from './suggestion-list.ts';

const { suggest: says } = words;
const suggestPath = `${startPath}/suggest`;

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
export const suggestRoutes = (ports: SuggestPorts): readonly Route[] => {
  const { publicUrl, suggestions } = ports;
  const home = { href: `${publicUrl}${startPath}`, says: words.refused.home };

  const suggestPage = async (
    request: SignedIn,
    { organisation }: SignedInPerson,
    typed: { readonly values: Values; readonly problems: Problems } = { values: {}, problems: {} },
  ): Promise<Page> => {
    const own = (await suggestions.all()).filter((one) => one.organisation === organisation.organisation);
    const summary = problemSummary(typed.problems);
    const seen = { now: request.now, owner: await ownedIn(ports, request.now) };
    return {
      ...{ publicUrl, title: says.title, home, ...(summary ? { problems: summary } : {}) },
      main: html`${request.query.get('did') ? html`<p role="status">${says.sent}</p>` : undefined}<p>${says.intro}</p>
<form method="post" action="${publicUrl}${suggestPath}" novalidate>
${formMarks(request)}${drawFields(fields, typed.values, typed.problems)}
${component('button', { text: says.send })}</form>
<h2>${says.own}</h2>
${suggestionList(own, seen)}`,
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
    ...decideRoutes(ports),
  ];
};
