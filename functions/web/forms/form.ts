import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Deed } from '../../../contracts/authority/deeds.ts';
import { requestId as requestIdForm } from '../../../contracts/ids.ts';
import { bodyHashOf, type Exchange } from '../../http/exchange.ts';
import type { Answer, Reply, Route, SignedIn } from '../../http/request.ts';
import { sessionCookie } from '../../identity/people/cookies.ts';
import { type Html, html } from '../html.ts';
import { documentOf, pageHeaders } from '../page.ts';
import { words } from '../words/words.ts';
import { fieldsOf, fileFormType, formType, sentFields } from './sent-fields.ts';

/** Nobody who does not hold the session's id can make it, and it tells nothing of that id. */
const tokenOf = (session: string): string => createHash('sha256').update(`form\n${session}`).digest('base64url');

/** What a form's token is bound to: something that only whoever may send it holds. */
export type BoundTo = (request: Pick<SignedIn, 'headers'> & Partial<Pick<SignedIn, 'params'>>) => string | undefined;

const sessionOf: BoundTo = ({ headers }) => sessionCookie.in(headers.cookie);

/**
 * What every form carries: that it is the hub's own (OWASP, cross-site request forgery: a token bound to the session), and
 * the id of the request that it makes, so that a second tap is a repeat of the first.
 */
export const formMarks = (request: Parameters<BoundTo>[0], boundTo = sessionOf): Html => {
  const session = boundTo(request);
  if (session === undefined) throw new Error('A form for nobody');
  return html`<input type="hidden" name="token" value="${tokenOf(session)}"><input type="hidden" name="request" value="${randomUUID()}">`;
};

/** What was sent, each name once; `requestId` and `bodyHash` are the form's own, as software sends them in headers. */
export interface SentForm extends SignedIn {
  readonly fields: Readonly<Record<string, string>>;
}

/** In the same time, whatever is wrong with it. */
export const isToken = (given: string, right: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Every browser says with a form where it comes from; one that does not is no browser of somebody who is signed in. */
export const isOurs = ({ headers }: Pick<SignedIn, 'headers'>, publicUrl: string): boolean =>
  headers.origin === new URL(publicUrl).origin;

export const refusedForm = (status: number, says: string, publicUrl: string): Answer => ({
  status,
  headers: pageHeaders,
  text: documentOf({ publicUrl, title: words.refused.failed, main: html`<p>${says}</p>` }),
});

export interface FormRoute {
  readonly path: string;
  readonly needs: readonly Deed[];
  readonly publicUrl: string;
  /** @default the session of whoever is signed in */
  readonly boundTo?: BoundTo;
  /** Answers with `seeOther`, or with the page again and what is wrong on it. */
  readonly handle: (form: SentForm) => Promise<Reply> | Reply;
}

/** Where a form of somebody who is signed in goes. */
export const formRoute = ({ path, needs, publicUrl, handle, boundTo = sessionOf }: FormRoute): Route => ({
  method: 'POST',
  path,
  needs,
  consumes: [formType, fileFormType],
  handle: async (request) => {
    const session = boundTo(request);
    const sent = await sentFields(request);
    if (!sent || !isOurs(request, publicUrl)) return refusedForm(403, words.forms.wrong, publicUrl);
    const { token = '', request: requestId = '', ...fields } = sent;
    if (session === undefined || !isToken(token, tokenOf(session)))
      return refusedForm(403, words.forms.stale, publicUrl);
    if (!requestIdForm.test(requestId)) return refusedForm(400, words.forms.wrong, publicUrl);
    const bodyHash = bodyHashOf('POST', request.path, new URLSearchParams(fields).toString());
    return handle({ ...request, fields, requestId, bodyHash });
  },
});

/**
 * The words of one of the hub's own forms, whose session may be over: for whoever typed them to keep. Nothing of a form that another
 * site made: it would stand on a page of the hub.
 */
export const wordsIn = ({ body, cookie }: Pick<Exchange, 'body' | 'cookie'>): readonly string[] => {
  const session = sessionCookie.in(cookie);
  const { token = '', ...fields } = fieldsOf(body) ?? {};
  if (session === undefined || !isToken(token, tokenOf(session))) return [];
  return Object.values(fields).filter((typed) => /\S\s+\S/.test(typed));
};

/** After a form: the browser asks for a page, so that going back or loading it again sends nothing twice. */
export const seeOther = (address: string, cookies: readonly string[] = []): Answer => ({
  status: 303,
  headers: { ...pageHeaders, location: address },
  ...(cookies.length > 0 ? { cookies } : {}),
});
