import type { Annotation, ServiceRequest } from 'fhir/r4.js';
import type { Referral } from '../../domain/referral.ts';
import { textsOf } from '../../domain/text-limits.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import { conceptText } from './risks-and-needs.ts';

const { person: says } = words.worklist;

const isTheirs = ({ authorReference, authorString }: Annotation, { patient }: Referral): boolean =>
  authorReference?.reference === `Patient/${patient.id}` || authorString === 'person';

const requestsOf = ({ request, furtherNeeds }: Referral): readonly ServiceRequest[] => [request, ...furtherNeeds];

/** What the person said: goals in their words, and notes of which they are the author (users.md S91). */
const ownWords = (shown: Referral): string[] => [
  ...shown.others.flatMap((r) => (r.resourceType === 'Goal' ? (conceptText(r.description) ?? []) : [])),
  ...requestsOf(shown).flatMap(({ note = [] }) => textsOf(note.filter((one) => isTheirs(one, shown)))),
];

/** What whoever referred wrote about why. */
const need = (shown: Referral): string[] => [
  ...requestsOf(shown).flatMap(({ reasonCode = [] }) => reasonCode.flatMap((one) => conceptText(one) ?? [])),
  ...requestsOf(shown).flatMap(({ note = [] }) => textsOf(note.filter((one) => !isTheirs(one, shown)))),
  ...textsOf(shown.task.note ?? []),
];

const said = (texts: readonly string[], none: string): Html =>
  texts.length === 0
    ? html`<p>${none}</p>`
    : html`${texts.map((one) => html`<blockquote class="app-words"><p>${one}</p></blockquote>\n`)}`;

/** Their own words first, then why somebody asked for them. */
export const wordsAndNeed = (shown: Referral): Html => html`<h2>${says.words}</h2>
${said(ownWords(shown), says.noWords)}
<h2>${says.need}</h2>
${said(need(shown), says.missing)}`;
