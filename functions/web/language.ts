import type { Language } from '../http/respond.ts';
import { errorsHome } from './error-page.ts';
import { html } from './html.ts';
import { documentOf } from './page.ts';
import { words } from './words/words.ts';

/** How pages say no: as a page, in one sentence, with the way back. */
export const pageLanguage = (publicUrl: string): Language => ({
  answers: 'text/html; charset=utf-8',
  refusals: 'text/html; charset=utf-8',
  consumes: [],
  render: ([first], { correlationId }, status) =>
    documentOf({
      publicUrl,
      title: status === 404 ? words.refused.absent : words.refused.failed,
      home: errorsHome(publicUrl),
      main: html`<p>${first.code === 'not-found' ? words.refused.nothingHere : first.says}</p>
${status === 500 ? html`<p>${words.refused.correlation} <code>${correlationId}</code></p>` : undefined}`,
    }),
});
