import { generate } from 'lean-qr';
import { toSvgSource } from 'lean-qr/extras/svg';
import { attendanceWords } from '../../../contracts/partner-api/words.ts';
import type { RegisterLine } from '../../../mappings/partner/register.ts';
import { dayFor, instantFor } from '../dates.ts';
import { Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Desk, Shown } from '../worklist/staff-page.ts';
import { sessionAddress } from './deed-button.ts';
import type { SessionList } from './list.ts';
import type { SessionPorts } from './ports.ts';
import { isWord } from './write-down.ts';

const { print: says } = words.confirming;
const answers = Object.keys(attendanceWords).filter(isWord);

/** It holds the name of the session, which opens nothing without the four digits. */
const square = (address: string): Html =>
  new Html(toSvgSource(generate(address), { xmlDeclaration: false }).replace('<svg ', '<svg aria-hidden="true" '));

const rowOf = ({
  who,
  needs = [],
}: RegisterLine): Html => html`<tr><th scope="row" class="app-who"><bdi>${who}</bdi>${needs.length > 0 ? html`<br>${words.group.needs(needs.join(', '))}` : undefined}</th>
${answers.map(() => html`<td>☐</td>`)}</tr>
`;

/** To print: who is expected, boxes to tick, whom to give it back to, and when it is to be destroyed. */
export const printedList = ({ publicUrl, service }: SessionPorts, desk: Desk, list: SessionList): Shown => {
  const { group, start, where, lines, closes, link } = list;
  const address = `${publicUrl}/l/code/${link}`;
  return {
    title: says.title,
    home: { href: sessionAddress(desk.publicUrl, link), says: says.back },
    main: html`<div class="app-sheet"><p><strong>${[group.name, instantFor(start), where].filter(Boolean).join(', ')}</strong></p>
<table class="app-list"><caption class="nhsuk-u-visually-hidden">${says.title}</caption>
<thead><tr><th scope="col">${says.who}</th>${answers.map((answer) => html`<th scope="col">${words.group.answers[answer]}</th>`)}</tr></thead>
<tbody>${lines.map(rowOf)}</tbody></table>
<p>${says.giveBack(service.display, service.telephone)}</p>
<p><strong>${says.destroy(dayFor(closes))}</strong></p>
<p>${says.square}</p>
<div class="app-square" role="img" aria-label="${says.squareIs}">${square(address)}</div>
<p>${says.orType} <strong>${address}</strong></p></div>`,
  };
};
