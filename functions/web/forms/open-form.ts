import { randomUUID } from 'node:crypto';
import { requestId as requestIdForm } from '../../../contracts/ids.ts';
import { bodyHashOf } from '../../http/exchange.ts';
import type { Answer, ApiRequest, OpenRoute, Reply } from '../../http/request.ts';
import type { Hash } from '../../usecases/ports.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import { isOurs, isToken, refusedForm } from './form.ts';
import { fieldsOf, formType } from './sent-fields.ts';

/** Long enough to find a number and the words; a page that lay open overnight says so and keeps what was typed. */
const hoursOpen = 12;

const tokenOf = (hash: Hash, path: string, made: string, request: string): string => hash('form', path, made, request);

/**
 * What a form carries that nobody signs in to: that the hub made it for this address and when, and the id of its request. There is
 * no session to ride on (OWASP, cross-site request forgery); this keeps others from sending what no page asked.
 */
export const openMarks = (hash: Hash, path: string, now: string): Html => {
  const request = randomUUID();
  return html`<input type="hidden" name="made" value="${now}"><input type="hidden" name="request" value="${request}"><input type="hidden" name="token" value="${tokenOf(hash, path, now, request)}">`;
};

export interface SentOpenForm extends ApiRequest {
  readonly fields: Readonly<Record<string, string>>;
  /** The page was open for too long: it is shown again with what was typed. */
  readonly isStale: boolean;
}

interface OpenFormRoute {
  readonly path: string;
  readonly publicUrl: string;
  readonly hash: () => Promise<Hash>;
  readonly handle: (form: SentOpenForm) => Promise<Reply>;
}

const isFresh = (made: string, now: string): boolean => {
  const age = Date.parse(now) - Date.parse(made);
  return age >= 0 && age < hoursOpen * 3_600_000;
};

/** Where a form goes that needs no account. */
export const openFormRoute = ({ path, publicUrl, hash, handle }: OpenFormRoute): OpenRoute => ({
  ...{ method: 'POST', path, open: true, consumes: [formType] },
  handle: async (request): Promise<Reply | Answer> => {
    const sent = fieldsOf(request.body);
    if (!sent || !isOurs(request, publicUrl)) return refusedForm(403, words.forms.wrong, publicUrl);
    const { token = '', request: requestId = '', made = '', ...fields } = sent;
    if (!requestIdForm.test(requestId) || !isToken(token, tokenOf(await hash(), request.path, made, requestId)))
      return refusedForm(403, words.forms.wrong, publicUrl);
    const bodyHash = bodyHashOf('POST', request.path, new URLSearchParams(fields).toString());
    return handle({ ...request, fields, requestId, bodyHash, isStale: !isFresh(made, request.now) });
  },
});
