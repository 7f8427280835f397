import { type Figures, publicFigures } from '../../mappings/public/figures.ts';
import type { Answer, ApiRequest } from '../http/request.ts';
import { type Figure, isKnown } from '../views/figure.ts';
import { instantFor } from './dates.ts';
import { html } from './html.ts';
import { type Page, publicPage } from './page.ts';
import { words } from './words/words.ts';

export const figuresPath = '/figures';

const { figures: says } = words;

/** Nobody who counted is no zero: a clock that stands still must not look like a quiet day. */
const figuresOf = (figure: Figure | undefined, now: string): Figures => {
  if (!figure) return { silentReferrals: null, since: null, asOf: null };
  if (!isKnown(figure, now)) return { silentReferrals: null, since: null, asOf: figure.counted };
  return { silentReferrals: figure.silent, since: figure.silentSince, asOf: figure.counted };
};

const saidOf = ({ silentReferrals, since, asOf }: Figures): string => {
  if (silentReferrals !== null && since !== null) return says.silent(silentReferrals, instantFor(since));
  return asOf === null ? says.neverCounted : says.unknownSince(instantFor(asOf));
};

const pageOf = (figures: Figures, publicUrl: string): Page => ({
  publicUrl,
  title: says.title,
  main: html`<p><strong>${saidOf(figures)}</strong></p>
<p>${says.means}
${figures.asOf === null ? says.counted : says.countedLast(instantFor(figures.asOf))}</p>`,
});

const asksForJson = ({ headers }: ApiRequest): boolean => /\bjson\b/.test(headers.accept ?? '');

/** A minute old at most, as the number itself. */
const headers = { 'cache-control': 'public, max-age=60', vary: 'accept' };

export const figuresAnswer = (figure: Figure | undefined, request: ApiRequest, publicUrl: string): Answer => {
  const figures = publicFigures(figuresOf(figure, request.now));
  if (asksForJson(request))
    return { status: 200, headers: { ...headers, 'content-type': 'application/json' }, body: figures };
  const page = publicPage(pageOf(figures, publicUrl));
  return { ...page, headers: { ...page.headers, ...headers } };
};
