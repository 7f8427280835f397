import { createHash } from 'node:crypto';
import type { Answer } from '../http/request.ts';
import { Html, html } from './html.ts';

const style = `
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 44rem; padding: 1rem; font: 1.1875rem/1.5 "Frutiger W01", Arial, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; }
h2 { font-size: 1.5rem; margin-top: 2rem; }
h3 { font-size: 1.1875rem; }
pre { overflow-x: auto; padding: 1rem; border-left: 4px solid; font-size: 0.9375rem; }
code { overflow-wrap: anywhere; }
dt { font-weight: bold; }
dd { margin: 0 0 0.5rem; }
table { border-collapse: collapse; }
caption { text-align: left; padding-bottom: 0.5rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid; }
a:focus, pre:focus { outline: 3px solid; outline-offset: 2px; }
`;

/** Nothing runs, nothing is fetched; the one style sheet is named by its hash. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** Where the page belongs, at its top. */
  readonly home: { readonly href: string; readonly says: string };
}

/** A whole document: https://service-manual.nhs.uk/accessibility (language, title, one main, headings in order). */
export const documentOf = ({ title, main, home }: Page): string =>
  html`${new Html('<!doctype html>')}
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Handover</title>
<style>${new Html(style)}</style>
</head>
<body>
<header><p><a href="${home.href}">${home.says}</a></p></header>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`.text;

/** On every page, a refusal too. */
export const pageHeaders = { 'content-security-policy': policy };

/** The same for everybody and about nobody: it may be kept for an hour. */
export const publicPage = (page: Page): Answer => ({
  status: 200,
  headers: { ...pageHeaders, 'cache-control': 'public, max-age=3600' },
  text: documentOf(page),
});

/** For the organisation that asked and nobody else: it is kept nowhere (`no-store` stands on every answer). */
export const ownPage = (page: Page): Answer => ({ status: 200, headers: pageHeaders, text: documentOf(page) });
