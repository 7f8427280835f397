import type { ErrorPage } from '../../contracts/error-pages/error-page.ts';
import { scenes } from '../../contracts/error-pages/error-page.ts';
import { type ErrorCode, errorPages, isErrorCode, topics } from '../../contracts/error-pages/error-pages.ts';
import { errorPageUrl } from '../http/error-page-url.ts';
import { fault, type Issue, issueOf } from '../http/issues.ts';
import { fieldTable } from './field-table.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { snippetText } from './snippet-text.ts';

export const errorsPath = '/errors';

/** The list of all codes. */
export const errorsHome = (publicUrl: string): Page['home'] => ({
  href: `${publicUrl}${errorsPath}`,
  says: 'Handover: all error codes',
});

const issueWith = (code: ErrorCode): Issue => (code === 'fault' ? fault : issueOf({ code }));

/** Whom nobody refused got 200, or 201 where one resource was sent. */
const statusOf = (code: ErrorCode): number => (errorPages[code].warning === 'only' ? 200 : issueWith(code).status);

const statusSays = (code: ErrorCode): Html => {
  const warned = html`200 or 201 with <code>severity</code> <code>warning</code>`;
  const { warning } = errorPages[code];
  if (warning === 'only') return html`${warned}: it is no refusal`;
  return warning
    ? html`${statusOf(code)}; ${warned} where what you sent was taken all the same`
    : html`${statusOf(code)}`;
};

const snippets = (title: string, shown: Parameters<typeof snippetText>[0][]): Html => html`<h3>${title}</h3>
${shown.map((snippet) => html`<pre tabindex="0"><code>${snippetText(snippet)}</code></pre>\n`)}`;

const examples = (page: ErrorPage): Html =>
  'untried' in page
    ? html`<h2>Example</h2>\n<p>There is none here. ${page.untried}</p>`
    : html`<h2>Examples</h2>
<p>${page.given ? scenes[page.given] : scenes.nothing} In braces stand ids, days and UUIDs that
you fill in.</p>
<p>Each request also has <code>Authorization</code>, <code>NHSD-End-User-Organisation</code>, a new <code>X-Request-Id</code> and, where it has a
body, <code>Content-Type: application/fhir+json</code>, unless it shows another.</p>
${snippets('This gets it', [...page.wrong])}${snippets('This does not', [...page.right])}`;

/** The page of one code. */
export const errorPage = (code: ErrorCode, publicUrl: string): Page => {
  const page = errorPages[code];
  const { issue, says } = issueWith(code);
  return {
    publicUrl,
    title: `${code} (${statusOf(code)})`,
    home: errorsHome(publicUrl),
    main: html`<p>${says}</p>
<dl>
<dt>HTTP status</dt><dd>${statusSays(code)}</dd>
<dt><code>OperationOutcome.issue.code</code></dt><dd><code>${issue}</code></dd>
</dl>
<h2>How it comes about</h2>
<p>${page.cause}</p>
${page.remedy ? html`<h2>What to do</h2>\n<p>${page.remedy}</p>\n` : undefined}${examples(page)}${page.table ? fieldTable : undefined}`,
  };
};

/** Every code by topic, with its first sentence. */
export const errorList = (publicUrl: string): Page => ({
  publicUrl,
  title: 'Error codes',
  home: errorsHome(publicUrl),
  main: html`<p>An answer that says no carries one of these codes, and one that says yes with a warning (200), in <code>OperationOutcome.issue.details</code>, or as the
<code>type</code> of a problem. Codes do not change; a code that goes is announced twelve months before.</p>
${Object.entries(topics).map(
  ([topic, pages]) => html`<h2>${topic}</h2>
<ul>
${Object.keys(pages)
  .filter(isErrorCode)
  .map(
    (code) =>
      html`<li><a href="${errorPageUrl(publicUrl, code)}"><code>${code}</code></a> ${statusOf(code)}: ${issueWith(code).says}</li>\n`,
  )}</ul>
`,
)}`,
});
