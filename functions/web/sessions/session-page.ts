import { attendanceWords } from '../../../contracts/partner-api/words.ts';
import type { RegisterLine } from '../../../mappings/partner/register.ts';
import { doubtOf, organiserDoubts } from '../../domain/organiser.ts';
import { dayFor, instantFor } from '../dates.ts';
import { formMarks } from '../forms/form.ts';
import { largestForm } from '../forms/sent-fields.ts';
import { type Taken, tablePart } from '../group/table-part.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import type { Desk, Shown } from '../worklist/staff-page.ts';
import { deed, sessionAddress } from './deed-button.ts';
import type { SessionList } from './list.ts';
import type { SessionPorts } from './ports.ts';
import { roomOf } from './room-part.ts';
import { isWord } from './write-down.ts';

const { session: says } = words.confirming;
const answers = Object.keys(attendanceWords).filter(isWord);

/** The field of one person's answer on the form. */
const came = 'came.';
export const fieldOf = ({ meeting }: Pick<RegisterLine, 'meeting'>): string => `${came}${meeting}`;
/** The names under which something was answered, also of somebody who is on the list no more. */
export const answersIn = (fields: Readonly<Record<string, string>>): string[] =>
  Object.keys(fields).filter((name) => name.startsWith(came) && fields[name] !== '');

const lineOf = (line: RegisterLine, begun: boolean): Html => {
  const { who, result, cannotCome } = line;
  const said = result !== undefined && isWord(result) ? says.said(words.group.answers[result]) : undefined;
  const hints = [said, cannotCome ? words.group.cannotCome : undefined].filter((one) => one !== undefined);
  return component('radios', {
    ...{ idPrefix: fieldOf(line), name: fieldOf(line), classes: 'nhsuk-radios--inline' },
    fieldset: { legend: { text: who, classes: 'nhsuk-fieldset__legend--s' } },
    ...(hints.length > 0 ? { hint: { text: hints.join('. ') } } : {}),
    items: answers
      .filter((answer) => begun || answer === 'could-not-come')
      .map((answer) => ({ value: answer, text: words.group.answers[answer] })),
  });
};

const contactOf = ({ group, link }: SessionList, desk: Desk): Html => {
  const { organiser } = group;
  if (!organiser) return html`<p>${says.nobody}</p>`;
  const doubt = doubtOf(organiser, desk.request.now);
  const isWithdrawn = organiser.withdrawn?.includes(link) === true;
  return html`<p>${says.contact(organiser.name, says.channels[organiser.channel], dayFor(organiser.confirmed))}</p>
${doubt ? html`<p><strong>${says.doubt(organiserDoubts[doubt])}</strong></p>` : undefined}
${deed(desk, link, ['confirm', says.confirm(organiser.name)])}
${isWithdrawn ? html`<p><strong>${says.withdrawn}</strong></p>` : html`<p>${says.linkIs(link)}</p>${deed(desk, link, ['withdraw', says.withdraw])}`}
${doubt || isWithdrawn ? undefined : deed(desk, link, ['code', says.sendCode])}`;
};

export interface Notice {
  readonly says?: string;
  readonly taken?: Taken & { readonly sent: string };
}

/** Everything that can be done about one session from the desk. */
export const sessionPage = async (
  ports: SessionPorts,
  desk: Desk,
  list: SessionList,
  notice: Notice = {},
): Promise<Shown> => {
  const { link, group, start, where, lines } = list;
  const at = sessionAddress(desk.publicUrl, link);
  const begun = start <= desk.request.now;
  const wrong = (notice.taken?.faults.length ?? 0) > 0;
  const places = {
    ...{ fetch: `${at}/table.csv`, send: at, most: largestForm },
    marks: () => html`${formMarks(desk.request)}<input type="hidden" name="do" value="table">`,
  };
  return {
    title: says.title,
    main: html`${notice.says === undefined ? undefined : html`<p role="status"><strong>${notice.says}</strong></p>`}
<p>${[group.name, instantFor(start), where].filter(Boolean).join(', ')}</p>
<h2>${says.paper}</h2><p>${says.paperSays}</p>
<form method="post" action="${at}">${formMarks(desk.request)}<input type="hidden" name="do" value="answers">
${lines.map((line) => lineOf(line, begun))}
${component('button', { text: says.save })}</form>
<p><a class="app-tap" href="${at}/print">${says.print}</a></p>
<h2>${words.confirming.table.title}</h2>
${tablePart({ ...places, sent: wrong ? notice.taken?.sent : undefined }, notice.taken)}
<h2>${says.whom}</h2>
${contactOf(list, desk)}
<h2>${says.room}</h2>
${await roomOf(ports, desk, list)}`,
  };
};
