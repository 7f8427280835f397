import type { SafeguardingRule } from '../../../contracts/areas/safeguarding.ts';
import type { Concern } from '../../../contracts/safeguarding/schemas.ts';
import { drawFields, type FormField, type Values } from '../forms/fields.ts';
import { type Problems, problemSummary } from '../forms/problems.ts';
import { lineIn, textIn } from '../forms/typed.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { whomToRing } from '../safeguarding-page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';

const { worried: says } = words;
const longestLine = 200;
const longestWords = 4000;

/** Where the form goes: to the function that alone may keep a concern, in the name of whoever the page was made for. */
export const concernPath = (client: string, organisation: string): string =>
  `/safeguarding/form/${client}/${organisation}`;

/** As contracts/safeguarding/schemas.ts, in words for people. */
export const concernFields: readonly FormField[] = [
  { name: 'level', is: 'one', label: says.level, needed: true, choices: says.levels },
  { name: 'who', is: 'one', label: says.who, needed: true, choices: says.whose },
  { name: 'about', is: 'one', label: says.about, needed: true, choices: says.kinds },
  { name: 'name', is: 'line', label: says.name, most: longestLine },
  { name: 'says', is: 'text', label: says.says, hint: says.saysHint, needed: true, most: longestWords },
  { name: 'from', is: 'line', label: says.from, most: longestLine },
  { name: 'reach', is: 'line', label: says.reach, most: longestLine },
];

/** What was typed as software says it; whoever leaves only a number has no other name. */
export const concernIn = (typed: Values): Record<keyof Concern, unknown> => {
  const line = (name: string): string | undefined => lineIn(typed[name]) || undefined;
  const [name, reach] = [line('name'), line('reach')];
  const from = line('from') ?? reach;
  return {
    ...{ level: typed.level, who: typed.who, says: textIn(typed.says) },
    about: { kind: typed.about, ...(name ? { name } : {}) },
    from: from && { name: from, ...(reach ? { reach } : {}) },
  };
};

export interface Worried {
  readonly rule: SafeguardingRule;
  readonly now: string;
  readonly publicUrl: string;
}

interface Form extends Worried {
  readonly action: string;
  /** That the hub made the form, for this address (forms/open-form.ts). */
  readonly marks: Html;
  readonly typed?: Values;
  readonly problems?: Problems;
}

/** Whom to ring and when somebody reads it stand before the button (issue 6, item 7). */
export const worriedPage = ({ rule, now, publicUrl, action, marks, typed = {}, problems = {} }: Form): Page => {
  const summary = problemSummary(problems);
  return {
    ...{ publicUrl, title: says.title },
    ...(summary ? { problems: summary } : {}),
    main: html`${whomToRing(rule, now)}
<h2>${says.form}</h2>
<p>${says.apart}</p>
<form method="post" action="${publicUrl}${action}" novalidate>${marks}
${drawFields(concernFields, typed, problems)}
${component('button', { text: says.send })}</form>`,
  };
};

/** The same numbers and hours after sending. */
export const keptPage = ({ rule, now, publicUrl }: Worried, id: string): Page => ({
  ...{ publicUrl, title: says.done },
  main: html`<p role="status">${says.doneSays(id)}</p>
<p>${says.more}</p>
${whomToRing(rule, now)}`,
});

export const notKeptPage = ({ rule, now, publicUrl }: Worried): Page => ({
  ...{ publicUrl, title: says.notKept },
  main: html`<p>${says.notKeptSays}</p>
${whomToRing(rule, now)}`,
});
