import { thisArea } from '../../../contracts/areas/this-area.ts';
import { authorityIn, may } from '../../domain/authority/authority.ts';
import type { SignedIn } from '../../http/request.ts';
import { dateFor, dayFor, instantFor } from '../dates.ts';
import { formMarks } from '../forms/form.ts';
import { type Problems, problemAt, problemSummary } from '../forms/problems.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { nameOf, type Seen } from './found.ts';
import { practicePath } from './list-page.ts';
import type { Message } from './messages.ts';
import { stateWords } from './state-words.ts';

const { practice: says } = words;

/** What somebody typed and why it was not done; `danger`, `done`: what was just done. */
export interface Typed {
  readonly fields: Readonly<Record<string, string>>;
  readonly problems: Problems;
  readonly said?: 'done' | 'danger';
}

interface Shown {
  readonly publicUrl: string;
  readonly seen: Seen;
  readonly messages: readonly Message[];
  readonly typed: Typed;
}

const headOf = (kind: string | undefined): string =>
  kind === 'question' || kind === 'answer' || kind === 'note' || kind === 'practice-message'
    ? says.kinds[kind]
    : says.kinds.other;

/** The field at which an answer to this question is written: there may be two. */
export const answerField = (message: string): string => `answer-${message.slice(message.indexOf('.') + 1)}`;

const form = (
  request: SignedIn,
  action: string,
  inner: Html,
): Html => html`<form method="post" action="${action}" novalidate>
${formMarks(request)}${inner}
</form>`;

/** What somebody typed as an answer to what is asked no more: it is not lost. */
const unsent = (typed: string | undefined, field: string): Html | undefined =>
  typed ? html`<p>${says.notSent}</p>\n<p class="app-said" id="${field}">${typed}</p>` : undefined;

const answerForm = (request: SignedIn, address: string, id: string, { fields, problems }: Typed): Html => {
  const field = answerField(id);
  const value = fields[field];
  return form(
    request,
    `${address}/answer`,
    html`<input type="hidden" name="message" value="${id}">${component('textarea', { ...{ id: field, name: field, rows: 3, label: { text: says.answer }, value }, ...problemAt(problems, field) })}
${component('button', { text: says.answerButton })}`,
  );
};

const messagePart =
  (
    request: SignedIn,
    address: string,
    { fields, problems }: Typed,
    mayDo: { readonly read: boolean; readonly write: boolean },
  ) =>
  ({ id, kind, at, lines, by, isAsked, isUnread, readThere, readBy }: Message): Html => {
    const field = answerField(id);
    const hidden = html`<input type="hidden" name="message" value="${id}">`;
    return html`<section class="app-message">
<h3>${headOf(kind)}${by ? `: ${says.fromUs(by)}` : ''}</h3>
<p class="app-when">${at ? instantFor(at) : ''}</p>
${lines.map((text) => html`<p class="app-said">${text}</p>\n`)}
${readBy ? html`<p>${says.readBy(readBy.name, instantFor(readBy.at))}</p>` : undefined}
${readThere && !readBy ? html`<p>${says.readThere(instantFor(readThere))}</p>` : undefined}
${isAsked && mayDo.write ? answerForm(request, address, id, { fields, problems }) : unsent(fields[field], field)}
${isUnread && mayDo.read ? form(request, `${address}/read`, html`${hidden}${component('button', { text: says.read, classes: 'nhsuk-button--secondary' })}`) : undefined}
</section>
`;
  };

const writePart = (request: SignedIn, address: string, { fields, problems }: Typed): Html =>
  form(
    request,
    `${address}/write`,
    html`${component('textarea', {
      ...{ id: 'text', name: 'text', rows: 4, value: fields.text, hint: { text: says.writeHint } },
      ...{ label: { text: says.write, classes: 'nhsuk-label--m' }, ...problemAt(problems, 'text') },
    })}
${component('radios', {
  ...{ idPrefix: 'kind', name: 'kind', fieldset: { legend: { text: says.kindOfWriting } }, value: fields.kind },
  items: (['question', 'note'] as const).map((value) => ({ value, text: says.writing[value] })),
  ...problemAt(problems, 'kind'),
})}
${component('button', { text: says.writeButton })}`,
  );

/** One person whom somebody's organisation told the service about: how it stands, and what was written. */
export const onePage = (request: SignedIn, { publicUrl, seen, messages, typed }: Shown): Page => {
  const { referral, task, patient } = seen;
  const authority = authorityIn(referral, request.principal.actor);
  const address = `${publicUrl}${practicePath}/${referral.reference}`;
  const mayDo = { read: may(authority, 'acknowledge'), write: may(authority, 'message') };
  const isReceipt = !may(authority, 'see-status');
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  const problems = problemSummary(typed.problems);
  const said = typed.said === 'danger' ? says.danger(thisArea.urgency.routes) : typed.said && says.done;
  return {
    ...{ publicUrl, title: says.onePage },
    ...(problems ? { problems } : {}),
    home: { href: `${publicUrl}${practicePath}`, says: says.title },
    main: html`${said ? component('inset-text', { html: html`<p>${said}</p>` }) : undefined}
${component('summary-list', {
  rows: [
    row(says.who, nameOf(patient)),
    ...(patient?.birthDate
      ? [row(says.born, patient.birthDate.length === 10 ? dateFor(patient.birthDate) : patient.birthDate)]
      : []),
    row(says.reference, referral.reference),
    ...(task.authoredOn ? [row(says.sent, dayFor(task.authoredOn))] : []),
    row(says.state, isReceipt ? says.receiptOnly : stateWords(task)),
    row(says.ring, thisArea.service.telephone),
  ],
})}
<h2>${says.messages}</h2>
${messages.length > 0 ? messages.map(messagePart(request, address, typed, mayDo)) : html`<p>${says.noMessages}</p>`}
${mayDo.write ? writePart(request, address, typed) : undefined}`,
  };
};
