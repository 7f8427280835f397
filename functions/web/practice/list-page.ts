import type { SignedIn } from '../../http/request.ts';
import { dayFor } from '../dates.ts';
import { formMarks } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { startPath } from '../people/start-page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { nameOf, type Seen } from './found.ts';
import { stateWords } from './state-words.ts';
import type { ToRead } from './to-read.ts';

export const practicePath = `${startPath}/referrals`;

const { practice: says } = words;

/** One list at a time; undefined: whoever sees less than lists show finds one by its reference. */
interface Listed {
  readonly which: 'open' | 'ended';
  readonly seen: readonly Seen[];
  /** Where the older ones begin. */
  readonly next?: string;
}

interface Shown {
  readonly publicUrl: string;
  readonly listed: Listed | undefined;
  /** What nobody here has read yet of how something ended. */
  readonly toRead?: readonly ToRead[];
  /** So many wait beside these. */
  readonly more?: number;
  readonly request: SignedIn;
  /** What was looked for and is not there. */
  readonly missed?: string;
}

const item =
  (publicUrl: string) =>
  ({ referral: { reference }, task, patient }: Seen): Html =>
    html`<li>
<a href="${publicUrl}${practicePath}/${reference}">${nameOf(patient)}</a>
<p>${stateWords(task)}.<br>${reference}${task.authoredOn ? `, ${says.since(dayFor(task.authoredOn))}` : ''}</p>
</li>
`;

const list = ({ which, seen, next }: Listed, publicUrl: string): Html => {
  const lists = (['open', 'ended'] as const).map((one) =>
    one === which
      ? html`<strong>${says[one]}</strong> `
      : html`<a href="${publicUrl}${practicePath}?list=${one}">${says[one]}</a> `,
  );
  const older = next && new URLSearchParams({ list: which, from: next });
  return html`<p class="app-lists">${lists}</p>
${seen.length > 0 ? html`<ul class="app-people">\n${seen.map(item(publicUrl))}</ul>` : html`<p>${says.none}</p>`}
${older ? html`<p><a class="app-tap" href="${publicUrl}${practicePath}?${String(older)}">${says.older}</a></p>` : undefined}`;
};

const toReadPart = ({ toRead = [], more = 0, publicUrl, request }: Shown): Html | undefined =>
  toRead.length === 0
    ? undefined
    : html`<h2>${says.toRead}</h2><p>${says.toReadSays}</p>
${toRead.map(
  ({
    seen,
    message,
  }) => html`<section class="app-message"><h3><a href="${publicUrl}${practicePath}/${seen.referral.reference}">${nameOf(seen.patient)}</a></h3>
<p class="app-when">${seen.referral.reference}${message.at ? `, ${dayFor(message.at)}` : ''}</p>
${message.lines.map(
  (text) => html`<p class="app-said">${text}</p>
`,
)}
<form method="post" action="${publicUrl}${practicePath}/${seen.referral.reference}/read">
${formMarks(request)}<input type="hidden" name="message" value="${message.id}"><input type="hidden" name="back" value="list">
${component('button', { text: says.read, classes: 'nhsuk-button--secondary' })}</form></section>
`,
)}${more > 0 ? html`<p><strong>${says.moreToRead(more)}</strong></p>` : undefined}`;

/** Those whom an organisation told the service about, and the way to one of them by its reference. */
export const listPage = (shown: Shown): Page => {
  const { publicUrl, listed, missed } = shown;
  return {
    ...{ publicUrl, title: says.title },
    home: { href: `${publicUrl}${startPath}`, says: words.refused.home },
    main: html`<p>${listed ? says.intro : says.oneByOne}</p>
${toReadPart(shown)}
${listed ? list(listed, publicUrl) : undefined}
<form method="get" action="${publicUrl}${practicePath}">
${component('input', {
  ...{ id: 'reference', name: 'reference', label: { text: says.find, classes: 'nhsuk-label--m' } },
  ...{ hint: { text: says.findHint }, value: missed, autocomplete: 'off', spellcheck: false },
  classes: 'nhsuk-input--width-20',
  ...(missed === undefined ? {} : { errorMessage: { text: says.notFound } }),
})}
${component('button', { text: says.findButton, classes: 'nhsuk-button--secondary' })}
</form>`,
  };
};
