import type { Language } from '../http/respond.ts';
import { errorsHome } from './error-page.ts';
import { html } from './html.ts';
import { documentOf } from './page.ts';

/** How pages say no: as a page, in one sentence, with the way back. */
export const pageLanguage = (publicUrl: string): Language => ({
  answers: 'text/html; charset=utf-8',
  refusals: 'text/html; charset=utf-8',
  consumes: [],
  render: ([first], { correlationId }, status) =>
    documentOf({
      title: status === 404 ? 'Page not found' : 'Sorry, this did not work',
      home: errorsHome(publicUrl),
      main: html`<p>${first.code === 'not-found' ? 'There is no page at this address.' : first.says}</p>
${status === 500 ? html`<p>Correlation id <code>${correlationId}</code></p>` : undefined}`,
    }),
});
