import { tableFaults } from '../../../contracts/partner-api/table.ts';
import type { FaultyLine } from '../../../mappings/partner/register-table.ts';
import type { Answer } from '../../http/request.ts';
import { fileFormType, largestFile } from '../forms/sent-fields.ts';
import { type Html, html } from '../html.ts';
import { formHeaders } from '../page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';

const { table: says } = words.confirming;

/** What came of a table: how many lines were saved, and of each that was not, why. */
export interface Taken {
  readonly saved: number;
  readonly faults: readonly FaultyLine[];
}

const takenPart = ({ saved, faults }: Taken): Html => html`<p role="status"><strong>${says.saved(saved)}</strong></p>
${faults.length === 0 ? undefined : html`<p>${says.notSaved}</p><ul>${faults.map(({ line, fault }) => html`<li>${says.line(line, tableFaults[fault])}</li>\n`)}</ul>`}`;

interface Places {
  /** Where the table is fetched, and where it is sent. */
  readonly fetch: string;
  readonly send: string;
  /** New for each form: a request is one form. */
  readonly marks: () => Html;
  /** Bytes that a form to there may have. */
  readonly most: number;
  /** What was sent, where something in it is to be mended. */
  readonly sent?: string | undefined;
}

/** Fetch the table, fill in the answers, and send it back: as a file, or pasted. Two forms, so that neither takes room of the other. */
export const tablePart = (
  { fetch, send, marks, most, sent }: Places,
  taken?: Taken,
): Html => html`${taken ? takenPart(taken) : undefined}
<p>${says.how}</p><p><a class="app-tap" href="${fetch}">${says.fetch}</a></p>
<form method="post" enctype="${fileFormType}" action="${send}">${marks()}
${component('input', { id: 'file', name: 'table', type: 'file', label: { text: says.file }, hint: { text: says.fileHint(largestFile(most)) }, classes: 'app-file' })}
${component('button', { text: says.sendFile })}</form>
<form method="post" action="${send}">${marks()}
${component('textarea', { id: 'table', name: 'table', label: { text: says.paste }, rows: 8, ...(sent === undefined ? {} : { value: sent }) })}
${component('button', { text: says.send })}</form>`;

/** As a file, and never as a page: nothing in it is shown by a browser. */
export const tableFile = (text: string): Answer => ({
  ...{ status: 200, text },
  headers: {
    ...formHeaders,
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="who-came.csv"',
  },
});
