import { thisArea } from '../../contracts/areas/this-area.ts';
import type { OpenRoute } from '../http/request.ts';
import { errorsPath } from './error-page.ts';
import { figuresPath } from './figures-page.ts';
import { html } from './html.ts';
import { type Page, publicPage } from './page.ts';
import { signInPath } from './people/sign-in-routes.ts';
import { safeguardingPath } from './safeguarding-page.ts';
import { words } from './words/words.ts';

const { front: says } = words;
const { service } = thisArea;

/** Where whoever typed the bare address finds what is there. */
const frontPage = (publicUrl: string): Page => {
  const link = (path: string, text: string) => html`<li><a href="${publicUrl}${path}">${text}</a></li>\n`;
  return {
    ...{ publicUrl, title: says.title },
    main: html`<p>${says.what(service.display)}</p>
<h2>${says.staff}</h2>
<ul class="app-ways">${link(signInPath, says.signIn)}</ul>
<h2>${says.help}</h2>
<p>${says.helpSays(service.display, service.telephone)}</p>
<h2>${says.group}</h2>
<p>${says.groupSays}</p>
<h2>${says.more}</h2>
<ul class="app-ways">${link(safeguardingPath, says.unsafe)}${link(figuresPath, says.figures)}${link(errorsPath, says.software)}</ul>`,
  };
};

/** A door that stands open, as the pages themselves name none: browsers ask for it beside what is no page. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#005eb8"/><path fill="#fff" d="M8 6h16v20H8zm3 3v14l8 2V7z"/></svg>\n';

export const frontRoutes = (publicUrl: string): readonly OpenRoute[] => [
  { method: 'GET', path: '/', open: true, handle: () => publicPage(frontPage(publicUrl)) },
  {
    ...{ method: 'GET', path: '/favicon.ico', open: true },
    handle: () => ({
      status: 200,
      headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=604800' },
      text: icon,
    }),
  },
];

/** The way out of a page that is not there. */
export const frontHome = (publicUrl: string): NonNullable<Page['home']> => ({ href: `${publicUrl}/`, says: says.back });
