import type { AreaMode } from '../../contracts/areas/area.ts';
import { thisArea } from '../../contracts/areas/this-area.ts';
import type { Answer } from '../http/request.ts';
import { stylesHref } from './assets.ts';
import { type Html, html } from './html.ts';
import { shell } from './shell/render.ts';
import type { Texts } from './words/texts.ts';
import { words } from './words/words.ts';

/** Nothing runs, and nothing is fetched but the hub's own style sheet; the icon is an empty one in the page itself. */
const policyOf = (formsTo: "'none'" | "'self'"): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    `form-action ${formsTo}`,
    "frame-ancestors 'none'",
  ].join('; ');

export interface Page {
  /** Says which page, and never about whom: it stands in the list of windows and in what the browser remembers. */
  readonly title: string;
  /** About whom it is, at its top alone. @default the title */
  readonly heading?: string;
  readonly main: Html;
  /** Of the hub. */
  readonly publicUrl: string;
  /** Where the page belongs, above its heading. */
  readonly home?: { readonly href: string; readonly says: string };
  /** Who is signed in, at the top, with the way out. */
  readonly account?: Html;
  /** With the small style sheet: it has a button and no other component. */
  readonly few?: true;
  /** What it is written in, and how that runs. @default English */
  readonly texts?: Pick<Texts, 'language' | 'direction' | 'skip' | 'footer'>;
  /** Before the heading: the way out of a page that somebody else may see. */
  readonly top?: Html;
  /** What was wrong with what was sent, before the heading: it says so in the title too. */
  readonly problems?: Html;
  /** @default that of the area */
  readonly mode?: AreaMode | undefined;
}

/** On every page of an area for training, so that nobody takes it for the real one, nor the real one for it. */
const practiceBanner = (mode: AreaMode | undefined): Html | undefined =>
  mode === 'practice'
    ? html`<p class="app-home"><strong>${words.shell.practice.title}</strong> ${words.shell.practice.says}</p>`
    : undefined;

/** A whole document: https://service-manual.nhs.uk/accessibility (language, title, one main, headings in order). */
export const documentOf = (page: Page): string => {
  const { title, heading, main, publicUrl, home, account, problems, few, top, texts, mode = thisArea.mode } = page;
  const { language, shell: says } = words;
  const { skip, footer } = { ...says, ...texts };
  return `${
    shell({
      ...{ language, ...texts, styles: stylesHref(publicUrl, few), skip },
      title: problems ? says.titleWithProblem(title) : says.title(title),
      top: {
        service: { text: says.service, ...(account ? { href: `${publicUrl}/staff` } : {}) },
        ...(account ? { account: { ariaLabel: says.account, items: [{ html: account }] } } : {}),
      },
      before: html`${practiceBanner(mode)}${home ? html`<p class="app-home"><a href="${home.href}">${home.says}</a></p>` : ''}`,
      main: html`${problems}${top}<h1>${heading ?? title}</h1>\n${main}`,
      bottom: { meta: { text: footer }, copyright: { text: '' } },
    }).text
  }\n`;
};

/** On every page, a refusal too. */
export const pageHeaders = { 'content-security-policy': policyOf("'none'") };

/**
 * On a page with a form: it goes to the hub and nowhere else. Without any referrer a browser says `Origin: null` with a form
 * (Fetch, 3.2), so that the hub could not tell its own from another's; other sites still learn nothing.
 */
export const formHeaders = { 'content-security-policy': policyOf("'self'"), 'referrer-policy': 'same-origin' };

/** The same for everybody and about nobody: it may be kept for an hour. */
export const publicPage = (page: Page): Answer => ({
  status: 200,
  headers: { ...pageHeaders, 'cache-control': 'public, max-age=3600' },
  text: documentOf(page),
});

/** For the organisation that asked and nobody else: it is kept nowhere (`no-store` stands on every answer). */
export const ownPage = (page: Page): Answer => ({ status: 200, headers: pageHeaders, text: documentOf(page) });
