import type { SafeguardingRule } from '../../../contracts/areas/safeguarding.ts';
import type { Concern } from '../../../contracts/safeguarding/schemas.ts';
import { personClient } from '../../domain/hub.ts';
import { drawFields, type FormField, type Values } from '../forms/fields.ts';
import { type Problems, problemSummary } from '../forms/problems.ts';
import { lineIn, textIn } from '../forms/typed.ts';
import { type Html, html } from '../html.ts';
import { leave } from '../own/leave.ts';
import type { Page } from '../page.ts';
import { whomToRing } from '../safeguarding-page.ts';
import { component } from '../shell/render.ts';
import { own } from '../words/en/own.ts';
import { words } from '../words/words.ts';

const { worried: says } = words;
const longestLine = 200;
const longestReference = 64;
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
  { name: 'reference', is: 'line', label: says.reference, hint: says.referenceHint, most: longestReference },
  { name: 'says', is: 'text', label: says.says, hint: says.saysHint, needed: true, most: longestWords },
  { name: 'from', is: 'line', label: says.from, most: longestLine },
  { name: 'reach', is: 'line', label: says.reach, most: longestLine },
];

/** What a reference has no sign of is left out of it: nothing is turned away for how it was written down. */
const referenceIn = (typed: string | undefined): string | undefined => {
  const signs = lineIn((typed ?? '').replace(/[^A-Za-z0-9. -]+/g, ' '));
  return /[A-Za-z0-9]/.test(signs) ? signs : undefined;
};

/** What was typed as software says it; whoever leaves only a number has no other name. */
export const concernIn = (typed: Values): Record<keyof Concern, unknown> => {
  const line = (name: string): string | undefined => lineIn(typed[name]) || undefined;
  const [name, reach, referral] = [line('name'), line('reach'), referenceIn(typed.reference)];
  const from = line('from') ?? reach;
  return {
    ...{ level: typed.level, who: typed.who, says: textIn(typed.says) },
    about: { kind: typed.about, ...(name ? { name } : {}), ...(referral ? { referral } : {}) },
    from: from && { name: from, ...(reach ? { reach } : {}) },
  };
};

export interface Worried {
  readonly rule: SafeguardingRule;
  readonly now: string;
  readonly publicUrl: string;
  /** By which kind of link somebody came. */
  readonly client: string | undefined;
}

/** From their own page on somebody may look over the person's shoulder, or at what their browser remembers (web/own/visit.ts). */
const framed = ({ publicUrl, client }: Worried, title: string): Omit<Page, 'main'> =>
  client === personClient ? { publicUrl, title: own.title, heading: title, top: leave({ own }) } : { publicUrl, title };

interface Form {
  readonly action: string;
  /** That the hub made the form, for this address (forms/open-form.ts). */
  readonly marks: Html;
  readonly typed: Values;
  readonly problems?: Problems;
}

/** Whom to ring and when somebody reads it stand before the button (issue 6, item 7). The browser is asked to remember nothing that is typed. */
export const worriedPage = (worried: Worried, { action, marks, typed, problems = {} }: Form): Page => {
  const summary = problemSummary(problems);
  return {
    ...framed(worried, says.title),
    ...(summary ? { problems: summary } : {}),
    main: html`${whomToRing(worried.rule, worried.now)}
<h2>${says.form}</h2>
<p>${says.apart}</p>
<form method="post" action="${worried.publicUrl}${action}" autocomplete="off" novalidate>${marks}
${drawFields(concernFields, typed, problems)}
${component('button', { text: says.send })}</form>`,
  };
};

/** The same numbers and hours after sending. */
export const keptPage = (worried: Worried, id: string): Page => ({
  ...framed(worried, says.done),
  main: html`<p role="status">${says.doneSays(id)}</p>
<p>${says.more}</p>
${whomToRing(worried.rule, worried.now)}`,
});

export const notKeptPage = (worried: Worried): Page => ({
  ...framed(worried, says.notKept),
  main: html`<p>${says.notKeptSays}</p>
${whomToRing(worried.rule, worried.now)}`,
});
