import type { SignedIn } from '../../http/request.ts';
import type { OwnPage } from '../../identity/links/person-link.ts';
import { ownPath } from '../../identity/links/person-link.ts';
import type { BoundTo } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { component } from '../shell/render.ts';
import { inLanguage, textsAsked } from '../words/asked-in.ts';
import { type Texts, textsFor, usualTexts } from '../words/texts.ts';
import { leave } from './leave.ts';
import type { OwnPorts } from './ports.ts';

/** Somebody who looks at their own page: in which language, and where its parts are. */
export interface Visit {
  readonly ports: OwnPorts;
  readonly page: OwnPage;
  readonly request: SignedIn;
  readonly texts: Texts;
  /** The address of a part of the page, in the same language. */
  readonly at: (part?: string) => string;
}

/** A form of this page is bound to its link. */
export const boundToPage: BoundTo = ({ params }) => params?.token;

export const visitOf = (ports: OwnPorts, page: OwnPage, request: SignedIn): Visit => {
  const texts = textsAsked(request) ?? textsFor(page.referral.patient) ?? usualTexts;
  const at = (part = ''): string =>
    `${ports.publicUrl}${ownPath}/${request.params.token}${part === '' ? '' : `/${part}`}${inLanguage(request)}`;
  return { ports, page, request, texts, at };
};

/** Neutral in its title and address; the way out comes before everything. */
export const ownPageOf = (
  { ports, texts }: Pick<Visit, 'texts'> & { readonly ports: Pick<OwnPorts, 'publicUrl'> },
  title: string,
  main: Html,
): Page => ({
  ...{ publicUrl: ports.publicUrl, few: true, texts, title, main },
  top: leave(texts),
});

/** A human to ring, on every page. */
export const humanToRing = (
  { ports: { service }, texts: { own } }: Pick<Visit, 'ports' | 'texts'>,
  worker?: string,
): Html =>
  html`<p>${own.ring(worker ?? service.display)}<a class="app-tap" href="tel:${service.telephone.replaceAll(' ', '')}">${service.telephone}</a></p>`;

export const linkTo = (href: string, says: string): Html => html`<p><a class="app-tap" href="${href}">${says}</a></p>`;

export const tap = (text: string, value: string, isFirst = true): Html =>
  component('button', { text, name: 'answer', value, ...(isFirst ? {} : { classes: 'nhsuk-button--secondary' }) });
