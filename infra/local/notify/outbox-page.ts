import { notified } from '../../../functions/usecases/notify-port.ts';
import { type Html, html } from '../../../functions/web/html.ts';
import type { Lying } from './notify.ts';

/** What is a link in a message can be followed here, as on a telephone. */
const withLinks = (text: string): Html =>
  html`${text.split(/(https?:\/\/\S+)/).map((part, n) => (n % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))}`;

const lyingOf = ({ id, channel, to, subject, body, status }: Lying): Html => html`<article>
<h2>${channel} to ${to} <small>(${status})</small></h2>
${subject === undefined ? undefined : html`<p><strong>${subject}</strong></p>`}
<pre>${withLinks(body)}</pre>
<form method="post"><input type="hidden" name="id" value="${id}">
${notified.map((one) => html`<button name="status" value="${one}">${one}</button> `)}</form>${channel === 'sms' ? html`<form method="post"><input type="hidden" name="from" value="${to}"><label>Answer <input name="message"></label> <button>Send</button></form>` : undefined}</article>`;

/** What lies in the simulated Notify, the newest first: of this machine alone, and of nobody's real telephone. */
export const outboxPage = (lying: readonly Lying[]): string =>
  html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Outbox</title><style>body{font:1rem/1.5 sans-serif;max-width:42rem;margin:1rem auto;padding:0 1rem}pre{white-space:pre-wrap;background:#eee;padding:1rem}button{min-height:44px}</style>
<h1>What GOV.UK Notify was given</h1><p>Simulated: nothing left this machine. The buttons say what became of a message.</p>
${lying.length === 0 ? html`<p>Nothing yet.</p>` : [...lying].reverse().map(lyingOf)}</html>`.text;
