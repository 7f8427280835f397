import { type Figures, publicFigures } from '../../mappings/public/figures.ts';
import type { Answer, ApiRequest } from '../http/request.ts';
import { type Figure, isKnown } from '../views/figure.ts';
import { instantFor } from './dates.ts';
import { html } from './html.ts';
import { type Page, publicPage } from './page.ts';

export const figuresPath = '/figures';

/** Nobody who counted is no zero: a clock that stands still must not look like a quiet day. */
const figuresOf = (figure: Figure | undefined, now: string): Figures => {
  if (!figure) return { silentReferrals: null, since: null, asOf: null };
  if (!isKnown(figure, now)) return { silentReferrals: null, since: null, asOf: figure.counted };
  return { silentReferrals: figure.silent, since: figure.silentSince, asOf: figure.counted };
};

const saidOf = ({ silentReferrals, since, asOf }: Figures): string => {
  if (silentReferrals !== null && since !== null)
    return `Silent referrals: ${silentReferrals}, since ${instantFor(since)}`;
  return asOf === null
    ? 'Silent referrals: not known; nobody has counted yet'
    : `Silent referrals: not known since ${instantFor(asOf)}`;
};

const pageOf = (figures: Figures, publicUrl: string): Page => ({
  title: 'Figures',
  home: { href: `${publicUrl}${figuresPath}`, says: 'Handover: figures' },
  main: html`<p><strong>${saidOf(figures)}</strong></p>
<p>A referral is silent when somebody owes something in it, and nobody opened it or did anything for two working days after
that was due. The hub's own reminders do not count. It is counted every minute${figures.asOf === null ? '' : `, the last time on ${instantFor(figures.asOf)}`}.</p>`,
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
