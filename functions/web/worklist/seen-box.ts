import { formMarks } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { ownActs } from './acts/own.ts';
import { personAddress } from './addresses.ts';

/**
 * That a named person has opened it is said with one tap, and never by the page itself: browsers fetch pages ahead, and a GET
 * changes nothing (RFC 9110, 9.2.1). Whatever else they do here counts as well.
 */
export const seenBox = (doing: Omit<Doing, 'about'>): Html | undefined => {
  const offer = ownActs.find(({ name }) => name === 'seen')?.offers(doing)[0];
  return offer
    ? html`<form method="post" action="${personAddress(doing.desk, doing.referral)}/seen">${formMarks(doing.desk.request)}<input type="hidden" name="about" value="${offer.about}">
${component('button', { text: words.worklist.seen.tap, classes: 'nhsuk-button--secondary' })}</form>`
    : undefined;
};
