import { formMarks } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import type { Desk } from '../worklist/staff-page.ts';

export const sessionAddress = (publicUrl: string, link: string): string => `${publicUrl}/staff/sessions/${link}`;

/** A button that does one thing, each a form of its own. */
export const deed = (desk: Desk, link: string, [does, text]: readonly [string, string]): Html =>
  html`<form method="post" action="${sessionAddress(desk.publicUrl, link)}">${formMarks(desk.request)}<input type="hidden" name="do" value="${does}">
${component('button', { text, classes: 'nhsuk-button--secondary' })}</form>`;
