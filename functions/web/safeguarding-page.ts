import type { RouteName, SafeguardingRule } from '../../contracts/areas/safeguarding.ts';
import { always } from '../../contracts/safeguarding/always.ts';
import { type RouteSays, routeSays } from '../domain/concern/says.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { words } from './words/words.ts';

export const safeguardingPath = '/safeguarding';

const { safeguarding: says } = words;

/** A number is a link: most people read this on a telephone. */
export const ring = ({ who, telephone }: { readonly who: string; readonly telephone: string }): Html =>
  html`<li>${who}: <a href="tel:${telephone.replaceAll(' ', '')}"><strong>${telephone}</strong></a></li>
`;

const section = (name: RouteName, said: RouteSays): Html => html`<h2>${says.routes[name]}</h2>
<p>${said.says}</p>
<ul>
${said.ring.map(ring)}</ul>
`;

/** Whom to ring now, whoever reads what, and when: the same before a form, after it and without one. */
export const whomToRing = (rule: SafeguardingRule, now: string): Html => html`<ul>
${always.map(ring)}</ul>
${(['adults', 'children'] as const).map((name) => section(name, routeSays(rule, name, now)))}`;

/** What stands before any button: whom to ring now, and when somebody would read what is written. */
export const safeguardingPage = (rule: SafeguardingRule, now: string, publicUrl: string): Page => ({
  publicUrl,
  title: says.title,
  main: html`${whomToRing(rule, now)}<h2>${says.written}</h2>
<p>Whoever takes part in Handover can say "worried" or "unsafe" of a person, a group or somebody who works there, with the
software that they use (<code>POST ${publicUrl}/safeguarding/v1/concerns</code>), or on a page that any link leads to which they were sent. It is kept apart from everything else. A group
or worker that it is about is never shown it.</p>`,
});
