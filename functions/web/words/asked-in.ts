import type { ApiRequest } from '../../http/request.ts';
import { type Html, html } from '../html.ts';
import { otherTexts, type Texts, textsIn } from './texts.ts';

type Asked = Pick<ApiRequest, 'query'>;

/** The language that an address asks for; undefined: none, or one that nobody has written. */
export const textsAsked = ({ query }: Asked): Texts | undefined => textsIn(query.get('lang') ?? '');

/** What stands behind an address so that it stays in that language. */
export const inLanguage = (request: Asked): string => {
  const asked = textsAsked(request);
  return asked ? `?lang=${asked.language}` : '';
};

/** The same page in each other language, by the name that its speakers know it by. */
export const otherLanguages = (texts: Texts, address: string): readonly Html[] =>
  otherTexts(texts).map(
    ({ language, name }) =>
      html`<p><a class="app-tap" lang="${language}" hreflang="${language}" href="${address}?lang=${language}">${name}</a></p>`,
  );
