import type { SignedIn } from '../../http/request.ts';
import { formMarks } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

export const signOutPath = '/staff/sign-out';

/** At the top of every page of somebody who is signed in: the way out. */
export const account = (request: SignedIn, publicUrl: string): Html =>
  html`<form class="nhsuk-header__account-form" method="post" action="${publicUrl}${signOutPath}">${formMarks(request)}<button class="nhsuk-header__account-button">${words.shell.signOut}</button></form>`;
