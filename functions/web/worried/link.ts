import { type Html, html } from '../html.ts';
import { safeguardingPath } from '../safeguarding-page.ts';
import { words } from '../words/words.ts';

/** The words and what they lead to are English, whatever the page around them is written in. */
export const worriedLink = (address: string): Html =>
  html`<p><a class="app-tap" lang="en" hreflang="en" href="${address}">${words.worried.link}</a></p>`;

/** For whom a link opens nothing, or not yet: whom to ring, without a form. */
export const whomToRingLink = (publicUrl: string): Html => worriedLink(`${publicUrl}${safeguardingPath}`);
