import type { Language } from '../http/respond.ts';
import { wordsIn } from './forms/form.ts';
import { frontHome } from './front-page.ts';
import { type Html, html } from './html.ts';
import { documentOf, type Page, pageHeaders } from './page.ts';
import { signInFor } from './people/sign-in-routes.ts';
import { startPath } from './people/start-page.ts';
import { component } from './shell/render.ts';
import { words } from './words/words.ts';

/** Where what software reads is not how one would say it to somebody at a page. */
const plain = { 'not-found': words.refused.nothingHere, 'role-may-not': words.refused.notYours } as const;
const isPlain = (code: string): code is keyof typeof plain => Object.hasOwn(plain, code);

/** How pages say no: as a page, in one sentence, with the way back. */
export const pageLanguage = (publicUrl: string, home: Page['home'] = frontHome(publicUrl), after?: Html): Language => ({
  answers: 'text/html; charset=utf-8',
  refusals: 'text/html; charset=utf-8',
  headers: pageHeaders,
  consumes: [],
  render: ([first], { correlationId }, status) =>
    documentOf({
      publicUrl,
      title: status === 404 ? words.refused.absent : words.refused.failed,
      home,
      main: html`<p>${isPlain(first.code) ? plain[first.code] : first.says}</p>
${status === 500 ? html`<p>${words.refused.correlation} <code>${correlationId}</code></p>` : undefined}${after}`,
    }),
});

/** Somebody who wrote for long was signed out meanwhile. */
const typedBefore = (typed: readonly string[]): Html | undefined =>
  typed.length === 0
    ? undefined
    : html`<p>${words.refused.notSent}</p>
${typed.map((one) => html`<blockquote class="app-words"><p>${one}</p></blockquote>\n`)}`;

/** How pages of people who sign in say no: whoever is not signed in is led to where they can. */
export const peopleLanguage = (publicUrl: string): Language => {
  const usual = pageLanguage(publicUrl, { href: `${publicUrl}${startPath}`, says: words.refused.home });
  const { refused, signIn } = words;
  return {
    ...usual,
    render: (issues, exchange, status) =>
      status === 401
        ? documentOf({
            publicUrl,
            title: refused.notSignedIn,
            main: html`<p>${refused.signInAgain}</p>
${typedBefore(wordsIn(exchange))}${component('button', { text: signIn.button, href: signInFor(publicUrl, exchange.method === 'GET' ? exchange.path : startPath) })}`,
          })
        : usual.render(issues, exchange, status),
  };
};
