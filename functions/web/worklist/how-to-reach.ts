import type { Address } from 'fhir/r4.js';
import { ringNow } from '../../domain/contact/ring-now.ts';
import { meansOfContact, safeContactOf } from '../../domain/contact/safe-contact.ts';
import type { Referral } from '../../domain/referral.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

const { ring: says } = words.worklist;

/** A number is a link: most people ring from a telephone. */
export const tel = (value: string): string => `tel:${value.replace(/[^\d+*#]/g, '')}`;

/** Whoever has no number is reached through somebody, or somewhere. */
const otherWays = (through: readonly string[], none: string | undefined): Html =>
  html`${through.map((one) => html`<p>${says.through}: <strong>${one}</strong></p>`)}${none === undefined ? undefined : html`<p>${says.none}: ${none}</p>`}`;

/** The one number to ring now, or why there is none. */
export const numberToRing = (referral: Referral): Html => {
  const { not, number } = ringNow(referral);
  const { times, through, none } = safeContactOf(referral.patient);
  if (not || !number)
    return html`<p class="app-stop"><strong>${says.not[not ?? 'no-number']}</strong></p>
${not === 'no-number' ? otherWays(through, none) : undefined}`;
  return html`<p class="app-ring"><a href="${tel(number.value)}">${says.call} <strong>${number.value}</strong></a></p>
<p>${number.safety === 'safe' ? says.safe : says.unknown}${times.map((one) => html` ${one}.`)}${through.map((one) => html` ${says.through}: ${one}.`)}</p>`;
};

const addressLine = ({ text, line = [], city, postalCode }: Address): string =>
  text ?? [...line, city, postalCode].filter((part) => part !== undefined && part !== '').join(', ');

const row = (key: string, values: readonly string[]): Html | undefined =>
  values.length === 0 ? undefined : html`<dt>${key}</dt><dd>${values.map((one) => html`<span>${one}</span> `)}</dd>\n`;

/** All that is known of how to reach them, with what was said of each way: it passes unchanged (DESIGN 4). */
export const howToReach = ({ patient }: Referral): Html => {
  const safe = safeContactOf(patient);
  const { others } = meansOfContact(patient);
  const isOld = ({ use, text }: Address) => use === 'old' || (text ?? '') === '-';
  return html`<dl class="app-facts">
${safe.channels.map(({ value, safety }) => html`<dt>${value}</dt><dd>${says.safety[safety]}</dd>\n`)}
${row(says.none, safe.none === undefined ? [] : [safe.none])}
${row(says.times, safe.times)}
${row(says.voicemail, [says.voicemails[safe.voicemail]])}
${row(says.through, safe.through)}
${others.filter(({ isCurrent }) => isCurrent).map(({ point, safety }) => html`<dt>${says.others}</dt><dd>${point.value ?? ''}: ${says.safety[safety]}</dd>\n`)}
${row(
  says.address,
  (patient.address ?? [])
    .filter((one) => !isOld(one))
    .map(addressLine)
    .filter((one) => one !== ''),
)}
${row(says.post, [says.posts[safe.post]])}
</dl>`;
};
